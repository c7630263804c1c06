"""The database's clock, by which every decision about time is made."""

from datetime import datetime
from typing import cast

from django.db import connection


def database_now() -> datetime:
    """Return the moment as PostgreSQL sees it, so that machines whose clocks differ agree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cast("datetime", cursor.fetchone()[0])
