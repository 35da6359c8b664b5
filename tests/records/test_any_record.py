"""Any record and any `status.yml` is decoded to a model, or refused with messages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.diagnostics import Diagnostic, in_order
from afterword.records import introspection
from afterword.records.decode import decode_record, decode_site
from afterword.source.fast_reader import read_fast
from tests.records.decoding import FILE, SITE
from tests.records.writing import ROOTS, fields, file_with
from tests.source.problems import lies_within

FULL = "".join(
    introspection.example(name, field) + "\n" for name, field in introspection.keys(ROOTS[0]).items()
)
PIECES = [
    "\n",
    " ",
    "  ",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    '"',
    "#",
    " #1",
    "&",
    "*",
    "!",
    "|",
    ">",
    "~",
    "\t",
    "0",
    "-1",
    "1e999999",
    "99999999999999999999",
    "0001-01-01 00:00+14:00",
    "9999-12-31 23:59-14:00",
    "2026-03-29 02:30",
    "unstated",
    "title",
    "windows",
    "id",
    "<<",
    "null",
    "\u202e",
    "\x00",
    "\x85",
    "é",
    "👩‍🚒",
    "\r",
    "---\n",
    "[key]",
    "",
    "x" * 5_000,
]
VALUES = [
    "x",
    "[]",
    "{}",
    "~",
    "''",
    "[~]",
    "[x, y]",
    "{x: y}",
    "[{x: y}]",
    "[[[]]]",
    "1e999999",
    "-0",
    "9" * 400,
    "'#1'",
    "|\n  x",
    "unstated",
    "2022-11-31",
    "0000-01-01",
    "0001-01-01 00:00+14:00",
    "9999-12-31 23:59-14:00",
    "2026-10-25 02:30",
    "//x",
    "{'[key]': x}",
    "{'': x}",
    "?",
]
EVERY_FIELD = list(fields())


def check(found: tuple[Diagnostic, ...], data: bytes) -> None:
    text = data.decode("utf-8", errors="replace")
    assert found == in_order(found)
    for each in found:
        assert lies_within(each, text)
        assert each.message
        assert len(each.message) + len(each.example) < 1_000
        assert "\n" not in each.message


def read(data: bytes) -> None:
    """Decode bytes as a record and as a site. Without a model there are problems, and all locations are valid."""
    for decoded in (decode_record(FILE, data, SITE), decode_site("status.yml", data)):
        check(decoded.diagnostics, data)
        assert decoded.model is not None or decoded.diagnostics
        assert not decoded.document.left_out or decoded.diagnostics


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data)


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(FULL)), st.integers(0, 30), st.sampled_from(PIECES)),
        min_size=1,
        max_size=4,
    )
)
def test_a_full_record_with_anything_typed_over_it_is_read_or_refused(
    edits: list[tuple[int, int, str]],
) -> None:
    text = FULL
    for position, length, piece in edits:
        text = text[:position] + piece + text[position + length :]
    read(text.encode())


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EVERY_FIELD), st.lists(st.sampled_from(VALUES), min_size=1, max_size=4))
def test_any_value_in_any_field_is_read_or_refused(
    where: tuple[type, tuple[str, ...], str, object], values: list[str]
) -> None:
    name = where[2]
    inside = values[0] if len(values) == 1 else "[" + ", ".join(values) + "]"
    read(file_with(where, f"{name}: {inside}").encode())  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    st.recursive(
        st.sampled_from(VALUES[:4]),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
            | st.dictionaries(st.sampled_from([w[2] for w in EVERY_FIELD]), inner, max_size=4).map(
                lambda some: "{" + ", ".join(f"{k}: {v}" for k, v in some.items()) + "}"
            )
        ),
        max_leaves=20,
    )
)
def test_known_keys_in_any_order_and_depth_are_read_or_refused(text: str) -> None:
    read(text.encode())


def test_the_full_record_has_no_problems() -> None:
    assert decode_record(FILE, FULL.encode(), SITE).diagnostics == ()


def test_both_readers_decode_the_full_record_to_the_same_model() -> None:
    fast, complete = (decode_record(FILE, text.encode(), SITE) for text in (FULL, f"{FULL}#\t\n"))
    assert read_fast(FULL) is not None
    assert read_fast(f"{FULL}#\t\n") is None
    assert fast.model == complete.model
    assert complete.diagnostics == ()
