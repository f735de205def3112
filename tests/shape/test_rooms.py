"""The structure that docs/architecture.md draws holds, and each rule of it can fail."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts over a checkout."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code that a test may spoil."""
    folder = tmp_path_factory.mktemp("checkout")
    for package in ("zoom_sync", "webhooks"):
        skip = shutil.ignore_patterns("__pycache__", "static", "templates")
        shutil.copytree(ROOT / package, folder / package, ignore=skip)
    for name in ("settings.py", ".importlinter"):
        shutil.copy(ROOT / name, folder / name)
    return folder


BREAKING = [
    ("rooms, top to bottom", "zoom_sync/store/events.py", "import zoom_sync.actions.export"),
    ("rooms, top to bottom", "zoom_sync/rules/merge/__init__.py", "import zoom_sync.files.reading"),
    ("rules and records only think", "zoom_sync/rules/merge/__init__.py", "import os"),
    ("webhooks stands alone", "webhooks/signature.py", "import zoom_sync.records"),
    ("only entry points and wiring see settings", "zoom_sync/actions/export.py", "import settings"),
    ("SQL only in store", "zoom_sync/actions/export.py", "import sqlalchemy"),
    ("the demo shares nothing with the service", "zoom_sync/demo/__init__.py", "import zoom_sync.records"),
    ("no cycles", "zoom_sync/records.py", "import zoom_sync.intake"),
    ("actions do not call actions", "zoom_sync/actions/export.py", "import zoom_sync.actions.rebuild"),
]


@pytest.mark.parametrize(("contract", "place", "line"), BREAKING, ids=[f"{c}: {i}" for c, _, i in BREAKING])
def test_each_contract_is_broken_by_an_import_that_breaks_it(
    copy: Path, contract: str, place: str, line: str
) -> None:
    module = copy / place
    before = module.read_text()
    module.write_text(f"{before}\n{line}\n")
    try:
        result = lint(copy)
    finally:
        module.write_text(before)

    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def test_the_code_as_it_stands_keeps_every_contract(copy: Path) -> None:
    result = lint(copy)

    assert result.returncode == 0, result.stdout


WORLDLY = {"open", "input", "print", "exec", "eval", "__import__"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today")}


def worldly(module: Path) -> list[str]:
    """What a module does that needs no import: open files, look at the clock."""
    found = []
    for node in ast.walk(ast.parse(module.read_text())):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in WORLDLY:
            found.append(f"{module.name}:{node.lineno} {called.id}")
        if (
            isinstance(called, ast.Attribute)
            and isinstance(called.value, ast.Name)
            and (called.value.id, called.attr) in CLOCKS
        ):
            found.append(f"{module.name}:{node.lineno} {called.value.id}.{called.attr}")
    return found


def test_rules_open_nothing_and_look_at_no_clock() -> None:
    modules = [*(ROOT / "zoom_sync/rules").rglob("*.py"), ROOT / "zoom_sync/records.py"]

    assert [line for module in modules for line in worldly(module)] == []


def test_that_look_finds_a_clock_and_a_file(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text("import datetime\nfrom datetime import datetime\nnow = datetime.now()\nopen('x')\n")

    assert worldly(module) == ["rule.py:3 datetime.now", "rule.py:4 open"]


def test_settings_import_only_pydantic_dotenv_and_the_standard_library() -> None:
    imported = {
        (node.module or "").split(".")[0]
        if isinstance(node, ast.ImportFrom)
        else node.names[0].name.split(".")[0]
        for node in ast.walk(ast.parse((ROOT / "settings.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert imported - set(sys.stdlib_module_names) == {"pydantic", "dotenv"}


def test_lock_files_name_no_index_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()

        assert "http" not in text
        assert text.count("--hash=sha256:") > 100
