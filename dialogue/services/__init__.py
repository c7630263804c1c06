"""Everything that writes the dialogue."""
