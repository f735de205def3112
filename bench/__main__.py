"""`make bench`, or `python -m bench NAME` with options; `--help` lists the names and them."""

from __future__ import annotations

import argparse

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


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    which = (
        "intake", "sync", "reconcile", "queue", "scale", "live", "door", "pages", "backup", "publishing", "letters",
        "reports", "certificates", "proof", "identity",
    )  # fmt: skip
    parser.add_argument(
        "which",
        nargs="*",
        choices=[[], *which],
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
    options = parser.parse_args()
    everything = not options.which
    for name in options.which or which:
        usual = LARGE if everything and name == "scale" else SIZES
        sizes = [int(size) for size in (options.people or usual).split(",")]
        print(f"== {name}", flush=True)
        if name == "identity":
            identity.run(_identity(options, sizes[0] if options.people else 0))
        elif name == "intake":
            intake.run(seconds=options.seconds, is_storm=options.storm or everything)
        elif name == "door":
            door.run(seconds=options.seconds * 6, people=sizes[0] if options.people else door.PEOPLE)
        elif name == "pages":
            pages.run(sizes[0] if options.people else pages.PEOPLE)
        elif name == "publishing":
            publishing.run(sizes[0] if options.people else publishing.PEOPLE)
        elif name == "letters":
            letters.run(sizes[0] if options.people else letters.PEOPLE)
        elif name == "certificates":
            certificates.run(sizes[0] if options.people else certificates.PEOPLE)
        elif name == "reports":
            reports.run(sizes[0] if options.people else reports.PEOPLE)
        elif name == "proof":
            proof.run(sizes[0] if options.people else proof.PEOPLE)
        elif name == "backup":
            backup.run(sizes[0] if options.people else backup.PEOPLE)
        else:
            {"sync": sync, "reconcile": reconcile, "queue": queue, "scale": scale, "live": live}[name].run(
                seconds=options.seconds, people=sizes
            )


def _identity(given: argparse.Namespace, people: int) -> identity.Options:
    turned = {name: float(value) for name, _, value in (one.partition("=") for one in given.set)}
    return identity.Options(
        people=people, seeds=given.seeds, peers=given.peers, which=tuple(given.only or PARTS),
        explain=given.explain, write=given.write, turned=turned, full=bool(given.only or given.write),
    )  # fmt: skip


if __name__ == "__main__":
    main()
