"""The port of the web process: taken at once and kept while web processes come and go."""

import errno
import socket
import time

from config.embedded.failures import Failure

HOST = "127.0.0.1"
BACKLOG = 128


def listen(port: int, *, patience: float) -> socket.socket:
    """Return a listening socket. Raises Failure when the port stays taken for `patience` seconds.

    The supervisor keeps the socket and hands it to each web process, so no other program can take
    the port between two of them, and visitors wait instead of being refused.
    """
    deadline = time.monotonic() + patience
    while True:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(BACKLOG)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise refusal(port, error) from None
            time.sleep(0.2)
        else:
            return listener


def refusal(port: int, error: OSError) -> Failure:
    """Return the sentence for a port that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return Failure(f"Port {port} is in use by another program; choose another with --port N.")
    return Failure(f"Port {port} cannot be used: {error.strerror}; choose another with --port N.")
