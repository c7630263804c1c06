"""360 rounds by call."""
