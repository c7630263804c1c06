"""The access matrix: all pages and all calls, each with who may do what there."""

from tests.privacy.calls import CALLS
from tests.privacy.pages import PAGES
from tests.privacy.rows import Names, Row

ROWS = {**PAGES, **CALLS}

__all__ = ["CALLS", "PAGES", "ROWS", "Names", "Row"]
