"""Who may do what in the dialogue."""
