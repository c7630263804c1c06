"""A mail server that takes everything and keeps nothing: `python -m benchmarks.sink` prints a port.

A process of its own, so that it does not share the interpreter with what is measured.
"""

import socketserver


class Taking(socketserver.StreamRequestHandler):
    """One connection: enough of SMTP for a client that behaves."""

    def handle(self) -> None:
        self.say("220 sink")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.take_words()
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def take_words(self) -> None:
        """Read up to the line that has a single dot."""
        for line in self.rfile:
            if line == b".\r\n":
                return

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class Sink(socketserver.ThreadingTCPServer):
    """Any number of connections at once."""

    daemon_threads = True
    allow_reuse_address = True


if __name__ == "__main__":
    with Sink(("127.0.0.1", 0), Taking) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
