"""Recognises sentences whose subject is a person who omitted something or did harm.

A system may forget, miss and drop things; only people are blamed for it. So a verb alone says nothing: what counts is a
person or a team directly before it, as the subject. Omissions are also those of teams and of "we", blunders and
accidents those of a person, and plain verbs such as "deleted" blame only somebody who is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.given_names import GIVEN_NAMES
from afterword.patterns import pattern

_ROLES = (
    "engineers?|operators?|developers?|programmers?|administrators?|admins?|sysadmins?|technicians?|SREs?|DBAs?"
    "|employees?|colleagues?|contractors?|interns?|managers?|responders?|reviewers?|members? of staff|staff members?"
    "|team members?|team leads?|(?:night|day) shift"
)
_OF_OTHERS = r"customer|vendor|provider|partner|supplier|third|external"
_ADJECTIVE = rf"(?!(?:{_OF_OTHERS})|the\b|that\b|and\b)[\w-]+(?:'s)?\s+"
_ON_DUTY = r"(?:\s+on\s+(?:call|duty|shift)|\s+(?:of|from|in)\s+(?:the|our)\s+(?:[\w-]+\s+){0,2}(?:team|group|shift))?"
_ROLE = rf"(?:{_ADJECTIVE}){{0,3}}(?:{_ROLES}){_ON_DUTY}"
_ONE_PERSON = rf"\b(?:(?:an?|the|our|one\s+of\s+(?:the|our)|another)\s+{_ROLE}|someone|somebody|s?he)"
_PERSON = rf"(?:{_ONE_PERSON}|\b(?:our|two|some)\s+{_ROLE})"
_TEAM = rf"\b(?:(?:the|our|an?)\s+(?:{_ADJECTIVE}){{0,3}}teams?|we|I)"
_NAME = rf"(?<![\w@/])(?-i:@[a-z][\w.-]+\w|(?:{'|'.join(GIVEN_NAMES)})(?:\s+[A-Z][\w'-]*\.?)?)"

_HANDLE = pattern(r"(?<![\w@/.])@[a-z][\w.-]+\w(?![\w/@])", re.IGNORECASE)
_FULL_NAME = pattern(rf"(?<![\w@/.-])(?:{'|'.join(GIVEN_NAMES)})(?![\w@.-]*[\w@])(?:\s[A-Z][\w'-]+)?")
_TO_EVERYONE = {"@all", "@channel", "@everyone", "@here", "@team"}
_ALSO_A_MONTH = "Jan"
_CAPITALISED = pattern(r"[A-Z]\w+")
_GIVEN = frozenset(GIVEN_NAMES)

_NO_SUBJECT = pattern(
    r"\b(?:to|for|of|from|by|with|at|on|in|between|than|about|against|via|through|if|unless|whenever|whether|case|how|why"
    r"|sure|ensure|sure\s+that|ensure\s+that|so\s+that)\s+$",
    re.IGNORECASE,
)
"""A preposition, which makes the person an object, or a word by which the sentence only supposes something."""
_ADVERBS = r"(?:(?:had|has|have|also|then|again|all|each|both|\w+ly)\s+){0,3}"

_CARE = (
    "notice|realise|realize|recogni[sz]e|check|double-check|test|verify|validate|follow|consider|think|catch|spot|review"
    "|monitor|communicate|inform|notify|tell|escalate|respond|react|anticipate|foresee|account|ensure|make\\s+sure|pay"
    "|bother|read|confirm|remember|document|announce|plan|prepare|coordinate|warn|ask|alert|look|take\\s+care|take\\s+into"
)
"""What people are reproached for if they did not do it; that they did not see, find or have something is a fact."""
_OTHER_FAILURES = (
    "apply|update|set|add|include|renew|remove|clean|drain|run|do|identify|detect|see|understand|act|use|roll|configure"
    "|provision|schedule|enable|disable|learn|give|put|take|address|fix"
)
_NOTICED_NOTHING = (
    r"notice\s+(?:any|(?:[\w-]+\s+)?(?:downtime|impact|problems?|issues?|errors?|difference|degradation))\b"
)
_TARGET = r"(?:targets?|objectives?|goals?|deadlines?|marks?|SLOs?|SLAs?|packets?|samples?|events?|data)\b"
_SIGN = (
    r"(?:alerts?|alarms?|warnings?|signals?|pages?|messages?|notes?|errors?|runbooks?|instructions?|procedures?|checklists?"
    r"|process|rules?|advice)\b"
)
_OMITTED = (
    r"(?:forgot(?:ten)?|neglected|overlooked|omitted\s+to"
    rf"|missed(?!\s+(?:our|the|its|their|this|that|an?)\s+(?:[\w-]+\s+){{0,2}}{_TARGET})"
    rf"|ignored(?=\s+(?:[\w-]+\s+){{0,4}}{_SIGN})"
    rf"|(?:did\s+not|didn't)\s+(?:even\s+|always\s+|ever\s+|\w+ly\s+)*(?!{_NOTICED_NOTHING})(?:{_CARE})"
    r"|never\s+(?:noticed|checked|tested|verified|reviewed|thought|considered|informed|told|asked|read|followed|bothered)"
    r"|(?:was|were)\s+(?:too\s+|very\s+|\w+ly\s+)?(?:careless|negligent|sloppy|inattentive|distracted|reckless|lazy"
    r"|complacent|hasty|to\s+blame|at\s+fault|not\s+careful|not\s+paying\s+attention)"
    rf"|slept\s+through|could\s+not\s+be\s+bothered|failed\s+to\s+(?:\w+ly\s+)?(?:{_CARE}|{_OTHER_FAILURES}))\b"
)
_FAILED = r"failed\s+to\b(?!\s+(?:meet|live|deliver|keep|reproduce)\b)"
"""Of "we", only some failures are omissions: "we failed to process 2000 orders" is about a service."""
_BLUNDERED = (
    r"(?:misconfigured|mistyped|misread|misjudged|mishandled|botched|bungled|broke(?!\s+(?:down|off|out|up))|broken|wiped"
    r"|messed\s+up|screwed\s+up|fat-fingered|erased|destroyed|corrupted|took\s+down|brought\s+down|crashed"
    r"|caused\s+(?:the|this|an?)\s+(?:[\w-]+\s+){0,2}(?:outage|incident|disruption|problem|failure|crash))\b"
)
_DID_HARM = r"(?:deleted|dropped|truncated|overwrote|leaked|unplugged|disconnected)\b"
_ACTED = (
    rf"(?:{_DID_HARM}|(?:removed|disabled|ran|pushed|deployed|merged|changed|typed|entered|applied|executed|started|stopped"
    r"|restarted|rebooted|configured|set|updated|uploaded|rotated|revoked|renamed|copied|pasted|chose|selected|clicked"
    r"|approved|skipped|bypassed|switched|turned|edited|committed|released|shut|made)\b(?!\s+by\b))"
)
_DID_WRONG = (
    r"(?:ran|pushed|deployed|merged|applied|entered|typed)\s+(?:[\w\ufffc-]+\s+){0,4}"
    r"(?:wrong|bad|broken|faulty|untested|unfinished)\b"
)
_BY_ACCIDENT = (
    r"(?:accidentally|mistakenly|inadvertently|erroneously|wrongly|unintentionally|carelessly|incorrectly)\s+"
)

_BLAME = pattern(
    rf"(?:{_PERSON}|{_TEAM}|{_NAME})\s+{_ADVERBS}{_OMITTED}"
    rf"|(?:{_PERSON}|{_NAME})\s+{_ADVERBS}(?:{_FAILED}|{_BLUNDERED}|{_DID_WRONG})"
    rf"|(?:{_PERSON}|{_NAME})\s+(?:had\s+)?{_BY_ACCIDENT}{_ACTED}"
    rf"|{_NAME}\s+{_ADVERBS}{_DID_HARM}"
    rf"|\b{_BY_ACCIDENT}{_ACTED}\s+by\s+(?:{_PERSON}\b|{_NAME})"
    rf"|\b(?:{_ROLES}|teams?)(?:'s|')\s+(?:own\s+)?fault\b",
    re.IGNORECASE,
)
_LEAD_IN = r"(?:(?!(?:if|when|whenever|while|as|after|before|since|unless|once|until)\b)[^,:]{1,60}[,:]\s+)?"
"""Words before the subject, such as a date. After "when an engineer ran it", the subject is still to come."""
_CAUSE = pattern(
    rf"(?:^{_LEAD_IN}|\bbecause\s+)(?:(?:{_ONE_PERSON}\b|{_NAME})\s+{_ADVERBS}(?:{_ACTED}|{_BLUNDERED}|{_OMITTED}|{_FAILED})"
    rf"|(?:{_PERSON}|{_TEAM})\s+{_ADVERBS}{_OMITTED})"
    r"|\b(?:caused\s+by|due\s+to|because\s+of|fault\s+of)\s+"
    rf"(?:{_ONE_PERSON}(?=\s+(?:who|that|\w+ing)\b|\W*$)|{_NAME})",
    re.IGNORECASE,
)

_WORDS_FOR_PEOPLE = """
engineer engineers operator operators developer developers programmer programmers administrator administrators admin
admins sysadmin sysadmins technician technicians sre sres dba dbas employee employees colleague colleagues contractor
contractors intern interns manager managers responder responders reviewer reviewers staff member members lead leads
shift someone somebody he she team teams we i
"""
SUBJECTS = frozenset(_WORDS_FOR_PEOPLE.split()) | {name.lower() for name in GIVEN_NAMES}
"""Words of which one is in each sentence about a person, except for one with a handle (`@name`)."""
_WORDS_FOR_DEEDS = """
forgot forgotten neglected overlooked omitted missed ignored did didn never careless negligent sloppy inattentive
distracted reckless lazy complacent hasty blame fault careful attention slept bothered failed misconfigured mistyped
misread misjudged mishandled botched bungled broke broken wiped messed screwed fingered erased destroyed corrupted took
brought crashed caused deleted dropped truncated overwrote leaked unplugged disconnected wrong bad faulty untested
unfinished accidentally mistakenly inadvertently erroneously wrongly unintentionally carelessly incorrectly
"""
DEEDS = frozenset(_WORDS_FOR_DEEDS.split())
"""Words of which one is in each sentence that blames somebody."""

_SOFTWARE = pattern(
    r"\b(?:(?-i:(?!The\b|An?\b|Our\b|One\b|Another\b|Some\b|Two\b)[A-Z]\w+)|cluster|prometheus|kubernetes|database)"
    r"\s+operators?\b|\bmanager\s+(?:process|node|service)",
    re.IGNORECASE,
)
"""What is named like a person's role, such as a Kubernetes operator."""
_DID_NOT = pattern(r"\b(?:did\s+not|didn't)\b", re.IGNORECASE)
"""With a reason, and after "that", it explains as often as it reproaches: "bugs that we did not see"."""
_REASON = pattern(r"\b(?:because|since)\b", re.IGNORECASE)


def names_in(text: str) -> Iterator[str]:
    """Yield the names of people in a text, as far as they can be told from other words: `@name`, and known given names.

    A surname is part of a name; a surname alone is not recognised.
    """
    if "@" in text:
        handles = _HANDLE.finditer(text)
        yield from (found[0] for found in handles if found[0].lower() not in _TO_EVERYONE)
    if not _GIVEN.isdisjoint(_CAPITALISED.findall(text)):
        found = (each[0] for each in _FULL_NAME.finditer(text))
        yield from (each for each in found if each != _ALSO_A_MONTH)


def blame_in(sentence: str) -> str:
    """Return the words by which a sentence blames a person or a team, or an empty text."""
    return _found(_BLAME, sentence)


def person_as_cause_in(sentence: str) -> str:
    """Return the words by which a root cause says that a person is it, or an empty text."""
    return _found(_CAUSE, sentence)


def _found(blame: re.Pattern[str], sentence: str) -> str:
    for found in blame.finditer(sentence):
        before = sentence[: found.start()]
        explained = _DID_NOT.search(found[0]) and (
            before.endswith("that ") or _REASON.search(sentence, found.end())
        )
        if not explained and not _NO_SUBJECT.search(before) and not _SOFTWARE.search(found[0]):
            return found[0].strip(" ,:")
    return ""
