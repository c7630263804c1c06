"""What an uploaded file may be at most, and the one error of a file that is more or other."""

from django.utils.translation import gettext as _

from core.tables import Unreadable

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "Unreadable",
    "too_many_rows",
]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_UNPACKED_BYTES = 150 * 1024 * 1024  # a spreadsheet is a zip; more than this is a trap


def too_many_rows(most: int) -> Unreadable:
    return Unreadable(
        _("The file has more than %(most)s rows. Split it into several files.")
        % {"most": f"{most:,}"}
    )
