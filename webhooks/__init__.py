"""A receiver for any Zoom app's webhooks. It knows nothing of the service it stands in."""
