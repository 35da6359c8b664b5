"""The text says what could or should have happened instead of what happened.

"The alert should have fired" does not say what the alert did, nor why that made sense to those who had set it up. With
hindsight everyone knows better; a reader learns more from what was known and done at the time. Say what happened, and
make what you want to happen next time an action item. Microsoft's guide to post-incident reviews names such sentences
among its traps, and the Howie guide asks to avoid them.

Not reported are possibilities ("some customers could have seen old prices"), expectations of an update ("searches
should have recovered by now"), near misses, drills, and what helped or was lucky: those are about other outcomes.

Measured on our own sample: 43 of 43 findings are right, and 43 of 44 such sentences are found.

Passes:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The alert fired after 40 minutes, because it looks at the average of an hour.
```

Fails:

```yaml
title: Search is slow
lessons:
  went_poorly:
    - The alert should have fired at once.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.sentences import TO_READERS
from afterword.diagnostics import Severity
from afterword.patterns import pattern
from afterword.records.vocabulary import Kind

_MODALS = frozenset(
    ("should", "shouldn", "could", "couldn", "would", "wouldn", "might", "ought", "needed", "only")
)
_PERFECT = frozenset(("have", "ve", "had"))
_ABOUT_OTHER_OUTCOMES = TO_READERS | {
    "lessons.lucky", "limited_by", "post_mortem.customer_actions", "exposure.what", "exposure.indicators",
    "action_items.reason", "action_items.moved.reason", "root_causes.accepted_risk",
}  # fmt: skip
_IRREGULAR = (
    "been|begun|broken|brought|built|caught|chosen|come|cut|dealt|done|drawn|driven|felt|forgotten|found|given|gone|grown"
    "|had|held|hidden|hit|kept|known|led|left|let|lost|made|met|paid|put|run|said|seen|sent|set|shown|shut|spent|spoken"
    "|stood|stopped|taken|taught|thought|told|understood|woken|worn|written"
)
_DESCRIBES = (
    "(?:limited|unlimited|restricted|reduced|increased|improved|dedicated|shared|detailed|advanced|related|added|read"
    "|fixed|delegated|elevated)"
)
"""Participles that are mostly adjectives before a noun: "should have limited access" is a rule, not a regret."""
_PARTICIPLE = (
    rf"(?:{_DESCRIBES}(?=\s+(?:the|an?|our|this|it|its|their|these|by)\b)"
    rf"|(?!{_DESCRIBES}\b)(?:\w+ed|{_IRREGULAR})\b)"
)
_ADVERBS = r"(?:(?:also|already|at\s+least|all|never|ever|instead|\w+ly)\s+)*"
_HAVE = r"(?:n't|\s+not|\s+never)?(?:'ve|\s+(?:(?:also|all|\w+ly)\s+)?have)\s+"
_EXPECTED = (
    r"(?:been\s+)?(?:received|recovered|returned|regained|restored|resolved|mitigated|completed|cleared|disappeared"
    r"|delivered|refunded|credited|re-?connected|re-?synced|caught\s+up)\b"
)
"""What "should have" says of the present: things are expected to be so by now."""
_PREVENTED = (
    rf"(?:(?:been\s+)?{_ADVERBS}(?:prevent(?:ed)?|avoid(?:ed)?|caught|detected|noticed|found|spotted|discovered|warned"
    r"|alerted|alarmed|stopped|revealed|shortened|mitigated|helped|saved|limited|reduced|made\s+it\s+(?:obvious|clear))"
    r"|been\s+(?:\w+\s+)?(?:shorter|better|faster|smaller|sooner|earlier|quicker|told|informed|notified|tested|reviewed"
    r"|announced))\b"
)
_COUNTERFACTUAL = pattern(
    rf"(?<!\bthat )(?<!\bwhich )\bshould{_HAVE}{_ADVERBS}(?!{_EXPECTED})(?:been\s+{_ADVERBS}(?={_PARTICIPLE}))?"
    rf"{_PARTICIPLE}"
    rf"|\bought\s+(?:not\s+)?to\s+have\s+{_ADVERBS}{_PARTICIPLE}|\bneeded\s+to\s+have\s+{_PARTICIPLE}"
    rf"|\b(?:could|would|might)(?:'ve|\s+(?:have|have\s+also|also\s+have|\w+ly\s+have))\s+{_PREVENTED}"
    rf"|\b(?:we|I|team|engineers?|operators?)\s+could{_HAVE}{_ADVERBS}(?!been\b|lost\b){_PARTICIPLE}"
    r"|\bwould(?:n't|\s+not|\s+never)\s+have\s+(?:happened|occurred|been\s+(?:possible|necessary|needed))\b"
    r"|\bwould\s+have\s+\w+(?:ed|en)\s+(?:\w+\s+){0,4}(?:earlier|sooner|faster)\b"
    rf"|\b(?:nobody|no\s+one)\s+would\s+have\b|^had\s+(?:we|I|someone|anyone|the\s+team)\s+{_ADVERBS}{_PARTICIPLE}"
    r"|\bif\s+only\s+(?:we|I|someone|anyone|they|(?:the|an?)\s+(?:[\w-]+\s+){1,4}had)\b",
    re.IGNORECASE,
)
_FORESEEN = pattern(r"\bshould\s+(?:now|already)\s+have\b|\bby\s+now\b|\byou\s+should\b", re.IGNORECASE)
_SEEN_BY_CUSTOMERS = pattern(
    r"\b(?:customers?|users?|clients?|visitors?|you)\s+(?:[\w-]+\s+){0,6}$", re.IGNORECASE
)
"""Before "would have noticed", which then tells the impact."""
_IN_UPDATES = pattern(rf"\bhave\s+{_PREVENTED}|\bnot\s+have\s+(?:happened|occurred)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    if subject.record.kind in (Kind.NEAR_MISS, Kind.DRILL):
        return
    for sentence in subject.sentences.with_words(_MODALS, _PERFECT, but=_ABOUT_OTHER_OUTCOMES):
        found = _counterfactual(sentence.text)
        if found and (sentence.field != "updates.body" or _IN_UPDATES.search(found)):
            message = (
                f"`{found}` says what did not happen; say what happened, and why it made sense at the time"
            )
            example = "The alert fired after 40 minutes, as it looks at the average of an hour."
            yield Finding(sentence.path, message, example, words=found, passage=sentence.text)


def _counterfactual(sentence: str) -> str:
    """Return the words of a sentence that are counterfactual, or an empty text."""
    found = _COUNTERFACTUAL.search(sentence)
    if not found or _FORESEEN.search(sentence):
        return ""
    is_impact = found[0].lower().startswith(("would", "could", "might")) and " been " not in found[0]
    return "" if is_impact and _SEEN_BY_CUSTOMERS.search(sentence[: found.start()]) else found[0]


RULE = Rule("counterfactual", Severity.WARNING, check, __doc__, review=True)
