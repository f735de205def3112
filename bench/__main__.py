"""`make bench`, or `python -m bench intake|sync|reconcile|identity [--people 1000,10000]`."""

from __future__ import annotations

import argparse

from bench import identity, intake, reconcile, sync

ALL = {"intake": intake.run, "sync": sync.run, "reconcile": reconcile.run, "identity": identity.run}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("which", nargs="*", choices=[[], *ALL], help="all, if none is named")
    parser.add_argument("--seconds", type=float, default=10, help="how long intake is measured")
    parser.add_argument("--people", default="1000,10000,100000", help="sizes for reconcile")
    options = parser.parse_args()
    for name in options.which or ALL:
        print(f"== {name}", flush=True)
        ALL[name](seconds=options.seconds, people=[int(size) for size in options.people.split(",")])


if __name__ == "__main__":
    main()
