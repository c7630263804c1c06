"""Today and search."""
