"""Pictures of the dialogue, composed of several tables."""
