"""A Zoom that is not Zoom, and a day that plays on it. Shares no code with the service."""
