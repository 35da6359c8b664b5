"""Finds network addresses and host names in a text, and tells which of them only exist in a private network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

from afterword.patterns import pattern

_PRIVATE = {
    ip_network(each): name
    for each, name in {
        "10.0.0.0/8": "a private address",
        "172.16.0.0/12": "a private address",
        "192.168.0.0/16": "a private address",
        "100.64.0.0/10": "an address of a provider's own network",
        "169.254.0.0/16": "a link-local address",
        "fc00::/7": "a private address",
        "fe80::/10": "a link-local address",
    }.items()
}
_KNOWN_TO_ALL = {
    *(str(each.network_address) for each in _PRIVATE),  # the whole network, as in "not from 10.0.0.0/8"
    "169.254.169.254",  # where machines in a cloud ask who they are
    "169.254.170.2",
    "169.254.20.10",
    "fd00:ec2::254",
    "host.docker.internal",
    "gateway.docker.internal",
    "kubernetes.docker.internal",
    "metadata.google.internal",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
}
"""Private addresses and names that are the same everywhere."""
_IPV4 = pattern(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IPV6 = pattern(
    r"(?<![\w:.])(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]|[23][0-9a-f]{3}):[0-9a-f:]{2,35}(?![\w:])", re.I
)
_NO_ADDRESS = pattern(
    r"\b(?:versions?|releases?|builds?|firmware|drivers?|patch|section|rule|example|instance"
    r"|e\.g\.)\W{0,4}$",
    re.IGNORECASE,
)
"""What is said before a number that only looks like an address, and before an example of one."""
_LABEL = r"[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d])?"
_NAME = pattern(
    rf"(?<![\w.@/\\-])(?P<scheme>[a-z][a-z\d+.-]{{1,20}}://(?:[^\s/@]{{1,100}}@)?)?"
    rf"(?P<name>(?:{_LABEL}\.){{1,10}}{_LABEL})(?P<after>(?::\d|\.\w|\(|-|/)?)",
    re.IGNORECASE,
)
_PRIVATE_TOP = {"internal", "local", "localdomain", "corp", "lan", "intranet", "intra", "consul"}
_PRIVATE_LABEL = {"internal", "intranet", "corp"}
_NO_HOST = {
    "rc", "env", "settings", "config", "conf", "configuration", "compose", "docker-compose", "values", "appsettings",
    "package", "module", "jdk", "sun", "java", "javax", "com", "org", "net", "io", "this", "self", "cls", "window",
    "logback", "application", "util", "utils", "var", "threading", "claude", "agents",
}  # fmt: skip
"""What stands before `.local` or `.internal` in names of files, packages and variables."""
_PUBLIC_SUFFIXES = ("example.com", "example.net", "example.org", "example", "test", "invalid")
_NODE = pattern(
    r"(?<![\w.-])(?:ip-\d{1,3}(?:-\d{1,3}){3}|gke-[a-z\d-]{1,60}-[\da-f]{8}-[a-z\d]{4}|aks-[a-z\d]{1,12}-\d{8}-vmss\w{6})"
    r"(?![\w-]|\.\w)"
)
LINK = pattern(r"https?://[^\s)>\]}\"']*[^\s)>\]}\"'.,;:]")
"""A link in a text, without the punctuation behind it."""
_PUBLIC_TOP = {
    "ai", "app", "at", "be", "biz", "br", "ca", "ch", "cloud", "cn", "co", "com", "cz", "de", "dev", "dk", "edu", "es",
    "eu", "fi", "fr", "gov", "ie", "in", "info", "io", "it", "jp", "kr", "me", "mil", "net", "nl", "no", "nz", "online",
    "org", "pl", "pt", "ru", "se", "site", "space", "tech", "tv", "uk", "us",
}  # fmt: skip
"""Top-level domains by which a host is told from a file or a module, unless these are spelled so too."""
_LOCAL_LINK = pattern(
    r"https?://(?P<host>localhost|127(?:\.\d{1,3}){1,3}|0\.0\.0\.0|\[::1\])(?![\w.-])[^\s<>\"')\]`]*",
    re.IGNORECASE,
)
_BARE_LINK = pattern(
    r"https?://(?:[^\s/@]{1,100}@)?(?P<host>[a-z\d][a-z\d-]*)(?=[:/\s)>\"]|$)(?!:[^\s/@]*@)", re.IGNORECASE
)
_PLACEHOLDERS = {"localhost", "host", "hostname", "server", "domain", "example", "url"}
_NAME_HINTS = (*(f".{each}" for each in _PRIVATE_TOP), ".svc", "internal.", "intranet.", "corp.")
_NODE_HINTS = ("ip-", "gke-", "aks-")
_DOTTED = pattern(r"\.\d{1,3}\.\d{1,3}\.\d")
_FIRST_GROUP = pattern(r"f[cde89ab][\da-f]{1,2}:")


class Host(NamedTuple):
    """An address or a host name as it was typed, and what it is."""

    name: str
    kind: str


def may_contain_private_host(text: str, internal: tuple[str, ...] = ()) -> bool:
    """Return whether a text has anything like a private address or name; quick, and mostly right."""
    lowered = text.lower()
    hints = (*_NAME_HINTS, *_NODE_HINTS, *internal)
    if any(hint in lowered for hint in hints) or _DOTTED.search(lowered) or _FIRST_GROUP.search(lowered):
        return True
    return "://" in text and bool(_LOCAL_LINK.search(text) or _BARE_LINK.search(text))


def private_hosts(text: str, internal: tuple[str, ...] = ()) -> Iterator[Host]:
    """Yield the private addresses and names in a text; `internal` are more names that are internal, with all below."""
    for address, parsed in _addresses(text):
        kind = next((name for network, name in _PRIVATE.items() if parsed in network), "")
        if kind and address not in _KNOWN_TO_ALL:
            yield Host(address, kind)
    lowered = text.lower()
    if any(hint in lowered for hint in (*_NAME_HINTS, *internal)):
        for found in _NAME.finditer(text):
            name = found["name"]
            private = _is_private_name(name.lower(), bool(found["scheme"]), found["after"])
            if private or is_below(name, internal):
                yield Host(name, "an internal host name")
    if any(hint in lowered for hint in _NODE_HINTS):
        for node in _NODE.finditer(text):
            yield Host(node[0], "the name of an internal machine")
    yield from _local_links(text)


def may_contain_public_address(text: str) -> bool:
    """Return whether a text has anything like an address; quick, and mostly right."""
    return bool(_DOTTED.search(text) or (text.count(":") > 6 and _IPV6.search(text)) or "::" in text)


def public_addresses(text: str) -> Iterator[Host]:
    """Yield the addresses in a text that are of the Internet."""
    for address, parsed in _addresses(text):
        if parsed.is_global and not parsed.is_multicast:
            yield Host(address, "a public address")


def hosts(text: str) -> Iterator[str]:
    """Yield the addresses and host names in a text, private or public, as far as they can be told from file names."""
    if may_contain_public_address(text) or _FIRST_GROUP.search(text.lower()):
        yield from (address for address, _ in _addresses(text))
    if "." in text:
        yield from (found["name"] for found in _NAME.finditer(text) if _is_host(found))
    if any(hint in text for hint in _NODE_HINTS):
        yield from (node[0] for node in _NODE.finditer(text))


def is_below(name: str, domains: tuple[str, ...]) -> bool:
    """Return whether a host is one of the domains, or below one."""
    lowered = name.lower().rstrip(".")
    return any(lowered == domain or lowered.endswith(f".{domain}") for domain in domains)


def _local_links(text: str) -> Iterator[Host]:
    """Yield the links in a text that lead to the reader's own machine or to a name without a domain."""
    if "://" not in text:
        return
    for found in _LOCAL_LINK.finditer(text):
        if not _is_in_code(text, found.start()):
            yield Host(found[0], "a link to the machine of whoever reads it")
    for found in _BARE_LINK.finditer(text):
        if found["host"].lower() not in _PLACEHOLDERS and not _is_in_code(text, found.start()):
            yield Host(found[0], "a link to a name that only an internal network knows")


def _addresses(text: str) -> Iterator[tuple[str, IPv4Address | IPv6Address]]:
    """Yield the addresses in a text, except those that it calls something else anywhere."""
    found = [match for address in (_IPV4, _IPV6) for match in address.finditer(text)]
    others = {each[0] for each in found if _NO_ADDRESS.search(text, max(each.start() - 20, 0), each.start())}
    for each in found:
        try:
            if each[0] not in others:
                yield each[0], ip_address(each[0])
        except ValueError:
            continue


def _is_host(found: re.Match[str]) -> bool:
    """Return whether a dotted name is a host, public or not; a name with capitals is one of a product."""
    name, after = found["name"], found["after"]
    labels = name.split(".")
    if name != name.lower() or labels[0] in _NO_HOST or after == "(" or labels[-1].isdigit():
        return False
    return labels[-1] in _PUBLIC_TOP or _is_private_name(name, bool(found["scheme"]), after)


def _is_private_name(name: str, in_address: bool, after: str) -> bool:
    """Return whether a name, in lower case, is one of a private network and not of a file or a package."""
    if name in _KNOWN_TO_ALL or is_below(name, _PUBLIC_SUFFIXES):
        return False
    labels = name.split(".")
    is_host = in_address or after.startswith(":")
    if not is_host and (labels[0] in _NO_HOST or after == "("):
        return False
    if labels[-1] in _PRIVATE_TOP:
        return is_host or len(labels) > 2 or after in ("", "/")
    if len(labels) < 3:
        return False
    return labels[-1] == "svc" or labels[0] == "intranet" or not _PRIVATE_LABEL.isdisjoint(labels[1:-2])


def _is_in_code(text: str, at: int) -> bool:
    """Return whether a place is in Markdown code, which is no link."""
    line_start = text.rfind("\n", 0, at) + 1
    return text.count("`", line_start, at) % 2 == 1 or text.count("```", 0, at) % 2 == 1
