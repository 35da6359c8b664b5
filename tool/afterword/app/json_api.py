"""Calls of an HTTP API that speaks JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

_TIMEOUT = 30.0
"""Seconds to wait for an answer."""
_NOT_ALLOWED = frozenset({401, 403})
_MESSAGE_LENGTH = 200


class ApiError(Exception):
    """The API could not be reached, or has refused a call."""

    def __init__(self, message: str, status: int = 0) -> None:
        """Take what happened, and the status of the answer if there was one."""
        super().__init__(message)
        self.status = status

    @property
    def is_not_allowed(self) -> bool:
        """Whether the token may not do what was asked."""
        return self.status in _NOT_ALLOWED


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: it could lead the token to another host."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Refuse, so that the redirect is an error."""


@dataclass(frozen=True, slots=True)
class JsonApi:
    """An API at an address, with the headers that identify the caller."""

    url: str
    headers: Mapping[str, str]

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return the answer to a call. Raises ApiError."""
        data = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, "Accept": "application/json", "User-Agent": "afterword"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = Request(f"{self.url}{path}", data=data, headers=headers, method=method)
        try:
            with build_opener(_NoRedirects).open(request, timeout=_TIMEOUT) as answer:
                return json.loads(answer.read() or b"null")
        except HTTPError as error:
            with error:
                said = error.read().decode("utf-8", "replace").strip()[:_MESSAGE_LENGTH]
            raise ApiError(
                f"{method} {path}: {error.code} {error.reason} {said}".rstrip(), error.code
            ) from None
        except (URLError, HTTPException, TimeoutError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise ApiError(f"{method} {path}: {reason}") from None
