"""The pages of the problems with reading a file; such a problem is found before any rule can run."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class ReaderRule:
    """A kind of problem, and what its page says. If no text can show the problem, there are no samples."""

    id: str
    summary: str
    why: str
    passes: str = ""
    fails: str = ""
    severity: Severity = Severity.ERROR
    can_be_lowered: bool = False

    @property
    def text(self) -> str:
        """The page, in the same form as the docstrings of rules."""
        page = f"{self.summary}\n\n{self.why}\n"
        if not self.fails:
            return page
        return f"{page}\nPasses:\n\n```yaml\n{self.passes}\n```\n\nFails:\n\n```yaml\n{self.fails}\n```\n"


UNUSABLE_PLUGIN = "unusable-plugin"
READER_RULES: tuple[ReaderRule, ...] = (
    ReaderRule(
        "rule-failed",
        "A rule could not check a file because of a bug in Afterword.",
        why=(
            "The other rules have checked the file. The failure of a rule that finds errors is an error, since what "
            "the rule protects was not checked; that of any other rule is a warning. `afterword check` exits with 3. "
            "Report the bug with the message, which quotes nothing from your records. Until it is fixed, you can "
            "switch off the rule in `status.yml`, under `review.rules`."
        ),
    ),
    ReaderRule(
        "template-error",
        "One of the site's own templates cannot be rendered.",
        why=(
            "A file in `templates/` replaces the built-in template of the same name. Its syntax is wrong, or it uses "
            "a name that the page does not have. To find such names, `afterword check` renders all pages of a site "
            "that has templates of its own."
        ),
    ),
    ReaderRule(
        "mkdocs-config",
        "MkDocs cannot use `mkdocs.yml`, or a page or a theme template of the site; or a page links to no record.",
        why=(
            "The message is that of MkDocs. Common reasons are a misspelled setting, a plugin or theme that is not "
            "installed, and a folder that does not exist. What only stops a strict build is a warning. "
            "Links of your own pages to records, such as `[the outage](record:2026-11-20-search-is-slow)`, are checked "
            "too: a link that names no record, one that public readers may not see, or one without a text is a warning."
        ),
    ),
    ReaderRule(
        UNUSABLE_PLUGIN,
        "`mkdocs.yml` lists a plugin that cannot work alongside Afterword.",
        why=(
            "The message says why, and what to do instead. No order of the plugins helps. Builds and "
            "`afterword check` exit with 2."
        ),
    ),
    ReaderRule(
        "unreadable-file",
        "A file cannot be opened, or it is a link that leads out of the site's folder.",
        why=(
            "Links that leave the folder are not followed: a record could publish any file of the machine "
            "that builds the site. Put the file itself into the folder, and make it readable."
        ),
    ),
    ReaderRule(
        "file-too-large",
        "A file is too large for a record.",
        why=(
            "A long post-mortem with a full timeline has about 50,000 bytes. Put logs and pictures next to "
            "the record, into a folder named after its id, and link to them from the record."
        ),
    ),
    ReaderRule(
        "not-utf-8",
        "A file is not UTF-8.",
        why=(
            "Text in another encoding looks different on each machine. Most editors can save a file as "
            "UTF-8. The message shows the position of the first byte that is not valid."
        ),
    ),
    ReaderRule(
        "byte-order-mark",
        "A file begins with a byte-order mark.",
        why=(
            "It is invisible, and tools disagree whether it belongs to the first key. Save the file as "
            '"UTF-8", not as "UTF-8 with BOM".'
        ),
    ),
    ReaderRule(
        "control-character",
        "The text contains an invisible character that can deceive.",
        why=(
            "Control characters and overrides of the writing direction cannot be seen in a review, and can make a "
            "line look different from what it says. They are often copied from a terminal or a chat. Delete the "
            "character at the position that is shown. Text from right to left may contain direction marks (U+200E, "
            "U+200F, U+061C), and isolates (U+2066 to U+2068) that U+2069 ends on the same line and in the same value."
        ),
    ),
    ReaderRule(
        "yaml-syntax",
        "A line is not valid YAML.",
        why=(
            "Usually a quote is not closed, the indentation is wrong, or a value contains a colon followed "
            "by a space or begins with a character that has a meaning in YAML. Quote such a value."
        ),
        passes='title: "Search: slow answers"\nsummary: Searches took several seconds.',
        fails="title: Search: slow answers\nsummary: Searches took several seconds.",
    ),
    ReaderRule(
        "merge-conflict",
        "A merge has left both versions of some lines in the file.",
        why=(
            "Git could not decide between two changes of the same lines, and marks both. The message names the "
            "lines of each side. Keep one, or join them: of two updates, usually both are right, and each needs its "
            "own `- at:`. Then delete the lines with the markers. Until then, nothing else in the file is checked."
        ),
        passes="title: Search is slow\nsummary: Searches took several seconds.",
        fails=(
            "title: Search is slow\n<<<<<<< HEAD\nsummary: Searches took several seconds.\n=======\n"
            "summary: Searches took a minute.\n>>>>>>> more-details"
        ),
    ),
    ReaderRule(
        "tab",
        "There is a tab where YAML needs spaces.",
        why=(
            "The width of a tab depends on the editor, so the indentation that you see is not the one that "
            "is read. Tabs in quoted text are allowed. In the failing sample, the last line begins with one."
        ),
        passes="title: Search is slow\ndetection:\n  method: alert",
        fails="title: Search is slow\ndetection:\n\tmethod: alert",
    ),
    ReaderRule(
        "several-documents",
        "A file contains a second YAML document.",
        why="Each file is one record, because its name is the record's id. Put the other record in its own file.",
        passes="---\ntitle: Search is slow",
        fails="title: Search is slow\n---\ntitle: Search is slow again",
    ),
    ReaderRule(
        "too-deep",
        "A value is nested more deeply than a record can be.",
        why=(
            "The deepest field of a record is at the sixth level, and `internal` may add its own levels. "
            "Deeper nesting is a mistake, or an attempt to exhaust the machine that reads it."
        ),
        passes="title: Search is slow\ninternal: [[[[[[chat]]]]]]",
        fails="title: Search is slow\ninternal: [[[[[[[[[[[[[[[[[[[[[[[[[chat]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
    ReaderRule(
        "duplicate-key",
        "A mapping has the same key twice.",
        why="YAML silently keeps one of the two, so half of what you typed would be lost.",
        passes="title: Search is slow\ntags: [search, index]",
        fails="title: Search is slow\ntags: [search]\ntags: [index]",
    ),
    ReaderRule(
        "key-not-text",
        "A key is a list or a mapping.",
        why=(
            "YAML allows it, but it is almost never intended. Often a brace or a question mark is in text "
            "that should be quoted."
        ),
        passes='title: Search is slow\ninternal: {"[chat]": general}',
        fails="title: Search is slow\ninternal: {[chat]: general}",
    ),
    ReaderRule(
        "merge-key",
        "A `<<` merges other keys into a mapping.",
        why="A record must be readable line by line. Write the fields where they are needed.",
        passes="title: Search is slow\ndetection: {method: alert}",
        fails="title: Search is slow\ndetection:\n  <<: {method: alert}\n  method: alert",
    ),
    ReaderRule(
        "anchor-or-alias",
        "A value has an anchor (`&`) or is an alias (`*`).",
        why=(
            "A record must be readable line by line, and a few aliases can expand to a text that fills the "
            "memory. Quote text that begins with `&` or `*`."
        ),
        passes='title: Search is slow\nsummary: "*All* searches took several seconds."',
        fails="title: Search is slow\nsummary: &slow Searches took several seconds.",
    ),
    ReaderRule(
        "custom-tag",
        "A value has a YAML tag.",
        why=(
            "The type of a value follows from its key, and tags have been used to run code. Quote text that "
            "begins with an exclamation mark."
        ),
        passes='title: Search is slow\nsummary: "!important is shown as it is typed."',
        fails="title: Search is slow\nsummary: !important Searches took several seconds.",
    ),
    ReaderRule(
        "swallowed-number",
        "A `#` with a number was read as a comment, or one before the end of a bracket.",
        why=(
            "In YAML, a space and a `#` begin a comment, so the number of a ticket or a colour is lost "
            "without a message. Quote the value."
        ),
        passes='title: Search is slow\nsummary: "Searches took several seconds, see #123"',
        fails="title: Search is slow\nsummary: Searches took several seconds, see #123",
    ),
    ReaderRule(
        "not-a-record",
        "A file is empty, or contains something other than keys with values.",
        why="The smallest record has a `title`.",
        passes="title: Search is slow",
        fails="- title: Search is slow",
    ),
    ReaderRule(
        "missing-key",
        "A required key is missing.",
        why=(
            "Without it the rest has no meaning. The message shows the key with a value that works. The "
            "reference of the record says which keys are optional."
        ),
        passes="title: Search is slow\ntrigger: {kind: migration, text: The index moved to new machines.}",
        fails="title: Search is slow\ntrigger: {kind: migration}",
    ),
    ReaderRule(
        "unknown-key",
        "A key does not exist at this level.",
        why=(
            "A mistyped key would be ignored, and its value would never be seen. What can be computed, such "
            "as a duration, has no key: a typed number would be wrong after the next change."
        ),
        passes="title: Search is slow\nsummary: Searches took several seconds.",
        fails="title: Search is slow\nsumary: Searches took several seconds.",
    ),
    ReaderRule(
        "wrong-value",
        "A value does not have the type that its key needs.",
        why=(
            "Each value is read as text and then interpreted by its key: as a time, one of a fixed set of "
            "words, a number, or a link. The message says what was found and what works."
        ),
        passes="title: Search is slow\ndetection: {method: customer_report}",
        fails="title: Search is slow\ndetection: {method: customer}",
    ),
    ReaderRule(
        "suppression-without-reason",
        "A comment suppresses a rule without a reason.",
        why=(
            "Later readers of the record should not have to guess. A suppression names one rule and the "
            "reason: `# afterword: ignore RULE because …`. After a value it applies to that line, on its own "
            "line to the next line, and above the first key to the whole file."
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
        "A comment suppresses a rule that does not exist, cannot be suppressed, or reports nothing there.",
        why="If the comment stays, it hides the next mistake in the same place.",
        passes="title: Search is slow\nsummary: Searches took several seconds.",
        fails=(
            "# afterword: ignore missing-summary because it is being written\n"
            "title: Search is slow\nsummary: Searches took several seconds."
        ),
        severity=Severity.WARNING,
        can_be_lowered=True,
    ),
)
