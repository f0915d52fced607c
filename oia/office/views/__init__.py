"""Pages of the office, one subject per module."""
