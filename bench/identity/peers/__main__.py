"""`python -m bench.identity.peers NAME FOLDER OUT.json`: one peer on one event, as a process of its own."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.identity.peers.rows import Row, read


def main(name: str, folder: str, out: str) -> None:
    rows = read(Path(folder))
    groups = importlib.import_module(f"bench.identity.peers.{name}").groups(rows)
    Path(out).write_text(json.dumps(_record(groups)))


def _record(groups: Iterable[list[Row]]) -> dict[str, list[dict[str, object]]]:
    """As zoom-sync would give it, as far as the score looks. No peer asks questions."""
    people, nobody = [], []
    for group in groups:
        entry: dict[str, object] = {"evidence": [{"ref": row.ref} for row in group]}
        (people if any(row.name or row.link or row.mailbox for row in group) else nobody).append(entry)
    return {"people": people, "unidentified": nobody, "review": []}


if __name__ == "__main__":
    main(*sys.argv[1:])
