"""The rules whose findings can have one right answer, each with the function that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from afterword.checks.lookup import build_lookup
from afterword.diagnostics import Diagnostic
from afterword.fixes import characters, ids, keys, order, quotes, repeated, times, values, words
from afterword.fixes.edits import Fix, with_edits
from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.trial import is_sound
from afterword.records.site import Group, Site

Fixer = Callable[[Problem], Proposal | None]

FIXERS: Mapping[str, tuple[Fixer, ...]] = {
    "alias-in-use": (repeated.entry,),
    "anchor-or-alias": (quotes.anchor_or_tag,),
    "byte-order-mark": (characters.byte_order_mark,),
    "control-character": (characters.invisible,),
    "custom-tag": (quotes.anchor_or_tag,),
    "duplicate-key": (repeated.key,),
    "former-id": (ids.present_id,),
    "scheduled-order": (order.scheduled,),
    "scope-spelling": (ids.of_site(lambda problem: build_lookup(problem.site).scopes),),
    "site-repeated-id": (repeated.entry,),
    "site-unknown-group": (ids.of_site(lambda problem: _names(problem.site.groups)),),
    "site-unknown-publish-key": (ids.of_example,),
    "site-unknown-rule": (ids.rule,),
    "swallowed-number": (quotes.swallowed,),
    "tab": (characters.tab,),
    "timeline-order": (order.timeline,),
    "unknown-category": (ids.of_site(lambda problem: build_lookup(problem.site).categories),),
    "unknown-component": (ids.of_site(lambda problem: build_lookup(problem.site).components),),
    "unknown-field": (ids.of_example,),
    "unknown-key": (keys.misspelled, keys.space_after_colon, quotes.ended_by_comma),
    "unknown-level": (ids.of_site(lambda problem: build_lookup(problem.site).levels),),
    "unknown-reference": (ids.in_record,),
    "unknown-severity": (ids.severity,),
    "unused-suppression": (repeated.suppression,),
    "update-order": (order.updates,),
    "wrong-value": (
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
    ),
    "yaml-syntax": (
        characters.special_space,
        characters.not_of_record,
        keys.space_after_colon,
        quotes.unclosed,
        quotes.backslashes,
        quotes.in_braces,
        quotes.whole_value,
    ),
}
"""The first proposal that works is used. A rule that is not listed has no finding with only one right answer."""

_LINE_BREAK = re.compile(r"\r\n?")


def fix_for(finding: Diagnostic, text: str, site: Site) -> Fix | None:
    """Return the fix of a finding, or None if it has none, or more than one answer.

    `text` is that of the finding's file; if it begins with a byte-order mark, with that. The fix was tried: the file
    can be read as far as before, has no problem of reading that it did not have, and means the same, apart from the
    field that was fixed. Whether the rules find anything new is for the caller to see.
    """
    plain = _LINE_BREAK.sub("\n", text)
    problem = Problem(finding, plain, site)
    for fixer in FIXERS.get(finding.rule, ()):
        proposal = fixer(problem)
        if proposal:
            after = with_edits(plain, proposal.edits)
            if after != plain and is_sound(finding, plain, after, site, proposal.path):
                return Fix(proposal.title, proposal.edits)
    return None


def _names(entries: Iterable[Group]) -> dict[str, str]:
    return {each.id: each.name for each in entries}
