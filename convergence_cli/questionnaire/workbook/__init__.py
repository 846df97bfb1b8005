"""Workbooks of every format opened: each sheet as a person sees it, its values and what is known beside them."""
