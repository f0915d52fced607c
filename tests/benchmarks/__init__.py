"""The speed table: ratios of things run in turn, in CPU seconds of Python and the database."""
