"""Serves one editor over standard input and output, until it shuts the server down or goes away."""

from __future__ import annotations

import logging
import signal
import sys

from afterword.language_server.features import register
from afterword.language_server.server import AfterwordServer
from afterword.language_server.sites import Now


def serve(now: Now, handbook: str) -> int:
    """Serve an editor until it ends the connection; return the exit status, 1 without a shutdown before."""
    for number in (signal.SIGINT, signal.SIGTERM):  # nothing is written, so nothing needs to be cleaned up
        signal.signal(number, signal.SIG_DFL)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what anything prints would break the protocol
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what goes wrong is in the editor's log
    server = AfterwordServer(now, handbook)
    register(server)
    server.start_io(stdin, stdout)
    return 0 if server.is_shut_down else 1
