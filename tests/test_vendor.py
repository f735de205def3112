"""What lies here of other people's is what `vendor.toml` says it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.vendoring import ROOT, differing, packages


@pytest.mark.parametrize("package", packages(), ids=lambda package: str(package["name"]))
def test_files_of_others_are_unchanged_and_bring_their_licence(package: dict[str, Any]) -> None:
    folder = ROOT / package["into"]
    found = {path: (folder / Path(path).name).read_bytes() for path in package["files"]}

    assert differing(package, found) == []
    assert package["licence"]
    assert any("LICEN" in path.upper() for path in found)


def test_nothing_of_others_is_unlisted() -> None:
    listed = {ROOT / package["into"] / Path(path).name for package in packages() for path in package["files"]}
    folders = [ROOT / "tests/vendor", ROOT / "zoom_sync/web/static/vendor", ROOT / "zoom_sync/files/fonts"]

    assert {path for folder in folders for path in folder.rglob("*") if path.is_file()} == listed


def test_a_changed_file_is_noticed() -> None:
    package = packages()[0]

    assert differing(package, dict.fromkeys(package["files"], b"something else")) == list(package["files"])
