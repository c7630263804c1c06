"""Everything that writes 360 rounds."""
