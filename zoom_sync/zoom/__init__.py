"""The only place that speaks to Zoom and spells its field names."""
