"""Opening the browser, where there is a desktop to open it on."""

import os
import shutil
import subprocess
import sys


def opener() -> str | None:
    """Return the program that opens an address on the desktop, or None without a desktop."""
    if os.environ.get("CI"):
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def open_browser(url: str) -> None:
    """Open the address; where that does not work, the printed line has to do."""
    if program := opener():
        quiet = subprocess.DEVNULL
        subprocess.Popen(
            [program, url], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
