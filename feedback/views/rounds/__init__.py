"""Pages of 360 rounds."""
