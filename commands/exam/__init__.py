"""``practice exam``: a mock interview, from the draw to the report."""
