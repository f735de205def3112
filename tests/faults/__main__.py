# ruff: noqa: T201  # a command: it prints
"""`python -m tests.faults --seed N` lives through one random day again; `--runs N` through many, from `--first`."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections import Counter

from tests.faults.many import be_silent, live_through_many, of_seed


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--seed", type=int, help="this one day")
    asked.add_argument("--runs", type=int, default=100)
    asked.add_argument("--first", type=int, default=secrets.randbelow(2**31), help="the first seed")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--log", action="store_true", help="with what the service logs")
    given = asked.parse_args()
    if not given.log:
        be_silent()
    if given.seed is not None:
        day = of_seed(given.seed)
        print(f"seed {given.seed}: kept, {day.lives} lives, deaths {dict(day.fate.deaths)}")
        return
    started = time.monotonic()
    told = live_through_many(range(given.first, given.first + given.runs), given.processes)
    took = time.monotonic() - started
    print(f"{given.runs} days from seed {given.first} in {took:.1f} s; {len(told.broken)} broke a promise")
    print(f"deaths: {dict(Counter(told.deaths).most_common())}")
    for why in told.broken:
        print(why)
    sys.exit(bool(told.broken))


if __name__ == "__main__":
    main()
