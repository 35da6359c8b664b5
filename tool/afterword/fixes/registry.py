"""The rules whose findings can have one right answer, each with the function that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from afterword.diagnostics import Diagnostic
from afterword.fixes import words
from afterword.fixes.edits import Fix, with_edits
from afterword.fixes.problem import Problem
from afterword.fixes.proposal import Proposal
from afterword.fixes.trial import is_sound
from afterword.records.site import Site

Fixer = Callable[[Problem], Proposal | None]

FIXERS: Mapping[str, tuple[Fixer, ...]] = {
    "wrong-value": (words.fix,),
}
"""The first fixer with a proposal is used. A rule that is not listed has no finding with only one right answer."""

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
            sound = after != plain and is_sound(finding, plain, after, site, proposal.path)
            return Fix(proposal.title, proposal.edits) if sound else None
    return None
