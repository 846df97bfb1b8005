"""A batch, where no format sets it: the list of its stations for the terminal."""
