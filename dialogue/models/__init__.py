"""Rows of the dialogue."""

from dialogue.models.cadence import CadenceRule

__all__ = ["CadenceRule"]
