"""Secrets are found in texts and placeholders are not, and nothing that is shown contains a whole one."""

from __future__ import annotations

import base64
import json
import re
import string
import subprocess
import sys

import pytest

from afterword.checks.leaks.detectors import known_tokens
from afterword.checks.leaks.secrets import masked, may_contain_secret, secrets_in, shortened

ALPHABET = string.ascii_letters + string.digits


def random_text(length: int, letters: str = ALPHABET) -> str:
    """Return letters that look random and are always the same; nothing in this repository looks like a token."""
    return "".join(letters[(7 + 31 * i + i * i // 3) % len(letters)] for i in range(length))


def jwt() -> str:
    """Return a web token that is well formed."""
    head, body = ({"alg": "HS256", "typ": "JWT"}, {"sub": "1234", "name": "Search"})
    parts = (
        base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in (head, body)
    )
    return f"{'.'.join(parts)}.{random_text(43)}"


LOWER, UPPER, HEX = (
    string.ascii_lowercase + string.digits,
    string.ascii_uppercase + string.digits,
    "0123456789abcdef",
)
TOKENS = {
    "AWS Access Key": "AKIA" + random_text(16, UPPER),
    "temporary AWS key": "ASIA" + random_text(16, UPPER),
    "GitHub Token": "ghp_" + random_text(36),
    "fine-grained GitHub token": "github_pat_" + random_text(22) + "_" + random_text(59),
    "GitLab Token": "glpat-" + random_text(20),
    "GitLab runner token": "glrt-" + random_text(20, LOWER),
    "Slack Token": "xoxb-" + "123456789012-1234567890123-" + random_text(24),
    "Slack webhook": "https://hooks.slack.com/services/T0"
    + random_text(8, UPPER)
    + "/B0AB12CD3/"
    + random_text(24),
    "Stripe Access Key": "sk_live_" + random_text(24),
    "Stripe test key": "sk_test_" + random_text(24),
    "SendGrid API Key": f"SG.{random_text(22)}.{random_text(43)}",
    "OpenAI Token": f"sk-{random_text(20)}T3BlbkFJ{random_text(20)}",
    "Anthropic key": "sk-ant-api03-" + random_text(80),
    "Google API Key": "AIza" + random_text(35),
    "Google OAuth Secret": "GOCSPX-" + random_text(28),
    "PyPI Token": "pypi-AgEIcHlwaS5vcmc" + random_text(75),
    "NPM tokens": "npm_" + random_text(36),
    "Twilio API Key": "SK" + random_text(32, HEX),
    "Telegram Bot Token": "123456789:" + random_text(35),
    "Discord Bot Token": f"M{random_text(23)}.{random_text(6)}.{random_text(27)}",
    "Mailchimp Access Key": random_text(32, HEX) + "-us12",
    "Square OAuth Secret": "sq0csp-" + random_text(43),
    "Artifactory Credentials": "AKC" + random_text(30),
    "Azure Storage Account access key": "AccountKey=" + random_text(86) + "==",
    "IBM Cloud IAM Key": 'ibm_cloud_api_key = "' + random_text(44) + '"',
    "Vault Token": "hvs." + random_text(30),
    "DigitalOcean Token": "dop_v1_" + random_text(64, HEX),
    "Docker Token": "dckr_pat_" + random_text(27),
    "Shopify Token": "shpat_" + random_text(32, HEX),
    "Grafana Token": "glsa_" + random_text(32) + "_1a2b3c4d",
    "Hugging Face Token": "hf_" + random_text(34),
    "JSON Web Token": jwt(),
}


@pytest.mark.parametrize("name", TOKENS)
def test_tokens_of_known_services_are_found(name: str) -> None:
    text = f"A job logged {TOKENS[name]} at 10:20.\nIt was revoked."
    (found,) = secrets_in(text)
    value = text[found.start : found.end]
    assert value in TOKENS[name]
    assert len(value) >= 16
    assert random_text(12) not in masked(text)
    assert len(masked(text)) == len(text)


def test_every_detector_of_the_library_is_used_or_left_out_on_purpose() -> None:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    found = {kind for text in TOKENS.values() for kind, *_ in known_tokens(text)}
    not_sampled = {"Cloudant Credentials", "IBM COS HMAC Credentials", "SoftLayer Credentials"}
    left_out = {
        "Base64 High Entropy String",
        "Basic Auth Credentials",
        "Hex High Entropy String",
        "Private Key",
        "Public IP (ipv4)",
        "Secret Keyword",
    }
    assert set(get_mapping_from_secret_type_to_class()) - found == not_sampled | left_out


KEY = (
    f"-----BEGIN RSA PRIVATE KEY-----\n{random_text(64)}\n{random_text(40)}==\n-----END RSA PRIVATE KEY-----"
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("It logged postgres://app:hunter2@db.example.com/docs twice.", "hunter2"),
        ("It logged redis://:correcthorse@cache.example.com:6379.", "correcthorse"),
        ("mongodb+srv://root:s3cr:t/x@cluster0.example.net", "s3cr:t/x"),
        ("Its address was https://4f9aab12cd34ef56ab78@sentry.example.com/12.", "9aab12cd34ef56ab78"),
        ("See [the export](https://files.example.com/x.csv?token=a1b2c3d4e5).", "a1b2c3d4e5"),
        ("https://api.example.com/v1?user=4&api_key=9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("https://app.example.com/reset#access_token=9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("https://b.s3.amazonaws.com/x?X-Amz-Signature=" + random_text(64, HEX), random_text(50, HEX)[4:]),
        ("https://x.blob.core.windows.net/c/f?sv=2024-08-04&sig=" + random_text(40), random_text(30)[4:]),
        ("Server=db;User Id=app;Password=hunter2!;", "hunter2!"),
        ("The job printed `PGPASSWORD=hunter2` for each run.", "hunter2"),
        ('The response had "password": "hunter2" in it.', "hunter2"),
        ('{"client_secret": "s3cr3tv4lue"}', "s3cr3tv4lue"),
        ("api_key: 9f8e7d6c5b4a3f2e is what it printed", "9f8e7d6c5b4a3f2e"[:12]),
        ("curl -H 'Authorization: Bearer " + random_text(40) + "'", random_text(40)[4:]),
        (f"The file was:\n\n{KEY}\n\nIt was replaced.", random_text(64)),
        (f"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{random_text(64)}\n{random_text(50)}", random_text(50)),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\\n" + random_text(70), random_text(60)),
    ],
)
def test_keys_passwords_and_credentials_are_found_and_hidden(text: str, hidden: str) -> None:
    assert secrets_in(text)
    assert hidden in text
    assert hidden not in masked(text)
    assert hidden not in shortened(text)
    assert len(masked(text)) == len(text)
    assert masked(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "We revoked the access key and gave the job a new one.",
        "The password: many customers had to choose a new one.",
        "A token expired. Token: renewed at 10:20.",
        "Set `password=$DB_PASSWORD` or `password=<your password>`.",
        "Connect to postgres://user:password@db.example.com/docs.",
        "Connect to postgres://${USER}:${PASS}@db.example.com/docs.",
        "Connect to redis://:***@cache.example.com.",
        "Send it to https://api.example.com/?token=YOUR_TOKEN or ?api_key=<key>.",
        "https://example.com/?token=… and https://example.com/?token=xxxxxxxx",
        "https://example.com/search?key=name&sort=asc&page=12",
        "https://docs.example.com/enterprise@latest/rest?apiVersion=2022-11-28",
        "Commit 9f2c1a7d4e5b6a7c8d9e0f1a2b3c4d5e6f708192 changed it.",
        "Digest sha256:" + random_text(64, HEX) + " was deployed.",
        "Request 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed.",
        "Pod web-6d4b75cb6d-hx7sl restarted; see PapermoorSearchIndexV2Builder2026.",
        "secret: db-credentials-2 was mounted twice",
        "The secret `tls-2026` was too old. kubectl get secret=tls-prod-2",
        "The form is AKIAXXXXXXXXXXXXXXXX.",
        "A video: https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "[NOTES](https://docs.google.com/document/d/1bo3YWgacnAbxVw9b9TAzNysYVbR7R24azwTVj0tSJ-4/edit)",
        "iVBORw0KGgoAAAANSUhEUgAKIAQ3Z7R5T1V8W2X4Y6AAAA",
        "Authorization: Bearer <token>",
        "Its key: 2026-11-20T10:20:00Z. Access key: AES-256-GCM.",
        "APACHEKAFKA and APACSEARCHNODES are product names.",
        "`get_token(session, api_key=config.api_key)` was called twice.",
        "user@example.com:8080 is no login",
    ],
)
def test_placeholders_digests_and_prose_are_not(text: str) -> None:
    assert secrets_in(text) == ()
    assert masked(text) == text


def test_a_glued_match_is_part_of_something_else() -> None:
    assert secrets_in("iVBORw0KGgo" + TOKENS["AWS Access Key"]) == ()
    assert secrets_in(TOKENS["AWS Access Key"] + "LONGER") == ()


def test_a_message_that_quotes_only_the_beginning_of_a_secret_is_shortened() -> None:
    token = TOKENS["fine-grained GitHub token"]
    message = f"`{token[:30]}…` is not a link"
    assert secrets_in(message) == ()
    assert shortened(message, [token]) == "`……` is not a link"
    assert shortened(f"`{token}` is not a link") == "`gith…` is not a link"
    assert shortened("Searches are slow", [token]) == "Searches are slow"


def test_what_can_contain_no_secret_is_recognised_quickly() -> None:
    assert not may_contain_secret("Searches took seconds. The key was renewed. https://example.com/a?b=c")
    assert may_contain_secret(f"It logged {TOKENS['GitHub Token']}.")


def test_ordinary_texts_do_not_import_the_library() -> None:
    code = (
        "import sys; from afterword.checks.leaks.secrets import secrets_in;"
        "secrets_in('Searches took seconds; commit 9f2c1a7d4e5b6a7c8d9e0f1a2b3c4d5e6f708192. ' * 50);"
        "sys.exit('detect_secrets' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN PRIVATE KEY-----" * 2_000,
        "a." * 60_000,
        "://a" * 30_000,
        "?token=" * 20_000,
        "A1" * 100_000,
    ],
)
def test_hostile_texts_take_no_longer(text: str) -> None:
    assert len(masked(text)) == len(text)


def test_the_longest_secret_of_overlapping_ones_is_hidden() -> None:
    text = "https://app:" + TOKENS["GitHub Token"] + "@git.example.com/x?token=" + random_text(30)
    assert re.search(r"[A-Za-z0-9]{20,}", masked(text)) is None
