"""Finds e-mail addresses and phone numbers of people in a text, and leaves alone those of offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from afterword.checks.leaks.hosts import is_below
from afterword.patterns import pattern

_EMAIL = pattern(
    r"(?<![\w.+%@:/-])(?P<who>[\w+%](?:[\w.+%-]{0,62}[\w+%-])?)@(?P<host>(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,24})"
    r"(?![\w@:-]|\.\w)",
    re.IGNORECASE,
)
_MAILTO = pattern(r"(?<=mailto:)[^\s?)>\"]+", re.IGNORECASE)
_OFFICES = {
    "abuse", "accessibility", "accounts", "admin", "administrator", "admins", "alerts", "announce", "api",
    "billing", "bot", "bugs", "careers", "ciso", "community", "complaints", "compliance", "contact", "cs",
    "customer", "customers", "customerservice", "data", "dataprotection", "datenschutz", "desk", "dev", "devel",
    "developer", "developers", "devops", "discuss", "dpo", "emergency", "engineering", "enquiries", "feedback",
    "finance", "gdpr", "git", "hello", "help", "helpdesk", "hi", "hostmaster", "hotline", "hr", "incident",
    "incidents", "info", "infra", "infrastructure", "inquiries", "it", "jobs", "kontakt", "legal", "list", "mail",
    "mailer", "mailman", "maintainers", "marketing", "media", "news", "newsletter", "no-reply", "noc", "noreply",
    "notifications", "notify", "office", "oncall", "operations", "ops", "orders", "partners", "postmaster",
    "press", "presse", "privacy", "psirt", "register", "registration", "reply", "report", "reports", "root",
    "sales", "security", "service", "servicedesk", "services", "soc", "sre", "staff", "status", "success",
    "support", "sysadmin", "team", "tech", "trust", "updates", "user", "users", "vendor", "webmaster", "welcome",
}  # fmt: skip
"""Words in addresses that belong to an office, a list or a program, not to a person."""
_LISTS = pattern(r"(?:^|\.)(?:lists?|groups|googlegroups|freelists|mailman|reply|noreply)\.", re.IGNORECASE)
_NOBODY = (
    "example.com", "example.net", "example.org", "example", "test", "invalid", "localhost", "gserviceaccount.com",
    "users.noreply.github.com",
)  # fmt: skip
"""Domains of examples and of programs."""
_INTERNATIONAL = pattern(
    r"(?<![\w+/-])(?P<number>(?:\+|00(?=[1-9]\d? ))[1-9](?:[ ./()-]{0,2}\d){8,14})(?![\d.,:]*\d|\w)"
)
_NORTH_AMERICAN = pattern(r"(?<![\w+./#-])(?P<number>\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?![\w-]|\.\d)")
_NATIONAL = pattern(
    r"\b(?:phone|telephone|tel|mobile|cell|fax|telefon|handy|whatsapp)(?: (?:number|no))?\.?:? ?"
    r"(?P<number>\(?0\d(?:[ ./()-]{0,2}\d){6,12})(?![\w:-])",
    re.IGNORECASE,
)
_TOLL_FREE = pattern(r"\+?1?[ .-]*\(?8(?:00|33|44|55|66|77|88)\b|\+800")


_NUMBERS = {
    "+": pattern(r"\+[1-9]"),
    "(": pattern(r"\(\d{3}\)"),
    "-": pattern(r"-\d{3}-\d{4}"),
    "00": pattern(r"00[1-9]\d? \d"),
}
"""What the forms of phone numbers contain, after the character by which a text without any is recognised."""
_NATIONAL_FORM = pattern(r"0\d(?:[ ./()-]{0,2}\d){6}")
_PHONE_WORDS = ("phone", "tel", "mobile", "cell", "fax", "handy", "whatsapp")


class Contact(NamedTuple):
    """An e-mail address or a phone number as it was typed, and which of both it is."""

    text: str
    kind: str


def may_contain_contact(text: str) -> bool:
    """Return whether a text has anything like an e-mail address or a phone number; quick, and mostly right."""
    if "@" in text or any(mark in text and form.search(text) for mark, form in _NUMBERS.items()):
        return True
    lowered = text.lower()
    words = any(word in lowered for word in _PHONE_WORDS)
    return words and bool(_NATIONAL_FORM.search(text) and _NATIONAL.search(text))


def contacts_of_people(text: str) -> Iterator[Contact]:
    """Yield the e-mail addresses and phone numbers in a text that are of people, as far as can be told."""
    if not may_contain_contact(text):
        return
    if "@" in text:
        for found in _EMAIL.finditer(_MAILTO.sub(lambda address: f" {address[0]}", text)):
            if _is_of_a_person(found["who"], found["host"]):
                yield Contact(found[0], "an e-mail address")
    yield from _phone_numbers(text)


def _is_of_a_person(who: str, host: str) -> bool:
    if is_below(host, _NOBODY) or _LISTS.search(host):
        return False
    words = {who.lower(), *re.split(r"[._+-]|\d+", who.lower())}
    return not words & _OFFICES


def _phone_numbers(text: str) -> Iterator[Contact]:
    end = 0
    for found in sorted(_matches(text), key=lambda match: match.start("number")):
        if found.start("number") >= end and not _TOLL_FREE.match(found["number"]):
            yield Contact(found["number"], "a phone number")
        end = max(end, found.end("number"))


def _matches(text: str) -> Iterator[re.Match[str]]:
    return chain(*(number.finditer(text) for number in (_INTERNATIONAL, _NORTH_AMERICAN, _NATIONAL)))
