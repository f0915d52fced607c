"""Applications of clubs for travel support: the portal they use and the desk that decides."""
