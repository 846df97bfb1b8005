"""A framework in words: its lists, which indicator covers which clause, any item explained, the whole as a page."""
