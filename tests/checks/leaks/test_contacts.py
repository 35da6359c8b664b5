"""E-mail addresses and phone numbers of people are found; those of offices, and other numbers, are not."""

from __future__ import annotations

import pytest

from afterword.checks.leaks.contacts import contacts_of_people


def _found(text: str) -> list[str]:
    return [contact.text for contact in contacts_of_people(text)]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Write to maria.lind@papermoor.dev.", "maria.lind@papermoor.dev"),
        ("[Maria](mailto:maria@papermoor.co.uk)", "maria@papermoor.co.uk"),
        ("Maria <m.lind+search@papermoor.io> was on call", "m.lind+search@papermoor.io"),
        ("reported by jörg@papermoor.de", "jörg@papermoor.de"),
        ("Call +49 30 901820 11 at night.", "+49 30 901820 11"),
        ("Call +1 (415) 555-2671.", "+1 (415) 555-2671"),
        ("Call +442079460958.", "+442079460958"),
        ("[call](tel:+33-1-70-18-99-00)", "+33-1-70-18-99-00"),
        ("Her number is 415-555-2671.", "415-555-2671"),
        ("Her number is (415) 555-2671.", "(415) 555-2671"),
        ("phone: 030 9018 2011", "030 9018 2011"),
        ("Tel. 0170/1234567", "0170/1234567"),
    ],
)
def test_contacts_of_people_are_found(text: str, contact: str) -> None:
    assert _found(text) == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "Write to support@papermoor.dev, security@papermoor.dev or eu-support@papermoor.dev.",
        "Write to no-reply@papermoor.dev or status+search@papermoor.dev.",
        "Write to maria@example.com or maria@papermoor.example.",
        "The list search@lists.papermoor.dev and a group at search@googlegroups.com.",
        "git@git.papermoor.dev:search.git and actions/upload@v3, react@18.2.0.",
        "https://maria@git.papermoor.dev/ and https://hackmd.io/@maria/abc",
        "@maria@social.papermoor.dev announced it",
        "12345+maria@users.noreply.github.com",
        "search@papermoor-1.iam.gserviceaccount.com",
        "We served +120 % more, +2000 requests, and +10,000,000 rows.",
        "From 2026-11-20 10:20:30+02:00 to 2026-11-20T11:00:00+0200 in UTC+01:00.",
        "Call 1 800 555 0100 or +1 800 555 0100 or +800 1234 5678.",
        "Ticket INC-415-555-2671, 415-555-2671-9, 123-4567-890 and 10-20-30.",
        "phone 2026-11-20 and tel 12 of 30",
        "The hash 00+49 and the ids 4915112345678.",
    ],
)
def test_those_of_offices_and_other_numbers_are_not(text: str) -> None:
    assert _found(text) == []
