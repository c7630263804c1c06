"""Programs run on a copy of the test database."""

from tests.faults.copies import copy

__all__ = ["copy"]
