"""What holds for every test: the caches of the person who runs them are neither read nor written."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

# Before anything is imported that reads them.
CACHES = tempfile.mkdtemp(prefix="ungarble-tests-")
for name in ("XDG_CACHE_HOME", "HF_HUB_CACHE"):
    os.environ[name] = tempfile.mkdtemp(dir=CACHES)


def pytest_sessionfinish(session: pytest.Session) -> None:
    del session
    shutil.rmtree(CACHES, ignore_errors=True)
