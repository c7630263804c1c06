"""Dialogue: check-ins, prompts, commitments and the rhythm in which people talk."""
