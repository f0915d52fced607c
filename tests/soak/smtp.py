"""A mail server that does something terrible to the sender at a chosen point of their talk."""

import socketserver
from collections.abc import Callable
from typing import Any

POINTS = ("connected", "recipient", "letter", "answered")


class _Talk(socketserver.StreamRequestHandler):
    """A conversation of SMTP (RFC 5321), as far as a sender needs it."""

    def handle(self) -> None:
        server: Any = self.server
        server.reach("connected")
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "RCPT":
                server.reach("recipient")
            if verb == "DATA":
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                server.letters.append(letter)
                server.reach("letter")
            self._say("221 bye" if verb == "QUIT" else "250 fine")
            if verb == "DATA":
                server.reach("answered")
            if verb == "QUIT":
                return

    def _say(self, line: str) -> None:
        try:
            self.wfile.write(f"{line}\r\n".encode())
        except OSError:  # the sender is dead
            return


class Postmaster(socketserver.ThreadingTCPServer):
    """`strike` is called once, when the talk reaches `point`."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[str] = []
        self.point = ""
        self.strike: Callable[[], None] = lambda: None

    def reach(self, point: str) -> None:
        if point == self.point:
            self.point = ""
            self.strike()
