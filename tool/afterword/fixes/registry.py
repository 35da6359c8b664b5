"""The rules whose findings can have one right answer, each with the function that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from textwrap import fill
from typing import NamedTuple

from afterword.checks.lookup import build_lookup
from afterword.checks.rule_pages import RulePage
from afterword.diagnostics import Diagnostic
from afterword.fixes import characters, ids, keys, order, quotes, repeated, times, values, words
from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.trial import is_sound
from afterword.records.components import Group
from afterword.records.site import Site
from afterword.source.edits import Fix, with_edits

Fixer = Callable[[Problem], Proposal | None]


class Fixes(NamedTuple):
    """What is fixed of the findings of a rule, as its page says it, and the functions that do it.

    The first function whose proposal works is used.
    """

    says: str
    fixers: tuple[Fixer, ...]


FIXERS: Mapping[str, Fixes] = {
    "alias-in-use": Fixes(
        "deletes an id that is in the list already, or is the record's own",
        (repeated.entry,),
    ),
    "anchor-or-alias": Fixes(
        "quotes the text, unless the file has both an anchor and its alias",
        (quotes.anchor_or_tag,),
    ),
    "byte-order-mark": Fixes(
        "deletes it",
        (characters.byte_order_mark,),
    ),
    "control-character": Fixes(
        "deletes an invisible character, such as a zero-width space",
        (characters.invisible,),
    ),
    "custom-tag": Fixes(
        "quotes the text, and deletes a standard tag, such as `!!str`",
        (quotes.anchor_or_tag,),
    ),
    "duplicate-key": Fixes(
        "deletes one of two keys with the same value, or the one without a value",
        (repeated.key,),
    ),
    "former-id": Fixes(
        "writes the current id under `related` and `post_mortem.covers`",
        (ids.present_id,),
    ),
    "scheduled-order": Fixes(
        "sorts the periods by time, if they do not overlap",
        (order.scheduled,),
    ),
    "scope-spelling": Fixes(
        "corrects a misspelled id, and writes the id in place of the name",
        (ids.of_site(lambda problem: build_lookup(problem.site).scopes),),
    ),
    "site-repeated-id": Fixes(
        "deletes a cause category that is in the list already",
        (repeated.entry,),
    ),
    "site-unknown-group": Fixes(
        "corrects a misspelled id, and writes the id in place of the name",
        (ids.of_site(lambda problem: _names(problem.site.groups)),),
    ),
    "site-unknown-publish-key": Fixes(
        "corrects a misspelled key",
        (ids.key_of_record,),
    ),
    "site-unknown-rule": Fixes(
        "corrects a misspelled name",
        (ids.rule,),
    ),
    "site-unknown-severity": Fixes(
        "corrects a misspelled id, and writes the id in place of the name or the number alone",
        (ids.severity,),
    ),
    "swallowed-number": Fixes(
        "quotes the value, if the number of a ticket is at its end, within braces, or after a word such as "
        "`see`",
        (quotes.swallowed,),
    ),
    "tab": Fixes(
        "replaces it with spaces",
        (characters.tab,),
    ),
    "timeline-order": Fixes(
        "moves the events, each with its comments, if those that move are of the same day, or if the whole "
        "list has the newest first",
        (order.timeline,),
    ),
    "unknown-category": Fixes(
        "corrects a misspelled category",
        (ids.of_site(lambda problem: build_lookup(problem.site).categories),),
    ),
    "unknown-component": Fixes(
        "corrects a misspelled id, and writes the id in place of the name",
        (ids.of_site(lambda problem: build_lookup(problem.site).components),),
    ),
    "unknown-field": Fixes(
        "corrects a misspelled key",
        (ids.key_of_record,),
    ),
    "unknown-key": Fixes(
        "corrects a misspelled key, adds the space after a colon, and quotes text within braces that has a "
        "comma",
        (keys.misspelled, keys.space_after_colon, quotes.ended_by_comma),
    ),
    "unknown-level": Fixes(
        "corrects a misspelled id, and writes the id in place of the name",
        (ids.of_site(lambda problem: build_lookup(problem.site).levels),),
    ),
    "unknown-reference": Fixes(
        "corrects a misspelled id",
        (ids.in_record,),
    ),
    "unknown-severity": Fixes(
        "corrects a misspelled id, and writes the id in place of the name or the number alone",
        (ids.severity,),
    ),
    "unused-suppression": Fixes(
        "deletes the comment",
        (repeated.suppression,),
    ),
    "update-order": Fixes(
        "moves the updates, each with its comments, if their states then follow one another, and if those "
        "that move are of the same day, or the whole list has the newest first",
        (order.updates,),
    ),
    "wrong-value": Fixes(
        "corrects misspelled words, ids and time zones, and rewrites what can only mean one thing: a time "
        "or a number in another notation, a length of time, `yes` and `no`, and a single value where a list "
        "is needed",
        (
            words.fix,
            times.fix,
            values.truth,
            values.length_of_time,
            values.number,
            values.quantity,
            values.time_zone,
            values.single_of_list,
            values.signs_and_case,
            keys.several_components,
            keys.space_after_colon,
            quotes.entry_with_colon,
        ),
    ),
    "yaml-syntax": Fixes(
        "quotes text that contains a colon or begins with a special character, adds a closing quote or the "
        "space after a colon, and replaces special spaces",
        (
            characters.special_space,
            characters.not_of_record,
            keys.space_after_colon,
            quotes.unclosed,
            quotes.backslashes,
            quotes.in_braces,
            quotes.whole_value,
        ),
    ),
}
"""A rule that is not listed has no finding with only one right answer."""

_LINE_BREAK = re.compile(r"\r\n?")


def fix_for(finding: Diagnostic, text: str, site: Site) -> Fix | None:
    """Return the fix of a finding, or None if it has none, or more than one answer.

    `text` is that of the finding's file; if it begins with a byte-order mark, with that. The fix was tried: the file
    can be read as far as before, has no problem of reading that it did not have, and means the same, apart from the
    field that was fixed. Whether the rules find anything new is for the caller to see.
    """
    plain = _LINE_BREAK.sub("\n", text)
    problem = Problem(finding, plain, site)
    for fixer in FIXERS[finding.rule].fixers if finding.rule in FIXERS else ():
        proposal = fixer(problem)
        if proposal:
            after = with_edits(plain, proposal.edits)
            if after != plain and is_sound(finding, plain, after, site, proposal.path):
                return Fix(proposal.title, proposal.edits)
    return None


def page_with_fixes(page: RulePage) -> str:
    """Return the text of a rule's page, with what is fixed of its findings before the samples."""
    if page.id not in FIXERS:
        return page.body
    sentence = fill(f"`afterword check --fix` {FIXERS[page.id].says}.", 120)
    before, samples, after = page.body.partition("\n\nPasses:")
    return f"{before}\n\n{sentence}{samples}{after}"


def _names(entries: Iterable[Group]) -> dict[str, str]:
    return {each.id: each.name for each in entries}
