"""`afterword lsp` as a process: how it begins and ends, and that nothing but the protocol is on its output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from lsprotocol import types

from afterword import __version__
from afterword.cli.failure import Failure
from afterword.cli.lsp import lsp
from tests.language_server.client import ENVIRONMENT, SERVER, Editor, run
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site


def test_a_session(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"

    async def session() -> None:
        used = Editor()
        result = await used.start(site, server=SERVER)
        assert result.server_info == types.ServerInfo("afterword", __version__)
        assert result.capabilities.document_formatting_provider
        assert result.capabilities.position_encoding == "utf-16"
        (found,) = await used.open(record, SMALLEST_RECORD.replace("component: search", "component: serch"))
        assert found.code == "unknown-component"
        assert await used.stop() == 0
        assert used.log == []

    run(session())


@pytest.mark.slow
def test_an_exit_without_a_shutdown_fails(tmp_path: Path) -> None:
    async def session() -> None:
        used = Editor()
        await used.start(write_site(tmp_path / "site"), server=(*SERVER, "--stdio"))
        used.client.exit(None)
        assert await used.ended() == 1

    run(session())


@pytest.mark.slow
def test_it_ends_with_the_editor() -> None:
    gone = _given(b"")
    assert (gone.returncode, gone.stdout, gone.stderr) == (1, b"", b"")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGTERM")
def test_it_can_be_terminated_while_it_waits_for_the_editor() -> None:
    started = subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)
    assert started.stdin
    assert started.stdout
    request = b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}'
    started.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(request), request))
    started.stdin.flush()
    assert started.stdout.readline().startswith(b"Content-Length")
    started.terminate()
    assert started.wait(timeout=5) == -signal.SIGTERM
    started.communicate()


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
def test_in_a_terminal_it_says_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = os.openpty()
    with open(terminal) as stdin, open(controller, "rb"):
        monkeypatch.setattr("sys.stdin", stdin)
        with pytest.raises(Failure, match="an editor starts `afterword lsp`"):
            lsp.main([], standalone_mode=False)


@pytest.mark.slow
def test_garbage_does_not_end_it() -> None:
    shutdown = b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}'
    done = _given(_framed(b"{not json", b'{"jsonrpc": "2.0", "method": "unknown"}', shutdown))
    bodies = (each.partition(b"\r\n\r\n")[2] for each in done.stdout.split(b"Content-Length")[1:])
    answers = [json.loads(each) for each in bodies]
    assert any(each.get("id") == 1 and "error" not in each for each in answers)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.slow
def test_what_is_printed_does_not_disturb_the_protocol() -> None:
    printing = (
        "import afterword.language_server.server as s\n"
        "s.AfterwordServer.report_server_error = lambda *_: print('stray')\n"
        "from afterword.cli import cli\n"
        "cli(['lsp'])"
    )
    done = _given(_framed(b"{not json"), (SERVER[0], "-c", printing))
    assert b"stray" not in done.stdout
    assert b"stray" in done.stderr


def _given(text: bytes, server: tuple[str, ...] = SERVER) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(server, check=False, input=text, capture_output=True, timeout=60, env=ENVIRONMENT)


def _framed(*bodies: bytes) -> bytes:
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in bodies)
