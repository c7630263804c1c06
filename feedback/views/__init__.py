"""Pages about feedback."""
