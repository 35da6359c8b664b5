"""The pages of the problems that are found while a file is read, before any rule can look at it."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class ReaderRule:
    """A kind of problem and what its page says. Where no text can show the problem, there are no samples."""

    id: str
    summary: str
    why: str
    passes: str = ""
    fails: str = ""
    severity: Severity = Severity.ERROR
    can_be_lowered: bool = False

    @property
    def text(self) -> str:
        """The page in the form that the docstrings of rules have."""
        page = f"{self.summary}\n\n{self.why}\n"
        if not self.fails:
            return page
        return f"{page}\nPasses:\n\n```yaml\n{self.passes}\n```\n\nFails:\n\n```yaml\n{self.fails}\n```\n"


READER_RULES: tuple[ReaderRule, ...] = (
    ReaderRule(
        "unreadable-file",
        "A file cannot be opened, or a link leads out of the site's folder.",
        why=(
            "Links that leave the folder are not followed: a record could publish any file of the machine "
            "that builds the site. Put the file itself there, and let it be readable."
        ),
    ),
    ReaderRule(
        "file-too-large",
        "A file is larger than a record can sensibly be.",
        why=(
            "A long post-mortem with a full timeline has some 50,000 bytes. Logs and pictures belong beside "
            "the record, in a folder of its id, and a link in the record."
        ),
    ),
    ReaderRule(
        "not-utf-8",
        "A file is not UTF-8.",
        why=(
            "Text in another encoding reads differently on each machine. Most editors can save a file as "
            "UTF-8; the place of the first byte that does not fit is shown."
        ),
    ),
    ReaderRule(
        "byte-order-mark",
        "A file begins with a byte-order mark.",
        why=(
            "It cannot be seen, and tools disagree whether it belongs to the first key. Save the file as "
            '"UTF-8", not as "UTF-8 with BOM".'
        ),
    ),
    ReaderRule(
        "control-character",
        "There is an invisible character in the text.",
        why=(
            "Control characters and marks that change the direction of writing cannot be seen in a review, "
            "and can make a line read otherwise than it is. They come along when text is copied from a "
            "terminal or a chat. Delete the character at the place that is shown."
        ),
    ),
    ReaderRule(
        "yaml-syntax",
        "A line does not fit the grammar of YAML.",
        why=(
            "Mostly a quote is not closed, the indentation is off, or a value holds a colon followed by a "
            "blank or begins with a sign that means something to YAML. Quote such a value."
        ),
        passes='title: "Search: slow answers"\nsummary: Searches took several seconds.',
        fails="title: Search: slow answers\nsummary: Searches took several seconds.",
    ),
    ReaderRule(
        "tab",
        "A tab stands where YAML wants blanks.",
        why=(
            "A tab is as wide as each editor likes, so what is seen is not what is read. Inside quoted text "
            "a tab is text. Below, the failing record has one at the beginning of its last line."
        ),
        passes="title: Search is slow\ndetection:\n  method: alert",
        fails="title: Search is slow\ndetection:\n\tmethod: alert",
    ),
    ReaderRule(
        "several-documents",
        "A second YAML document begins in the file.",
        why=(
            "One file holds one record, as its name is the record's id. Put the other one into a file of "
            "its own."
        ),
        passes="---\ntitle: Search is slow",
        fails="title: Search is slow\n---\ntitle: Search is slow again",
    ),
    ReaderRule(
        "too-deep",
        "Something is nested deeper than a record can be.",
        why=(
            "The deepest field of a record stands at the sixth level, and `internal` may add its own. "
            "Deeper nesting is a slip, or was made to exhaust the machine that reads it."
        ),
        passes="title: Search is slow\ninternal: [[[[[[chat]]]]]]",
        fails="title: Search is slow\ninternal: [[[[[[[[[[[[[[[[[[[[[[[[[chat]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
    ReaderRule(
        "duplicate-key",
        "A key stands twice in one mapping.",
        why="YAML keeps one of the two and says nothing, so that half of what was typed would be lost.",
        passes="title: Search is slow\ntags: [search, index]",
        fails="title: Search is slow\ntags: [search]\ntags: [index]",
    ),
    ReaderRule(
        "key-not-text",
        "A key is a list or a mapping.",
        why=(
            "YAML allows it, and nobody means it. Often a brace or a question mark stands where text should "
            "be quoted."
        ),
        passes='title: Search is slow\ninternal: {"[chat]": general}',
        fails="title: Search is slow\ninternal: {[chat]: general}",
    ),
    ReaderRule(
        "merge-key",
        "A `<<` merges other keys in.",
        why="What a record says must be read from its lines. Write the fields out where they are needed.",
        passes="title: Search is slow\ndetection: {method: alert}",
        fails="title: Search is slow\ndetection:\n  <<: {method: alert}\n  method: alert",
    ),
    ReaderRule(
        "anchor-or-alias",
        "A value is named with `&`, or taken from elsewhere with `*`.",
        why=(
            "What a record says must be read from its lines, and a few aliases can blow up to a text that "
            "fills the memory. Text that begins with one of the two signs is quoted."
        ),
        passes='title: Search is slow\nsummary: "*All* searches took several seconds."',
        fails="title: Search is slow\nsummary: &slow Searches took several seconds.",
    ),
    ReaderRule(
        "custom-tag",
        "A value carries a YAML tag.",
        why=(
            "A key alone says what its value is, and tags have been used to run code. Text that begins with "
            "an exclamation mark is quoted."
        ),
        passes='title: Search is slow\nsummary: "!important is shown as it is typed."',
        fails="title: Search is slow\nsummary: !important Searches took several seconds.",
    ),
    ReaderRule(
        "swallowed-number",
        "A `#` with a number was read as a comment.",
        why=(
            "In YAML a blank and a `#` begin a comment, so the number of a ticket or a colour is lost "
            "without a sound. Quote the value."
        ),
        passes='title: Search is slow\nsummary: "Searches took several seconds, see #123"',
        fails="title: Search is slow\nsummary: Searches took several seconds, see #123",
    ),
    ReaderRule(
        "not-a-record",
        "A file is empty, or holds something else than keys with values.",
        why="The smallest record has a `title`.",
        passes="title: Search is slow",
        fails="- title: Search is slow",
    ),
    ReaderRule(
        "missing-key",
        "A key is missing without which the rest has no meaning.",
        why=(
            "The message shows the key with a value that works. Keys that may be missing are marked in the "
            "reference of the record."
        ),
        passes="title: Search is slow\ntrigger: {kind: migration, text: The index moved to new machines.}",
        fails="title: Search is slow\ntrigger: {kind: migration}",
    ),
    ReaderRule(
        "unknown-key",
        "A key stands where there is none of that name.",
        why=(
            "A mistyped key would be ignored, and what was typed under it would never be seen. What can be "
            "computed, such as a duration, has no key at all: a typed number would be wrong after the next "
            "change."
        ),
        passes="title: Search is slow\nsummary: Searches took several seconds.",
        fails="title: Search is slow\nsumary: Searches took several seconds.",
    ),
    ReaderRule(
        "wrong-value",
        "A value is not of the kind that its key holds.",
        why=(
            "Every value is read as text and then understood by its key: a time, a word of a closed set, a "
            "number, a link. The message says what was found and what works."
        ),
        passes="title: Search is slow\ndetection: {method: customer_report}",
        fails="title: Search is slow\ndetection: {method: customer}",
    ),
    ReaderRule(
        "suppression-without-reason",
        "A comment suppresses a rule and does not say why.",
        why=(
            "Whoever reads the record later should not have to guess. A suppression names one rule and its "
            "reason: `# afterword: ignore RULE because …`. Behind a value it is about that line, on a line "
            "of its own about the next one, and above the first key about the whole file."
        ),
        passes=(
            "title: Search is slow\nunknowns:\n"
            "  # afterword: ignore unknown-field because the key comes with the next version\n"
            "  - {field: watchers, reason: pending}"
        ),
        fails="title: Search is slow\n# afterword: ignore missing-summary",
    ),
    ReaderRule(
        "unused-suppression",
        "A comment suppresses a rule that does not exist, cannot be suppressed, or finds nothing there.",
        why="Left behind, it would hide the next mistake in the same place.",
        passes="title: Search is slow\nsummary: Searches took several seconds.",
        fails=(
            "# afterword: ignore missing-summary because it is being written\n"
            "title: Search is slow\nsummary: Searches took several seconds."
        ),
        severity=Severity.WARNING,
        can_be_lowered=True,
    ),
)
