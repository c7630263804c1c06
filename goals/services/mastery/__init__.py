"""Everything that writes about a person's mastery."""
