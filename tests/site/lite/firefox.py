"""Firefox by its own protocol (Marionette): what a test needs of it, and no driver besides."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Firefox asks hosts of its own at its start; a test of ours asks none.
PREFERENCES = {
    "datareporting.policy.dataSubmissionEnabled": False, "app.update.disabledForTesting": True, "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "extensions.systemAddon.update.enabled": False, "services.settings.server": "data:,", "toolkit.telemetry.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "browser.aboutwelcome.enabled": False,
}  # fmt: skip


def find() -> str:
    """Where Firefox is; empty where there is none."""
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


class Firefox:
    """One window."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._number = 0
        self._read()  # its greeting
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": {"script": 60_000, "pageLoad": 120_000}}}})

    def open(self, url: str) -> None:
        """Go to an address and wait until the page has loaded."""
        self._ask("WebDriver:Navigate", {"url": url})

    def evaluate(self, script: str) -> Any:
        """Return what a function body returns on the page."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": [], "newSandbox": False})["value"]

    def close(self) -> None:
        """End the browser."""
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._socket.close()

    def _ask(self, command: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, parameters])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, fault, answer = self._read()
        assert fault is None, fault
        return answer

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        text = b""
        while len(text) < int(length[:-1]):
            text += self._socket.recv(65536)
        return json.loads(text)


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in (PREFERENCES | {"marionette.port": port}).items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        window = Firefox(port)
        yield window
        window.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def _connected(port: int, seconds: int = 60) -> socket.socket:
    for _ in range(seconds * 5):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=180)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"Firefox did not answer within {seconds} s")
