"""docs/rules.md is what the tables say now, and every row is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from translate.checks import CHECKS
from translate.rules import RULES
from translate.rules.encoding import MENDINGS
from translate.rules.furniture import LINES
from translate.rules.output import TIDYINGS

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "rules_page"
PAGE = ROOT / "docs" / "rules.md"


def check(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )


def test_the_page_is_up_to_date() -> None:
    done = check(SCRIPT)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_that_is_not_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "translate").symlink_to(ROOT / "translate")
    script = tmp_path / "scripts" / "rules_page"
    script.write_text(SCRIPT.read_text("utf-8"), "utf-8")
    (tmp_path / "docs" / "rules.md").write_text(PAGE.read_text("utf-8") + "- more\n", "utf-8")
    done = check(script)
    assert done.returncode == 1
    assert "out of date" in done.stderr


@pytest.mark.parametrize(
    "table", [RULES, MENDINGS, TIDYINGS, LINES, CHECKS], ids=lambda table: type(table[0]).__name__
)
def test_every_row_is_in_the_page_with_its_reason(table: tuple[object, ...]) -> None:
    text = PAGE.read_text("utf-8")
    for row in table:
        name, why = str(getattr(row, "id", "")), str(getattr(row, "why", ""))
        assert f"- **`{name}`**" in text
        assert why in text
