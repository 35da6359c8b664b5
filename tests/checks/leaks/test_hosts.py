"""Private addresses and internal host names are found; versions, files, packages and examples are not."""

from __future__ import annotations

import pytest

from afterword.checks.leaks.hosts import private_hosts, public_addresses


def _found(text: str, *internal: str) -> list[str]:
    return [host.name for host in private_hosts(text, internal)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The leader was 10.4.17.3.", "10.4.17.3"),
        ("The leader was 10.4.17.3:5432 at that time.", "10.4.17.3"),
        ("Traffic from 172.20.1.9 was lost.", "172.20.1.9"),
        ("`ssh 192.168.1.14` hung", "192.168.1.14"),
        ("The subnet 10.12.0.0/16 was full.", "10.12.0.0"),
        ("169.254.12.7 answered", "169.254.12.7"),
        ("Nodes in 100.64.3.0/24 were cut off.", "100.64.3.0"),
        ("over fd12:3456:789a:1::7 only", "fd12:3456:789a:1::7"),
        ("over fe80::1ff:fe23:4567:890a only", "fe80::1ff:fe23:4567:890a"),
        ("file-07.search.papermoor.internal was full", "file-07.search.papermoor.internal"),
        ("db-03.internal was full.", "db-03.internal"),
        ("https://wiki.papermoor.corp/pages/1", "wiki.papermoor.corp"),
        ("see https://runbooks.local/search", "runbooks.local"),
        ("cache.lan:6379 refused connections", "cache.lan"),
        ("http://queue.search.svc.cluster.local:9200", "queue.search.svc.cluster.local"),
        ("`queue.search.svc` did not resolve", "queue.search.svc"),
        ("ip-10-0-3-17.eu-west-1.compute.internal went away", "ip-10-0-3-17.eu-west-1.compute.internal"),
        ("the node ip-10-0-3-17 went away", "ip-10-0-3-17"),
        ("gke-search-pool-1-3f9a1c2b-x7k2 went away", "gke-search-pool-1-3f9a1c2b-x7k2"),
        ("aks-search-12345678-vmss00000a went away", "aks-search-12345678-vmss00000a"),
        ("vault.service.consul was sealed", "vault.service.consul"),
        ("git.corp.papermoor.com was down", "git.corp.papermoor.com"),
        ("api.internal.papermoor.com answered", "api.internal.papermoor.com"),
        ("see [the graph](http://localhost:3000/d/1)", "http://localhost:3000/d/1"),
        ("see http://127.0.0.1:8080/ for more", "http://127.0.0.1:8080/"),
        ("see http://127.1/ for more", "http://127.1/"),
        ("see http://go/search-runbook", "http://go"),
        ("see http://ada@go/search-runbook", "http://ada@go"),
    ],
)
def test_private_names_are_found(text: str, name: str) -> None:
    assert _found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The resolver asked 127.0.0.1 instead of 0.0.0.0.",
        "`curl http://localhost:9200/_cluster/health` answered.",
        "```\ncurl http://localhost:9200/\n```",
        "Examples: 192.0.2.7, 198.51.100.3, 203.0.113.9, 2001:db8::1.",
        "Requests to 169.254.169.254 failed, and those from 10.0.0.0/8 too.",
        "For example, 10.1.2.3 became ::ffff:10.1.2.3.",
        "We use version 10.2.0.1 and v10.2.0.1 of it; build 10.0.19045.1 is older.",
        "See section 10.1.1.2 of the report.",
        "Rule 10.4.1.1.2 and 10.4.17.300 are no addresses.",
        "The file /etc/rc.local and `settings.local` were read; `.env.local` was not.",
        "com.papermoor.internal.Cache and jdk.internal threw errors in docker-compose.local.",
        "The function db.internal() and db.internal.flush were called.",
        "It is internal. Local tests passed. Locals were used. Acme Corp. agreed.",
        "Containers reach host.docker.internal and metadata.google.internal.",
        "www.papermoor.com, api.eu.papermoor.io and status.localhero.com were up.",
        "internal.papermoor.com is a public page of theirs",
        "https://corp.papermoor.com/investors",
        "https://example.com/internal.local.html and search-internal",
        "kubernetes.default.svc did not answer",
        "https://user:pass@papermoor.com/ and https://ada@papermoor.com are no bare names",
        "http://<host>:8080/ and http://host:8080/",
        "At 10:20:30 it was fixed; face::b00c is no address",
        "sip-10-0-0-1 and pip-20-1-2-3 are packages",
    ],
)
def test_what_looks_like_them_is_not(text: str) -> None:
    assert _found(text) == []


def test_a_site_adds_domains_of_its_own() -> None:
    text = "web-3.prod.papermoor.net failed, and so did papermoor.net."
    assert _found(text) == []
    assert _found(text, "prod.papermoor.net") == ["web-3.prod.papermoor.net"]


def test_public_addresses_are_those_of_the_internet() -> None:
    text = "From 81.2.69.142, 10.0.0.1, 192.0.2.1, 2a02:26f0:12::5 and 224.0.0.5"
    assert [host.name for host in public_addresses(text)] == ["81.2.69.142", "2a02:26f0:12::5"]
