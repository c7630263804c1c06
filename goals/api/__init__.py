"""Calls of purpose, goals and numbers."""
