"""Answers of clubs by mail: read from a mailbox, they land in their case."""
