"""The signals that mean the end."""

import signal
from collections.abc import Callable
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def on_stop_signals(handler: Callable[[int, FrameType | None], object]) -> None:
    """Let all signals that mean the end go to one function; nohup keeps what it asked for."""
    for number in STOPPING:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Turn a signal into the exception that Ctrl-C raises."""
    raise KeyboardInterrupt
