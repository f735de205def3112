"""What is measured, in which order, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.identity import causes, events, knobs, measuring, methods, page, public, targets
from bench.identity.measuring import Row

SEEDS = tuple(f"h{number}" for number in range(1, 11))  # nobody tunes on these
BIG = 10_000  # people of the one large event of the usual run
THERE = ("easy", "ilo", "hard")  # profiles of the generator beside this checkout


@dataclass(frozen=True)
class Options:
    """`people`: one size alone, 0 for the usual run. `seeds`: events of each profile. `peers`: on how many of
    them the others are tried, too. `which`: of "own", "shared" and "public". `write`: into docs/accuracy.md.
    """

    people: int = 0
    seeds: int = 10
    peers: int = 1
    which: tuple[str, ...] = ("own", "shared", "public")
    explain: bool = False
    write: bool = False


@dataclass(frozen=True)
class Part:
    """One group of tables: a title, and the events of each table with how many there are."""

    key: str
    title: str
    sources: Sequence[tuple[events.Source, int]]
    measures: Sequence[str] = measuring.OF_EVENTS


def run(options: Options, say: Callable[[str], None] = lambda text: print(text, flush=True)) -> None:
    parts = list(_parts(options, say))
    if options.explain:
        for part in parts:
            for source, count in part.sources:
                say(f"\n{source.name}, {source.people:,} people\n\n{causes.told(source, SEEDS[:count])}")
        return
    ours: list[Row] = []
    for part in parts:
        said = []
        for source, count in part.sources:
            tried = {method: _times(method, count, options) for method in methods.METHODS}
            listed = list(measuring.rows(source, SEEDS[:count], tried))
            ours += [row for row in listed if row.method == methods.OURS.name and row.means]
            heading = f"**{source.name}**, {source.people:,} people"
            said.append(f"{heading}\n\n{measuring.table(listed, part.measures)}")
            say(f"\n{part.title}\n\n{said[-1]}" if len(said) == 1 else f"\n{said[-1]}")
        if options.write:
            page.put(part.key, "\n\n".join(said))
    met = targets.table(ours)
    say(f"\n{met}")
    if options.write:
        page.put("targets", met)
        page.put("made", page.made())


def _times(method: methods.Method, count: int, options: Options) -> int:
    """On how many events a method is tried: ours on all, the others on all when the page is written."""
    return count if method == methods.OURS or options.write else min(count, options.peers)


def _parts(options: Options, say: Callable[[str], None]) -> Iterator[Part]:
    seeds, size = options.seeds, options.people
    if "own" in options.which:
        sources = [(events.own(profile), seeds) for profile in knobs.PROFILES]
        if size:
            sources = [(events.own("stakeholder", size), seeds)]
        yield Part("own", "Events of our own generator", sources)
    if "shared" in options.which:
        found = [(events.shared("ilo", size), seeds)] if size else _usual(seeds)
        if all(source for source, _ in found):
            yield Part("shared", "Events of the generator beside this checkout", found)  # type: ignore[arg-type]
        else:
            say("skipped: the generator of events beside this checkout (../shared/identity) is not there")
    if "public" in options.which and not size:
        listed = []
        for source, needs in public.sources():
            if methods.installed(needs):
                listed.append((source, 1))
            else:
                say(f"skipped: {source.name} comes with {needs}, which is not installed")
        yield Part("public", "Lists that nobody here made", listed, measuring.OF_LISTS)


def _usual(seeds: int) -> list[tuple[events.Source | None, int]]:
    return [(events.shared(profile), seeds) for profile in THERE] + [
        (events.shared("ilo", BIG), min(seeds, 3))
    ]
