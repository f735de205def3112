"""Pages, JSON API and health: read a request, call one action, answer."""
