"""Programmes of trips, visits and events: list, paper for guests and staff, calendar file."""
