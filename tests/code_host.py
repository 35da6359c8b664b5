"""A server that plays the APIs of GitHub and GitLab as far as comments go, and records what it is asked."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BOT = {"login": "github-actions[bot]", "type": "Bot"}
ANNA = {"login": "anna", "type": "User"}


@dataclass
class Host:
    """What the server knows and what it was asked. `answers` replaces the answer to some calls with a status."""

    url: str = ""
    user: dict[str, Any] | None = None
    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        self.calls.append(f"{method} {path}")
        status = next(
            (status for call, status in self.answers.items() if f"{method} {path}".startswith(call)), 200
        )
        if status != 200:
            return status, {"message": "Resource not accessible by integration"}
        if path == "/user":
            return (200, self.user) if self.user else (403, {"message": "no"})
        if "/pulls?" in path:
            return 200, self.pulls
        if method == "GET":
            page = int(re.search(r"[?&]page=(\d+)", path)[1])  # type: ignore[index]
            return 200, self.comments[(page - 1) * 100 : page * 100]
        if method == "POST":
            self.comments.append({"id": 1000 + len(self.comments), "body": body["body"], **self.author})
            return 201, self.comments[-1]
        (found,) = (each for each in self.comments if path.endswith(f"/{each['id']}"))
        found["body"] = body["body"]
        return 200, found

    @property
    def author(self) -> dict[str, Any]:
        return {"user": self.user or BOT, "author": {"id": (self.user or {}).get("id")}}

    @property
    def writes(self) -> list[str]:
        return [call for call in self.calls if not call.startswith("GET")]


@contextmanager
def serving(host: Host) -> Iterator[None]:
    """Serve a host on 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def handle_call(self) -> None:
            length = int(self.headers["Content-Length"] or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            host.tokens.add(self.headers["Authorization"] or self.headers["PRIVATE-TOKEN"])
            status, answer = host.answer(self.command, self.path, body)
            data = json.dumps(answer).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{host.url}/elsewhere")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = handle_call  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()
