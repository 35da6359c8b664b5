"""Changes texts at random: their bytes, their lines, and the values that people mistype."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_VALUES = (
    "null", "~", "yes", "0x1f", "1e400", "-1", "99999999999999999999", "''", "[]", "{}", "|", ">", "*a", "&a x", "!t x",
    "2026-02-30", "2026-11-20", "2026-11-20 25:00", "9999-12-31 23:59", "0001-01-01 00:00", "2026-11-20T09:40:00Z",
    "2026-11-20 09:40~", "2026", "unknown", "internal", "maintenance", "operational", "major_outage", "100.1 %", ">20",
    "../../etc/passwd", "https://[", "[a](x)", "<b>", "\u202e", "\ufeff", "\U0001f4a5", "a: b", "{a: b}", "[a, b]",
)  # fmt: skip
_KEYS = (
    "title", "kind", "status", "visibility", "windows", "updates", "scheduled", "publish_at", "post_mortem", "related",
    "aliases", "timezone", "until", "end", "level", "component", "components", "language", "weight", "since", "policy",
)  # fmt: skip


def mutated(random: Random, data: bytes) -> bytes:
    """Return data with one to three changes."""
    for _ in range(random.randint(1, 3)):
        data = random.choice(_MUTATIONS)(random, data)
    return data


def flipped(random: Random, data: bytes) -> bytes:
    """Return data with one bit that differs."""
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def _spliced(random: Random, data: bytes) -> bytes:
    start = random.randint(0, len(data))
    end = min(len(data), start + random.choice((0, 1, 4, 40)))
    new = random.randbytes(random.randint(0, 3)) if random.random() < 0.5 else data[start:end] * 2
    return data[:start] + new + data[end:]


def _other_lines(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        line = lines.pop(at)
        if random.random() < 0.6:
            lines[to:to] = [random.choice((line, b"  " + line, line.lstrip()))] * random.randint(1, 2)
    return b"".join(lines)


def _other_value(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    key, colon, _ = lines[at].rpartition(b": ")
    if colon:
        lines[at] = key + colon + random.choice(_VALUES).encode()
    return b"\n".join(lines)


def _other_key(random: Random, data: bytes) -> bytes:
    key, value = random.choice(_KEYS), random.choice(_VALUES)
    lines = data.split(b"\n")
    at = random.randint(0, len(lines))
    indent = random.choice((b"", b"", b"  ", b"  - ", b"    "))
    return b"\n".join([*lines[:at], indent + f"{key}: {value}".encode(), *lines[at:]])


_MUTATIONS: tuple[Callable[[Random, bytes], bytes], ...] = (
    flipped,
    _spliced,
    _other_lines,
    _other_value,
    _other_value,
    _other_key,
)
