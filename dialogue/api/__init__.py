"""The dialogue by call."""
