"""Generated Markdown is wrapped without changing what it says."""

from __future__ import annotations

from afterword.prose.wrapped import COLUMNS, with_wrapped_paragraphs, wrapped

CODE = "`afterword new --start 09:40`"


def test_lines_end_before_the_last_column_and_never_within_code() -> None:
    lines = wrapped(
        f"{'word ' * 20}{CODE} and {CODE}, `` a ` b `` {'more ' * 30}", ":   ", "    "
    ).splitlines()
    assert all(len(line) <= COLUMNS for line in lines)
    assert lines[0].startswith(":   word")
    assert all(line.startswith("    ") for line in lines[1:])
    assert sum(line.count(CODE) for line in lines) == 2
    assert any("`` a ` b ``" in line for line in lines)


def test_only_paragraphs_with_long_lines_are_wrapped() -> None:
    table, code, short = f"| {'cell ' * 40} |", f"```yaml\n# {'x ' * 80}\n```", "A line.\nAnother."
    text = "\n\n".join((table, code, short, "word " * 40))
    assert with_wrapped_paragraphs(text).startswith("\n\n".join((table, code, short, "word")))
    assert len(with_wrapped_paragraphs(text).splitlines()[-1]) < COLUMNS
