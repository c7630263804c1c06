"""A person's mastery, by call."""
