"""Codes of countries that are mistaken for codes of languages."""

from __future__ import annotations

from afterword.records.error_messages import InvalidValueError

_LANGUAGES = {
    "al": "sq", "at": "de", "au": "en", "bd": "bn", "by": "be", "cl": "es", "cn": "zh", "cz": "cs",
    "dk": "da", "ec": "es", "eg": "ar", "gb": "en", "ge": "ka", "gr": "el", "il": "he", "iq": "ar", "ir": "fa",
    "jo": "ar", "jp": "ja", "ke": "sw", "kh": "km", "kr": "ko", "kz": "kk", "lk": "si", "md": "ro",
    "mx": "es", "np": "ne", "nz": "en", "pe": "es", "ph": "fil", "pk": "ur", "py": "es", "rs": "sr", "se": "sv",
    "sy": "ar", "ua": "uk", "us": "en", "uy": "es", "vn": "vi",
}  # fmt: skip
"""Countries whose code is no language in ISO 639-1, with the language that is meant.

Codes that are both, such as `br` (Brazil, Breton) and `tw` (Taiwan, Twi), cannot be told apart.
"""


def no_country(tag: str) -> str:
    """Return a language tag. Raises InvalidValueError if it begins with the code of a country that is no language."""
    primary, hyphen, rest = tag.partition("-")
    meant = _LANGUAGES.get(primary.lower())
    if meant is None:
        return tag
    message = f"`{primary}` is a country, not a language (ISO 639); did you mean `{meant}`?"
    raise InvalidValueError(message, f"{meant}{hyphen}{rest}")
