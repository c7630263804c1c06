"""Everything that writes purpose, goals and their numbers."""
