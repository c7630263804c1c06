"""What the dialogue takes from pages."""
