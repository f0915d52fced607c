"""The ground: servers, settings, containers and locked requirements."""
