"""What has one right answer is fixed, and what has none, or several, stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.checks.rule_pages import every_page
from afterword.fixes.registry import FIXERS, fix_for
from afterword.source.edits import Edit, with_edits
from tests.fixes.fixing import FILE, SITE, checked, fix_site, site_with

END = "updates:\n  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}\n"
WINDOW = (
    "windows:\n  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\n"
)


def fixed(folder: Path, text: str) -> str:
    """Return a record after its fixes, and see that there is nothing more to fix."""
    fix_site(site_with(folder, text))
    after = (folder / FILE).read_bytes().decode()
    assert fix_site(folder) == []
    return after


FIXED = {
    "a colon": ("title: Search: slow # why?\n", 'title: "Search: slow" # why?\n'),
    "two colons": (
        "title: Search: slow\nsummary: For now: some searches\n",
        'title: "Search: slow"\nsummary: "For now: some searches"\n',
    ),
    "an at sign": ("title: Slow\nsummary: @all searches\n", 'title: Slow\nsummary: "@all searches"\n'),
    "an asterisk": ("title: Slow\nsummary: *All* were slow\n", 'title: Slow\nsummary: "*All* were slow"\n'),
    "an alias": ("title: Slow\nsummary: *all\n", 'title: Slow\nsummary: "*all"\n'),
    "an anchor": ("title: Slow\nsummary: &more to come\n", 'title: Slow\nsummary: "&more to come"\n'),
    "a tag": ("title: Slow\nsummary: !now it is fast\n", 'title: Slow\nsummary: "!now it is fast"\n'),
    "a tag of YAML": ("title: !!str Slow\nsummary: ok\n", "title: Slow\nsummary: ok\n"),
    "per cent": ("title: Slow\nsummary: %5 of them\n", 'title: Slow\nsummary: "%5 of them"\n'),
    "a bound": (
        "title: Slow\nimpact:\n  customers_affected: >500\n",
        'title: Slow\nimpact:\n  customers_affected: ">500"\n',
    ),
    "an entry of a list": (
        "title: Slow\nlessons:\n  went_well:\n    - One: the alert\n    - @search-team was there\n",
        'title: Slow\nlessons:\n  went_well:\n    - "One: the alert"\n    - "@search-team was there"\n',
    ),
    "a bracket": ("title: [Search] is slow\nsummary: x\n", 'title: "[Search] is slow"\nsummary: x\n'),
    "text after quotes": ('title: "Slow" it is\nsummary: x\n', "title: '\"Slow\" it is'\nsummary: x\n"),
    "an apostrophe": ("title: 'It's slow'\nsummary: x\n", 'title: "It\'s slow"\nsummary: x\n'),
    "an open quote": ('title: "Slow\nsummary: x\n', 'title: "Slow"\nsummary: x\n'),
    "an open quote before others": ('title: "Slow\nsummary: "x"\n', 'title: "Slow"\nsummary: "x"\n'),
    "backslashes": ('title: "\\d is slow"\nsummary: x\n', "title: '\\d is slow'\nsummary: x\n"),
    "a colon in braces": (
        "title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: Fixed: all is well, status: resolved}\n",
        'title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: "Fixed: all is well", status: resolved}\n',
    ),
    "an at sign in braces": (
        "title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: @all is well, status: resolved}\n",
        'title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: "@all is well", status: resolved}\n',
    ),
    "a comma in braces": (
        "title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: Fixed, all is well, status: resolved}\n",
        'title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: "Fixed, all is well", status: resolved}\n',
    ),
    "thousands in braces": (
        "title: Slow\nimpact: {customers_affected: 1,200}\n",
        "title: Slow\nimpact: {customers_affected: 1200}\n",
    ),
    "a swallowed number": ("title: Slow\nsummary: See #123\n", 'title: Slow\nsummary: "See #123"\n'),
    "a swallowed number in braces": (
        "title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: Fixed by #7, status: resolved}\n",
        'title: Slow\nupdates:\n  - {at: 2026-11-20 10:20, body: "Fixed by #7", status: resolved}\n',
    ),
    "a swallowed number after commas in braces": (
        "title: Slow\nlinks:\n  - {url: https://example.com/, title: Yes, we know, see #123}\n",
        'title: Slow\nlinks:\n  - {url: https://example.com/, title: "Yes, we know, see #123"}\n',
    ),
    "several texts with a colon": (
        "title: Search: slow\nsummary: Search: slow\ntags: [a]\nlessons: {went_well: [x]}\nnumber: No: 1\n",
        'title: "Search: slow"\nsummary: "Search: slow"\ntags: [a]\nlessons: {went_well: [x]}\nnumber: "No: 1"\n',
    ),
    "a swallowed number after a word": (
        "title: Slow\nsummary: See #123 and more\n",
        'title: Slow\nsummary: "See #123 and more"\n',
    ),
    "no space after a colon": ("title:Slow\nsummary: x\n", "title: Slow\nsummary: x\n"),
    "no space before brackets": (
        "title: Slow\ntags:[a, b]\nsummary: x\n",
        "title: Slow\ntags: [a, b]\nsummary: x\n",
    ),
    "no space after a nested colon": (
        "title: Slow\ndetection:\n  method:alert\n",
        "title: Slow\ndetection:\n  method: alert\n",
    ),
    "tabs": ("title: Slow\ndetection:\n\tmethod: alert\n", "title: Slow\ndetection:\n  method: alert\n"),
    "tabs before another mistake": (
        "title: Slow\ndetection:\n\tmethod: alert\ntags: [a, b\n",
        "title: Slow\ndetection:\n  method: alert\ntags: [a, b\n",
    ),
    "a tab before a value": ("title:\tSlow\n", "title: Slow\n"),
    "a special space": ("title:\u00a0Slow\nsummary: x\n", "title: Slow\nsummary: x\n"),
    "a mark": ("\ufefftitle: Slow\n", "title: Slow\n"),
    "invisible characters": ("title: Sl\u200bow\nsummary: a\u00adb\n", "title: Slow\nsummary: ab\n"),
    "a directive": ("%YAML 1.2\n---\ntitle: Slow\n", "---\ntitle: Slow\n"),
    "a fence": ("```yaml\ntitle: Slow\n```\n", "title: Slow\n"),
    "line breaks of Windows": ("title: A: b\r\nsummary: x\r\n", 'title: "A: b"\r\nsummary: x\r\n'),
    "line breaks of an old Mac": ("title: A: b\rsummary: x\r", 'title: "A: b"\rsummary: x\r'),
    "no final line break": ("summary: x\ntitle: A: b", 'summary: x\ntitle: "A: b"'),
    "a key": ("title: Slow\nsumary: x\n", "title: Slow\nsummary: x\n"),
    "a key in another case": ("Title: Slow\n", "title: Slow\n"),
    "a key with a hyphen": (
        f"title: Slow\npost-mortem: {{status: draft}}\n{WINDOW}{END}",
        f"title: Slow\npost_mortem: {{status: draft}}\n{WINDOW}{END}",
    ),
    "several components": (
        f"title: Slow\n{WINDOW.replace('component: search', 'component: [search]')}{END}",
        f"title: Slow\n{WINDOW.replace('component: search', 'components: [search]')}{END}",
    ),
    "the same key and value": (
        "title: Slow\ntags: [a]\nsummary: x\ntags:\n  - a\n",
        "title: Slow\ntags: [a]\nsummary: x\n",
    ),
    "the same key without a value": ("title: Slow\ntags:\ntags: [a]\n", "title: Slow\ntags: [a]\n"),
    "a word": (
        f"title: Slow\n{END.replace('resolved', 'resolvd')}",
        f"title: Slow\n{END}",
    ),
    "a word in another case, in quotes": (
        f"title: Slow\n{END.replace('resolved', chr(39) + 'Resolved' + chr(39))}",
        f"title: Slow\n{END.replace('resolved', chr(39) + 'resolved' + chr(39))}",
    ),
    "a component": (
        f"title: Slow\n{WINDOW.replace('search', 'serach')}{END}",
        f"title: Slow\n{WINDOW}{END}",
    ),
    "the name of a component": (
        "title: Slow\nsummary: x\nalso_affected: [{component: Billing API}]\n",
        "title: Slow\nsummary: x\nalso_affected: [{component: billing-api}]\n",
    ),
    "a component that is a key": (
        f"title: Slow\n{WINDOW}{END.replace('.}', '., levels: {Search: operational}}')}",
        f"title: Slow\n{WINDOW}{END.replace('.}', '., levels: {search: operational}}')}",
    ),
    "a level": (
        f"title: Slow\n{WINDOW.replace('degraded', 'Degarded')}{END}",
        f"title: Slow\n{WINDOW}{END}",
    ),
    "the number of a severity": ("title: Slow\nseverity: 3\n", "title: Slow\nseverity: sev3\n"),
    "a severity": ("title: Slow\nseverity: SEV-3\n", "title: Slow\nseverity: sev3\n"),
    "a category": (
        "title: Slow\nroot_causes: [{role: cause, category: Capacty, text: One queue.}]\n",
        "title: Slow\nroot_causes: [{role: cause, category: capacity, text: One queue.}]\n",
    ),
    "a scope": (
        f"title: Slow\n{WINDOW.replace('}', ', scope: Europ}')}{END}",
        f"title: Slow\n{WINDOW.replace('}', ', scope: europe}')}{END}",
    ),
    "the id of a cause": (
        "title: Slow\nroot_causes: [{id: queue, role: cause, text: One queue.}]\naction_items:\n"
        "  - {id: a1, title: Split the queue, type: prevent, status: open, addresses: [quue]}\n",
        "title: Slow\nroot_causes: [{id: queue, role: cause, text: One queue.}]\naction_items:\n"
        "  - {id: a1, title: Split the queue, type: prevent, status: open, addresses: [queue]}\n",
    ),
    "the id of a record": (
        "title: Slow\nrelated: [{id: 2026-11-03-index-was-movd, relation: follows}]\n",
        "title: Slow\nrelated: [{id: 2026-11-03-index-was-moved, relation: follows}]\n",
    ),
    "a former id": (
        "title: Slow\nrelated: [{id: 2026-11-01-index-moves, relation: follows}]\n",
        "title: Slow\nrelated: [{id: 2026-11-03-index-was-moved, relation: follows}]\n",
    ),
    "a key in `unknowns`": (
        "title: Slow\nunknowns: [{field: impct.customers_affected, reason: not_stated}]\n",
        "title: Slow\nunknowns: [{field: impact.customers_affected, reason: not_stated}]\n",
    ),
    "a time zone": ("title: Slow\ntimezone: europe/berlin\n", "title: Slow\ntimezone: Europe/Berlin\n"),
    "a quantity in words": (
        "title: Slow\nimpact: {customers_affected: about 5000, requests_failed: over 300}\n",
        'title: Slow\nimpact: {customers_affected: "~5000", requests_failed: ">300"}\n',
    ),
    "a quantity with thousands": (
        "title: Slow\nimpact:\n  customers_affected: 14,200\n",
        "title: Slow\nimpact:\n  customers_affected: 14200\n",
    ),
    "a single value": ("title: Slow\ntags: search\n", "title: Slow\ntags: [search]\n"),
    "values with commas": ("title: Slow\ntags: Search, index\n", "title: Slow\ntags: [search, index]\n"),
    "its own id": (
        "title: Slow\naliases: [2026-11-20-search-is-slow, 2026-11-19-slow]\n",
        "title: Slow\naliases: [2026-11-19-slow]\n",
    ),
    "a former id twice": (
        "title: Slow\naliases:\n  - 2026-11-19-slow\n  - 2026-11-18-slow\n  - 2026-11-19-slow\n",
        "title: Slow\naliases:\n  - 2026-11-19-slow\n  - 2026-11-18-slow\n",
    ),
    "suppressions": (
        "# afterword: ignore missing-summary because it is being written\ntitle: Slow\nsummary: x\n"
        "tags: [a] # afterword: ignore long-title because it is\n",
        "title: Slow\nsummary: x\ntags: [a]\n",
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_what_has_one_right_answer_is_fixed(name: str, tmp_path: Path) -> None:
    before, after = FIXED[name]
    assert fixed(tmp_path, before) == after


NOT_FIXED = {
    "the colon of a text on several lines": "title: Slow\nsummary: Note: it is slow\n  and stays so\n",
    "quotes around words": 'title: "Search" and "Billing" are slow "today"\nsummary: x\n',
    "a quote that begins a word": "title: 'Tis slow\nsummary: x\n",
    "escapes": 'title: "C:\\new\\d is slow"\nsummary: x\n',
    "an anchor that is used": "title: &slow Search is slow\nsummary: *slow\n",
    "a dash": "title: - Search\nsummary: x\n",
    "two near words": "title: Slow\nseverity: sev7\n",
    "a word that means another": f"title: Slow\n{END.replace('resolved', 'closed')}",
    "digits": f"title: Slow\n{WINDOW.replace('search', 'search2')}{END}",
    "a short word": f"title: Slow\n{WINDOW.replace('search', 'api')}{END}",
    "a key that is there too": "title: Slow\nsummary: x\nsumary: y\n",
    "a key of before": "title: Slow\nduration: 5 min\n",
    "the same key with another value": "title: Slow\ntags: [a]\ntags: [b]\n",
    "the same key with a comment": "title: Slow\ntags: [a]\ntags: [a] # really\n",
    "an override of direction": "title: Slow\u202e\n",
    "a day that can be two": f"title: Slow\n{WINDOW.replace('2026-11-20 09:40', '11/12/2026 09:40')}{END}",
    "a time without a day": f"title: Slow\n{WINDOW.replace('2026-11-20 09:40', '09:40')}{END}",
    "an abbreviated zone": f"title: Slow\n{WINDOW.replace('09:40', '09:40 CET')}{END}",
    "a decimal comma": "title: Langsam\nlanguage: de\nimpact:\n  customers_affected: 1,200\n",
    "a component twice": f"title: Slow\n{WINDOW.replace('component: search', 'components: [search, search]')}{END}",
    "the only former id": "title: Slow\naliases: [2026-11-20-search-is-slow]\n",
    "a reason in two lines": (
        "# afterword: ignore missing-summary because it\n# is being written\ntitle: Slow\nsummary: x\n"
    ),
    "a number that may begin a comment": "title: Slow\nsummary: It was slow. #12 was not told\n",
    "a word that may begin a comment": "title: Slow\nsummary: It was slow #step2\n",
    "a comment without a space": "title: Search: slow #internal\nsummary: x\n",
    "a colon in what is no text": "title: Slow\nkind: incident: no\n",
    "an unknown key with a colon": "titel_of_it: Search: slow\nsummary: x\n",
    "brackets that end early": "title: Slow\ntags: [search]index\nsummary: x\n",
    "an id with a colon": f"title: Slow\n{WINDOW.replace('component: search', 'component: se: arch')}{END}",
    "an entry with several keys": "title: Slow\nlessons:\n  went_well:\n    - One: the alert\n      Two: x\n",
    "a missing line break": "title: Search is slow summary: Searches took several seconds.\n",
    "a sign within an id": "title: Slow\nroot_causes: [{id: que!ue, role: cause, text: One queue.}]\n",
    "two colons without spaces": "title: Slow\nkind:severity: sev3\n",
    "a merge conflict": "title: Slow\n<<<<<<< a\nsummary: x\n=======\nsummary: y\n>>>>>>> b\n",
    "a time that ends before it starts then": (
        f"title: Slow\n{WINDOW.replace('end: 2026-11-20 10:15', 'end: 2026-11-19 9:15')}{END}"
    ),
}


@pytest.mark.parametrize("name", NOT_FIXED)
def test_what_has_no_or_several_right_answers_stays(name: str, tmp_path: Path) -> None:
    text = NOT_FIXED[name]
    assert checked(site_with(tmp_path, text)).diagnostics
    assert fixed(tmp_path, text) == text


def test_status_yml_is_fixed(tmp_path: Path) -> None:
    review = "look_back: 36 hours, rules: {missing-sumary: off}, post_mortem: {from: SEV2, within: 14 days}"
    wrong = SITE.replace("name: Search}", "name: Search, group: bakend}").replace("look_back: 1 min", review)
    wrong += "publish: {hosting_files: no, also: [action_items.ownr]}\ncause_categories: [a, b, a]\n"
    fix_site(site_with(tmp_path, "title: Slow\nsummary: x\n", wrong))
    right = wrong.replace("bakend", "backend").replace("36 hours", "36 h").replace("sumary", "summary")
    right = (
        right.replace("ownr", "owner")
        .replace("files: no", "files: false")
        .replace("b, a]", "b]")
        .replace("SEV2", "sev2")
    )
    assert (tmp_path / "status.yml").read_text() == right


def test_a_title_cuts_off_a_secret(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    site_with(tmp_path, f"title: Slow\nsummary: x\ntags: {token}, b\naction_itms: []\n")
    titles = [each.title for each in fix_site(tmp_path)]
    assert titles
    assert token not in "".join(titles)


def test_every_rule_with_fixes_exists() -> None:
    assert FIXERS.keys() <= {page.id for page in every_page()}


def test_a_fix_is_for_the_text_of_the_editor(tmp_path: Path) -> None:
    text = "title: Slow\r\nsumary: x\r\n"
    found = checked(site_with(tmp_path, text))
    assert found.site
    fixes = [fix_for(each, text, found.site) for each in found.diagnostics]
    (fix,) = [each for each in fixes if each]
    assert fix.title == "Change the key `sumary` to `summary`"
    (edit,) = fix.edits
    assert (edit.location.line, edit.location.column, edit.location.end_column) == (2, 1, 7)
    assert with_edits(text, fix.edits) == "title: Slow\r\nsummary: x\r\n"


def test_edits_do_not_overlap(tmp_path: Path) -> None:
    found = checked(site_with(tmp_path, "title: Slow\nsumary: x\n")).diagnostics[0]
    edit = Edit(found.location, "x")
    with pytest.raises(ValueError, match="overlap"):
        with_edits("title: Slow\nsumary: x\n", [edit, edit])
    with pytest.raises(ValueError, match="not in the text"):
        with_edits("title", [edit])
