"""Pictures composed of several tables."""
