"""What is measured, in which order, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.identity import causes, events, knobs, measuring, methods, page, public, targets

SEEDS = tuple(f"h{number}" for number in range(1, 61))  # nobody tunes on these, or looks at what went wrong
LOOKED_AT = tuple(f"e{number}" for number in range(1, 11))  # for `explain`
BIG, FEW = 10_000, 10  # people of the large events of the usual run, and how many of these there are
USUAL_LIST = "Febrl 4"  # the public list of the usual run: it has goals
THERE = ("easy", "ilo", "hard")  # profiles of the generator beside this checkout


@dataclass(frozen=True)
class Options:
    """`people`: one size alone, 0 for the usual run. `seeds`: events of each profile. `peers`: on how many of
    them the others are tried, too. `which`: of "own", "shared" and "public". `write`: into docs/accuracy.md, where
    only what was measured is replaced. `full`: all public lists, and the others at large events, too: minutes
    more. `turned`: knobs of our own generator, see `knobs`.
    """

    people: int = 0
    seeds: int = len(SEEDS)
    peers: int = 1
    which: tuple[str, ...] = ("own", "shared", "public")
    explain: bool = False
    write: bool = False
    full: bool = False
    turned: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One group of tables: a title, and the events of each table with how many there are."""

    key: str
    title: str
    sources: Sequence[tuple[events.Source, int]]
    measures: Sequence[str] = measuring.OF_EVENTS


def run(options: Options, say: Callable[[str], None] = lambda text: print(text, flush=True)) -> None:
    told = _explained if options.explain else _measured
    for part in _parts(options, say):
        say(f"\n{part.title}")
        text = told(part, options, say)
        if options.write:
            page.put(f"{part.key} explained" if options.explain else part.key, text)
    if options.write:
        page.put("made", page.made())


def _explained(part: Part, options: Options, say: Callable[[str], None]) -> str:
    # one large event would drown the small ones
    small = [(source, count) for source, count in part.sources if part.key != "shared" or source.people < BIG]
    text = causes.told([(source, seed) for source, count in small for seed in LOOKED_AT[:count]])
    say(f"\n{text}")
    return text


def _measured(part: Part, options: Options, say: Callable[[str], None]) -> str:
    """The tables of one part, a table a source, and how zoom-sync stands to its goals."""
    said, ours = [], []
    for source, count in part.sources:
        times = {method: _times(method, count, source, options) for method in methods.METHODS}
        tried = {method: number for method, number in times.items() if number}
        listed = list(measuring.rows(source, SEEDS[:count], tried))
        ours += [row for row in listed if row.method == methods.OURS.name and row.means]
        said.append(
            f"**{source.name}**, {source.people:,} people\n\n{measuring.table(listed, part.measures)}"
        )
        say(f"\n{said[-1]}")
    goals = targets.table(ours)
    say(f"\n{goals}")
    return "\n\n".join((*said, goals))


def _times(method: methods.Method, count: int, source: events.Source, options: Options) -> int:
    """On how many events a method is tried: ours on all, the others on the first few, one of a large event."""
    if method == methods.OURS:
        return count
    most = count if source.people < BIG else 1 if options.full or options.people else 0
    return min(most, options.peers)


def _parts(options: Options, say: Callable[[str], None]) -> Iterator[Part]:
    seeds, size = options.seeds, options.people
    if "own" in options.which:
        sources = [(events.own(profile, turned=options.turned), seeds) for profile in knobs.PROFILES]
        if size:
            sources = [(events.own("stakeholder", size, options.turned), seeds)]
        yield Part("own large" if size else "own", "Events of our own generator", sources)
    if "shared" in options.which:
        found = [(events.shared("ilo", size), seeds)] if size else _usual(seeds)
        if all(source for source, _ in found):
            yield Part(
                "shared large" if size else "shared", "Events of the generator beside this checkout", found
            )  # type: ignore[arg-type]
        else:
            say("skipped: the generator of events beside this checkout (../shared/identity) is not there")
    if "public" in options.which and not size:
        listed = []
        for source, needs in public.sources():
            if not options.full and not source.name.startswith(USUAL_LIST):
                continue
            if methods.installed(needs):
                listed.append((source, 1))
            else:
                say(f"skipped: {source.name} comes with {needs}, which is not installed")
        yield Part("public", "Lists that nobody here made", listed, measuring.OF_LISTS)


def _usual(seeds: int) -> list[tuple[events.Source | None, int]]:
    return [(events.shared(profile), seeds) for profile in THERE] + [
        (events.shared("ilo", BIG), min(seeds, FEW))
    ]
