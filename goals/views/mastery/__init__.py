"""Pages of a person's mastery."""
