"""Any file is read to nodes, or refused with problems that an editor can show."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterword.source.comments import suppressions
from afterword.source.document import Document
from afterword.source.fast_reader import read_fast
from afterword.source.nodes import MappingNode, contents, paths_without_value
from afterword.source.parse import parse
from afterword.source.text import decode
from tests.source.problems import lies_within, location_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"

pieces = st.sampled_from(
    [
        "title",
        "windows",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        '"',
        "'",
        "|",
        ">",
        "|+",
        "#",
        " #1",
        "&a",
        "*a",
        "!t",
        "!!str",
        "<<",
        "? ",
        "%",
        "@",
        "`",
        "~",
        "\t",
        "---",
        "...",
        "\\",
        "\\x",
        "é",
        "👩‍🚒",
        "\u00a0",
        "2026-11-20",
        "%YAML 1.2",
        "%TAG ! a",
        "# afterword: ignore a-b because c",
        "\r",
        "\r\n",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x00",
    ]
)
texts = st.lists(pieces, max_size=25).map("".join) | st.text(max_size=60)


def read(data: bytes) -> None:
    """Read bytes with every reader: problems must be inside them, and all readers must agree."""
    shown = data.decode("utf-8", errors="replace")
    text, found = decode(FILE, data)
    assert all(lies_within(each, shown) for each in found)
    if text is None:
        assert found
        return
    root, problems = parse(FILE, text)
    assert (root, problems) == parse(FILE, text)
    fast = read_fast(text)
    if fast is not None:
        assert isinstance(root, MappingNode)
        assert (fast, problems, list(paths_without_value(root))) == (contents(root), (), [])
    assert root is not None or problems or not text.strip() or "#" in text or "---" in text or "%" in text
    assert all(each.message and "\n" not in each.message for each in problems)
    assert all(lies_within(each, text) for each in problems)
    assert all(lies_within(each, text) for each in suppressions(FILE, text)[1])
    location = location_of(Document(FILE, text), ("windows", 0, "start"))
    assert location.end_line <= text.count("\n") + 1


@settings(max_examples=500, deadline=None)
@given(texts)
@example("{")
@example('"')
@example("[\n")
@example("a: |")
@example("a: |\n\n\n")
@example("a: 'b\n\n\n")
@example("a: &")
@example("!")
@example("? ")
@example("%")
@example("%TAG")
@example("- - - [\n\n")
@example("\ta")
@example("a: b\n c")
@example("\n\n\n  x: [\n\n")
@example("a: !<")
@example('a: "\\uD800"')
@example('a: "\\U00110000"')
@example('a: "\\x00"')
@example("\ufeffa: b")
def test_any_text_is_read_or_refused_with_locations_inside_it(text: str) -> None:
    read(text.encode("utf-8", errors="surrogatepass"))


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_with_locations_inside_them(data: bytes) -> None:
    read(data)
