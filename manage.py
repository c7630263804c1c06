#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

NO_SUCH_TABLE = "42P01"


def main() -> None:
    """Run one command; what is wrong with the database itself is told in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).splitlines()[0]}")
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") != NO_SUCH_TABLE:
            raise
        sys.exit("This database lacks tables. Run `manage.py migrate` first.")


if __name__ == "__main__":
    main()
