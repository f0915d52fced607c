"""Pages of the desk about money for clubs."""
