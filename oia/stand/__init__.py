"""The whole office on one machine, for a demonstration or a report from files."""
