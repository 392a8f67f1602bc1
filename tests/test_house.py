"""What holds for the house as a whole: sizes, names, imports, and that nothing heavy is loaded early."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import translate

PACKAGE = Path(translate.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# translate-toolkit has these under the same top-level name.
TAKEN = {"convert", "filters", "lang", "misc", "search", "share", "storage", "tools"}
HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "trafilatura",
    "docx",
    "openpyxl",
    "lxml",
    "pyarrow",
    "sacrebleu",
    "numpy",
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_are_small(module: Path) -> None:
    text = module.read_text("utf-8")
    tables = {"rules", "checks.py"}  # a table may be longer
    if not tables & set(module.relative_to(PACKAGE).parts):
        assert text.count("\n") <= 350
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 70, f"{node.name} does not fit a screen"


def test_no_module_has_a_name_that_others_own() -> None:
    names = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(PACKAGE).parts}
    assert not names & TAKEN
    assert not names & {"utils", "base", "common", "helpers"}


def test_the_public_names_are_all_there() -> None:
    assert all(hasattr(translate, name) for name in translate.__all__)
    assert translate.__all__ == sorted(translate.__all__)


@pytest.mark.parametrize("code", ["import translate.cli; translate.cli.parser()", "import translate"])
def test_nothing_heavy_is_imported_early(code: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not set(loaded.stdout.split()) & set(HEAVY)


def test_only_the_command_line_prints_or_exits() -> None:
    for module in MODULES:
        if module.name in ("cli.py", "__main__.py"):
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "sys.exit", "exit"), f"{module.name} calls {called}"
