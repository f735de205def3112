"""Fetches what `vendor.toml` lists from npm: `python -m tests.vendoring` (`make vendor`). Needs npm.

A sum that differs stops it before anything is written.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def packages() -> list[dict[str, Any]]:
    """Each with `name`, `version`, `licence`, `into` (a folder below ROOT) and `files` (path: SHA-256)."""
    return list(tomllib.loads((ROOT / "vendor.toml").read_text())["package"])


def fetch(package: dict[str, Any]) -> dict[str, bytes]:
    """The listed files of a package as npm has it, by their paths in it."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", wanted, "--pack-destination", folder], check=True)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(fileobj=io.BytesIO(packed.read_bytes())) as tar:
            return {path: _member(tar, f"package/{path}") for path in package["files"]}


def _member(tar: tarfile.TarFile, path: str) -> bytes:
    file = tar.extractfile(path)
    if file is None:
        raise FileNotFoundError(path)
    return file.read()


def differing(package: dict[str, Any], found: dict[str, bytes]) -> list[str]:
    """The paths whose bytes are not those that `vendor.toml` promises."""
    return [
        path
        for path, promised in package["files"].items()
        if hashlib.sha256(found.get(path, b"")).hexdigest() != promised
    ]


def main() -> None:
    for package in packages():
        found = fetch(package)
        if others := differing(package, found):
            sys.exit(
                f"{package['name']} {package['version']} is not what vendor.toml says: {', '.join(others)}"
            )
        folder = ROOT / package["into"]
        folder.mkdir(parents=True, exist_ok=True)
        for path, body in found.items():
            (folder / Path(path).name).write_bytes(body)


if __name__ == "__main__":
    main()
