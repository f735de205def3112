"""`make bench`, or `python -m bench NAME` with options; `--help` lists the names and them."""

from __future__ import annotations

import argparse
from typing import Any

from bench import (
    backup,
    certificates,
    door,
    identity,
    intake,
    letters,
    live,
    pages,
    proof,
    publishing,
    queue,
    reconcile,
    reports,
    scale,
    sync,
)

SIZES = "1000,10000,100000"
LARGE = "10000,100000,1000000"  # of scale, where everything is measured
PARTS = ("own", "shared", "public")


# Of one size each, which `--people` changes; and of several sizes, or for so many seconds.
OF_ONE_SIZE: dict[str, Any] = {
    "pages": pages, "backup": backup, "publishing": publishing, "letters": letters, "reports": reports,
    "certificates": certificates, "proof": proof,
}  # fmt: skip
OF_SIZES: dict[str, Any] = {
    "sync": sync, "reconcile": reconcile, "queue": queue, "scale": scale, "live": live,
}  # fmt: skip
WHICH = (
    "intake", "sync", "reconcile", "queue", "scale", "live", "door", "pages", "backup", "publishing", "letters",
    "reports", "certificates", "proof", "identity",
)  # fmt: skip


def main() -> None:
    options = _options()
    for name in options.which or WHICH:
        print(f"== {name}", flush=True)
        _measure(name, options, everything=not options.which)


def _measure(name: str, options: argparse.Namespace, *, everything: bool) -> None:
    usual = LARGE if everything and name == "scale" else SIZES
    sizes = [int(size) for size in (options.people or usual).split(",")]
    size = sizes[0] if options.people else 0
    if name == "identity":
        identity.run(_identity(options, size))
    elif name == "intake":
        intake.run(seconds=options.seconds, is_storm=options.storm or everything)
    elif name == "door":
        door.run(seconds=options.seconds * 6, people=size or door.PEOPLE)
    elif name in OF_ONE_SIZE:
        OF_ONE_SIZE[name].run(size or OF_ONE_SIZE[name].PEOPLE)
    else:
        OF_SIZES[name].run(seconds=options.seconds, people=sizes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "which",
        nargs="*",
        choices=[[], *WHICH],
        help="all, if none is named: the storm and a million people, too",
    )
    parser.add_argument("--seconds", type=float, default=10, help="how long intake is measured")
    parser.add_argument("--storm", action="store_true", help="intake: also five minutes of 200 a second")
    parser.add_argument("--people", help=f"sizes for reconcile ({SIZES}); the one size for identity")
    parser.add_argument("--seeds", type=int, default=60, help="identity: events of each profile")
    parser.add_argument(
        "--peers", type=int, default=1, help="identity: on how many of them the others are tried"
    )
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="identity: whose events; may be repeated"
    )
    parser.add_argument("--explain", action="store_true", help="identity: group what went wrong by its cause")
    parser.add_argument("--write", action="store_true", help="identity: into docs/accuracy.md, too")
    parser.add_argument(
        "--set",
        metavar="KNOB=VALUE",
        action="append",
        default=[],
        help="identity: turn a knob of the own generator",
    )
    return parser.parse_args()


def _identity(given: argparse.Namespace, people: int) -> identity.Options:
    turned = {name: float(value) for name, _, value in (one.partition("=") for one in given.set)}
    return identity.Options(
        people=people, seeds=given.seeds, peers=given.peers, which=tuple(given.only or PARTS),
        explain=given.explain, write=given.write, turned=turned, full=bool(given.only or given.write),
    )  # fmt: skip


if __name__ == "__main__":
    main()
