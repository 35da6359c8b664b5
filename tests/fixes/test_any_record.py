"""Whatever is wrong in a record: fixes are final, make nothing worse, and leave all else as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.app.checking import CheckResult, check
from afterword.app.fixing import FixedFile, fixed_files
from afterword.checks.finding_keys import without_lines
from afterword.comparison.differences import differences
from afterword.comparison.tree import tree_of
from afterword.diagnostics import Severity
from afterword.records.decode import decode_record
from afterword.records.site import Site
from afterword.source.parse import parse
from tests.corpus.convert import CONVERTERS
from tests.corpus.histories import histories
from tests.sites import DEMO, NOW, REPOSITORY, copy_of

RECORDS = sorted((DEMO / "incidents").glob("*/*.yml"))
COMMENT = re.compile(r"(?<!\S)#(?: .*|)$", re.MULTILINE)
NOT_IN_PLACE = ("Put ", "Sort ", "Delete ", "Indent ")
"""How the titles of fixes begin that add, delete or move lines."""


def line_of(text: str, draw: Callable[[int], int]) -> int:
    """Return the number of a line that is not empty."""
    numbers = [number for number, line in enumerate(text.split("\n")) if line.strip()]
    return numbers[draw(len(numbers))]


def _misspell(line: str, draw: Callable[[int], int]) -> str:
    words = [*re.finditer(r"[a-z]{4,}", line)]
    if not words:
        return line
    word = words[draw(len(words))]
    at = word.start() + draw(len(word[0]))
    return [
        line[:at] + line[at + 1 :],
        line[:at] + line[at] + line[at:],
        line[:at] + "q" + line[at + 1 :],
        line[: word.start()] + word[0].upper() + line[word.end() :],
        line[: word.start()] + word[0].replace("_", "-") + line[word.end() :],
    ][draw(5)]


def _break_quotes(line: str, draw: Callable[[int], int]) -> str:
    return [
        line.replace('"', "", 1),
        line.replace('"', ""),
        line.replace(": ", ': "', 1),
        re.sub(r": (?=\w)", ": @", line, count=1),
        re.sub(r": (?=\w)", ": *", line, count=1),
        re.sub(r": (?=\w)", ": !", line, count=1),
        re.sub(r" (?=[a-z]+\.?$)", ": ", line, count=1),
        re.sub(r" (?=[a-z]+\.?$)", " #12 ", line, count=1),
        line.replace(": ", ":", 1),
        re.sub(r"(\w+)$", r"'\1", line),
    ][draw(10)]


def _break_notation(line: str, draw: Callable[[int], int]) -> str:
    return [
        re.sub(r" 0(\d:)", r" \1", line),
        re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\1/\2/\3", line, count=1),
        re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", line, count=1),
        re.sub(r"(\d\d:\d\d)(?!:)", r"\1 UTC", line, count=1),
        re.sub(r"\[(\w+)\]", r"\1", line, count=1),
        re.sub(r"(\d)(\d{3})\b", r"\1,\2", line, count=1),
        line.replace("  ", "\t"),
        line.replace(": ", ":\t", 1),
        line.replace(" ", "\u00a0", 1),
        line + "\u200b",
    ][draw(10)]


FAULTS = (_misspell, _misspell, _misspell, _break_quotes, _break_notation)


@st.composite
def faulty(draw: st.DrawFn) -> tuple[str, str]:
    """Return the name of a record of the demo, and its text with a few faults, in a layout of some tool."""
    file = draw(st.sampled_from(RECORDS))
    text = file.read_text(encoding="utf-8")

    def number(limit: int) -> int:
        return draw(st.integers(0, limit - 1))

    for _ in range(draw(st.integers(0, 4))):
        fault, lines, at = draw(st.sampled_from(FAULTS)), text.split("\n"), line_of(text, number)
        lines[at] = fault(lines[at], number)
        text = "\n".join(lines)
    if draw(st.booleans()):
        lines = text.split("\n")
        at = line_of(text, number)
        text = "\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])  # a line twice
    layout = LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))]
    return f"incidents/{file.parent.name}/{file.name}", layout(text)


_SINGLE_QUOTED = re.compile(r"^(?P<key> *(?:- )?[a-z_]+: )'(?P<text>(?:[^'\\\"]|'')*)'$", re.MULTILINE)
_BRACES = re.compile(r"^(?P<before> *- )\{(?P<inside>.*)\}$", re.MULTILINE)


def _of_prettier(text: str) -> str:
    """Write double quotes, and spaces within braces."""
    text = _SINGLE_QUOTED.sub(
        lambda found: f'{found["key"]}"{found["text"].replace(chr(39) * 2, chr(39))}"', text
    )
    return _BRACES.sub(r"\g<before>{ \g<inside> }", text)


def _of_yamlfix(text: str) -> str:
    """Begin with the mark of a document, and write the entries of lists below their keys."""
    lines, inside = ["---"], False
    for line in text.split("\n"):
        if re.match(r"\S", line):
            inside = bool(re.fullmatch(r"[a-z_]+:\s*(?:#.*)?", line))
        lines.append(line[2:] if inside and line.startswith("  ") and "\n  - " in text else line)
    written = "\n".join(lines)
    return written if parse("", written)[0] is not None else text


LAYOUTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "prettier": _of_prettier,
    "yamlfix": _of_yamlfix,
    "Windows": lambda text: text.replace("\n", "\r\n"),
}


def errors(found: CheckResult, file: str) -> Counter[tuple[str, str]]:
    return Counter(
        without_lines(each)
        for each in found.diagnostics
        if each.location.file == file and each.severity is Severity.ERROR
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(DEMO, tmp_path_factory.mktemp("demo") / "site")


@given(faulty())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_fixes_are_final_and_make_nothing_worse(site: Path, record: tuple[str, str]) -> None:
    file, text = record
    path = site / file
    original = path.read_bytes()
    try:
        path.write_bytes(text.encode())
        before = check(site, NOW)
        files = fixed_files(before, before.diagnostics, (), NOW)
        fixed = next((each for each in files if each.file == file), None)
        if fixed is None:
            return
        path.write_bytes(fixed.after)
        after = check(site, NOW)
        assert not fixed_files(after, after.diagnostics, (), NOW)
        assert before.site
        _assert_kept(fixed, before.site)
        usable = decode_record(file, fixed.before, before.site)
        if usable.model and not usable.document.left_out:
            assert not errors(after, file) - errors(before, file)
    finally:
        path.write_bytes(original)


def _assert_kept(fixed: FixedFile, site: Site) -> None:
    """Check that comments, lines that no fix is about, and the meaning of a record without errors are kept."""
    before, after = fixed.before.decode(), fixed.after.decode()
    assert not Counter(_comments(before)) - Counter(_comments(after)), fixed.fixes
    titles = [each.title for each in fixed.fixes]
    if not any(title.startswith(NOT_IN_PLACE) for title in titles):
        lines = list(zip(before.split("\n"), after.split("\n"), strict=True))
        assert sum(one != other for one, other in lines) <= len(titles)
    one, other = (decode_record(fixed.file, data, site) for data in (fixed.before, fixed.after))
    if one.model and not one.diagnostics:
        assert other.model
        changed = differences(tree_of(one.model, one.model.zone), tree_of(other.model, other.model.zone))
        rules = {each.finding.rule for each in fixed.fixes}
        assert not changed or any(
            "unknown-" in rule or rule in ("former-id", "scope-spelling") for rule in rules
        )


def _comments(text: str) -> list[str]:
    """Return the comments, without the characters that fixes delete anywhere."""
    plain = re.sub("[\r\u200b]", "", text)
    return [found.group().strip() for found in COMMENT.finditer(plain)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("site", [DEMO, REPOSITORY], ids=["demo", "own"])
def test_records_without_faults_stay_byte_for_byte(site: Path, layout: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "incidents").mkdir(parents=True)
    (folder / "status.yml").write_bytes((site / "status.yml").read_bytes())
    for record in (site / "incidents").glob("*/*.yml"):
        target = folder / record.relative_to(site)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(LAYOUTS[layout](record.read_text(encoding="utf-8")).encode())
    found = check(folder, NOW)
    assert not fixed_files(found, found.diagnostics, (), NOW)


@pytest.mark.slow
@pytest.mark.skipif(histories() is None, reason="the histories are not part of the project")
@pytest.mark.parametrize("name", CONVERTERS)
def test_real_histories_stay_byte_for_byte(name: str, tmp_path: Path) -> None:
    source = histories()
    assert source
    folder = CONVERTERS[name](source / name).write(tmp_path)
    found = check(folder, NOW)
    assert not fixed_files(found, found.diagnostics, (), NOW)
