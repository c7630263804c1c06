"""Pages of purpose, goals and numbers."""
