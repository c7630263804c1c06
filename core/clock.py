"""The database's clock, by which every decision about time is made.

Requests take the moment from the clock of their own machine, since one page may ask a hundred
times. Both have to agree; whoever operates the app is told when they do not.
"""

import time
from datetime import datetime
from typing import cast

from django.db import connection

MOST_APART = 2  # seconds


def database_now() -> datetime:
    """Return the moment as PostgreSQL sees it, so that machines whose clocks differ agree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cast("datetime", cursor.fetchone()[0])


def is_off() -> str:
    """Return a line for the operator when the clock of this machine is not the database's."""
    apart = abs(database_now().timestamp() - time.time())
    if apart <= MOST_APART:
        return ""
    return f"The clock of this machine and that of the database are {apart:.0f} seconds apart."
