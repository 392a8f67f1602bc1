"""What holds for every test: the caches of the person who runs them are neither read nor written."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# No test has a clock in it: how long an example takes depends on what else the machine does.
settings.register_profile("ungarble", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ungarble")

# Before anything is imported that reads them.
CACHES = tempfile.mkdtemp(prefix="ungarble-tests-")
for name in ("XDG_CACHE_HOME", "HF_HUB_CACHE"):
    os.environ[name] = tempfile.mkdtemp(dir=CACHES)


def pytest_sessionfinish(session: pytest.Session) -> None:
    del session
    shutil.rmtree(CACHES, ignore_errors=True)
