"""The read language of the dialogue."""
