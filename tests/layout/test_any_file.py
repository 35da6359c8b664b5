"""However a record is typed: its layout is final, and its content, its comments and its findings stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from afterword.app.checking import check
from afterword.checks.finding_keys import without_lines
from afterword.checks.rule_pages import RulePage, every_page
from afterword.layout.layout import laid_out
from afterword.layout.times import usual_form
from afterword.records.decode import decode_record
from afterword.source.nodes import MappingNode, Plain
from afterword.source.parse import parse
from tests.corpus.convert import CONVERTERS
from tests.corpus.histories import as_yaml, histories
from tests.docs.samples import SITE as SITE_TEXT
from tests.layout.laying_out import RECORD, SITE, formatted
from tests.sites import DEMO, NOW, REPOSITORY

RECORDS = [*DEMO.glob("incidents/*/*.yml"), *REPOSITORY.glob("incidents/*/*.yml")]
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(RECORDS)]
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A smaller example would be another record, and looking for one takes minutes."""
COMMENT = re.compile(r"# c\d+\b")
Draw = Callable[[int], int]
Found = Counter[tuple[str, str]]


def typed(text: str) -> object:
    """Return the data of a text as texts, with the times in it in their usual form."""
    return _usual(yaml.load(text, yaml.CBaseLoader))


def _usual(data: object) -> object:
    if isinstance(data, dict):
        return {key: _usual(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_usual(item) for item in data]
    return usual_form(data) if isinstance(data, str) else data


def in_another_style(text: str, draw: Draw) -> str:
    """Return the data of a text as another program would write it, with the keys in another order."""
    data = yaml.load(text, yaml.CBaseLoader)
    style = [None, '"', "'", "|", ">"][draw(5)]
    shuffled = dict(sorted(data.items(), key=lambda _: draw(100)))
    return yaml.dump(
        shuffled,
        default_style=style,
        default_flow_style=[True, False, None][draw(3)],
        width=[20, 80, 10_000][draw(3)],
        indent=[2, 4][draw(2)],
        allow_unicode=bool(draw(2)),
        sort_keys=bool(draw(2)),
        explicit_start=not draw(4),
    )


def with_comments(text: str, draw: Draw) -> str:
    """Add numbered comments and blank lines, as far as the text can still be read and says the same."""
    lines = text.split("\n")
    for number in range(draw(12)):
        at = draw(len(lines))
        added = [*lines]
        kind = draw(4)
        if kind == 0:
            added.insert(at, "")
        elif kind == 1:
            added[at] += f"{' ' * (1 + draw(3))}# c{number}"
        else:
            added.insert(at, f"{' ' * draw(9)}# c{number} {'x' * draw(3)}".rstrip())
        root, found = parse(RECORD, "\n".join(added))
        if isinstance(root, MappingNode) and not found and typed("\n".join(added)) == typed("\n".join(lines)):
            lines = added
    return "\n".join(lines)


@settings(deadline=None, max_examples=150, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_layout_of_any_file_is_final_and_loses_nothing(data: st.DataObject) -> None:
    def draw(limit: int) -> int:
        return data.draw(st.integers(0, limit - 1))

    text = TEXTS[draw(len(TEXTS))]
    if draw(2):
        text = in_another_style(text, draw)
    text = with_comments(text, draw)
    after = formatted(text)
    assert formatted(after) == after
    assert typed(after) == typed(text)
    assert Counter(COMMENT.findall(after)) == Counter(COMMENT.findall(text))
    assert (
        decode_record(RECORD, after.encode(), SITE).model == decode_record(RECORD, text.encode(), SITE).model
    )


@settings(deadline=None, max_examples=100, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_comments_stay_in_their_order_when_no_key_moves(data: st.DataObject) -> None:
    def draw(limit: int) -> int:
        return data.draw(st.integers(0, limit - 1))

    text = with_comments(TEXTS[draw(len(TEXTS))], draw)
    assert COMMENT.findall(formatted(text)) == COMMENT.findall(text)


@settings(deadline=None, max_examples=300)
@given(
    st.recursive(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])
            | st.sampled_from(" \n#:-'\"\\")
        )
        | st.sampled_from(
            ["", "true", "7", "2026-11-20T10:00:00", "~", "a  b", "a \n b", "\n", " x\ny", "\tx\ny\n\n"]
        ),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "b", "a", "x y", "true", "#", "a: b"]), inner, max_size=3
            )
        ),
        max_leaves=6,
    ),
    st.data(),
)
def test_any_data_stay_the_same(value: Plain, data: st.DataObject) -> None:
    text = in_another_style(
        yaml.dump({"internal": value, "title": "T"}), lambda n: data.draw(st.integers(0, n - 1))
    )
    root, found = parse(RECORD, text)
    if found or root is None:
        return
    after = formatted(text)
    assert formatted(after) == after
    assert yaml.load(after, yaml.CBaseLoader) == yaml.load(text, yaml.CBaseLoader)


def _findings(folder: Path, files: dict[str, str]) -> Found:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Counter(map(without_lines, check(folder, NOW).diagnostics))


@pytest.mark.parametrize("page", [each for each in every_page() if each.fails], ids=lambda page: page.id)
def test_findings_stay_the_same(page: RulePage, tmp_path: Path) -> None:
    files = {"status.yml": SITE_TEXT, **page.fails}
    roots = [parse(name, text) for name, text in files.items()]
    if any(found or not isinstance(root, MappingNode) for root, found in roots):
        return
    laid = {name: laid_out(name, text.encode(), SITE).after for name, text in files.items()}
    assert all(laid.values())
    after = {name: text.decode() for name, text in laid.items() if text}
    assert _findings(tmp_path / "before", files) == _findings(tmp_path / "after", after)


@pytest.mark.slow
@pytest.mark.skipif(not histories(), reason="there are no real histories")
@pytest.mark.parametrize("name", CONVERTERS)
def test_real_histories_lose_nothing(name: str) -> None:
    folder = histories()
    assert folder
    for record in CONVERTERS[name](folder / name).records.values():
        text = as_yaml(record)
        after = formatted(text)
        assert typed(after) == typed(text)
        assert formatted(after) == after
