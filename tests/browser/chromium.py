"""A real Chromium for the tests: the system's own, driven by Playwright; and axe-core, fetched once with npm.

Where there is no Chromium, no Playwright or no axe-core, the tests that need it are skipped and say why.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
AXE_VERSION = "4.14.1"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def executable() -> str | None:
    """The path of the system's Chromium or Chrome, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Any]:
    """A running headless browser (a Playwright ``Browser``). Skips the test where there can be none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = executable()
    if path is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(NAMES)}); apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


def axe() -> str:
    """The source of axe-core. Skips the test where npm cannot get it."""
    folder = ARTEFACTS / "axe-core" / AXE_VERSION
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if not script.exists() and npm:
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(folder)]
        try:
            subprocess.run(
                [*command, f"axe-core@{AXE_VERSION}"], capture_output=True, timeout=60, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not answer within a minute, and axe-core is needed for this test")
    if not script.exists():
        pytest.skip(f"axe-core {AXE_VERSION} is not there and npm could not fetch it")
    return script.read_text("utf-8")
