"""The office's settings and the ten minutes in which they are first made."""
