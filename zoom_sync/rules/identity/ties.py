"""What one event proves of its contacts, for the events that follow.

A contact is a mailbox, a phone or a Zoom account: what reaches one person at any event. Those of one person are
tied where sure keys or a decision hold them together, never where only a name does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from zoom_sync.contacts import contacts
from zoom_sync.records import Claim, Contact, Event, Tie, Trace, Verdict
from zoom_sync.rules.identity.names import contradict, read
from zoom_sync.rules.linked import Linked
from zoom_sync.rules.verdicts import standing


class Held(NamedTuple):
    """An entry of the record: its lines of evidence, each the fact that it names and all facts that stand in it."""

    lines: Sequence[tuple[Trace, Sequence[Trace]]]
    nameless: bool = False


def ties(event: Event, entries: Iterable[Held], verdicts: Iterable[Verdict]) -> Iterator[Tie]:
    """What a record proves: two or more contacts of one person, held together by sure keys or a decision.

    What a name alone joined proves nothing, nor does a contact that several people of the record have. Nothing
    of a protected event.
    """
    if event.protected:
        return
    same = [verdict for verdict in standing(verdicts) if verdict.kind == "same"]
    several, shared, line_of = _gathered(entries, {ref for verdict in same for ref in verdict.refs})
    decided: dict[str, set[str]] = defaultdict(set)
    for verdict in same:
        together = {line_of.get(ref, ref) for ref in verdict.refs}
        for fact in together:
            decided[fact] |= together
    for claims in several:
        mine = {
            fact: [one for claim in said for one in contacts(claim) if one not in shared]
            for fact, said in claims.items()
        }
        if len({one for found in mine.values() for one in found}) > 1:
            yield from _of_person(mine, claims, decided)


def _gathered(
    entries: Iterable[Held], named: Collection[str]
) -> tuple[list[dict[str, list[Claim]]], set[Contact], dict[str, str]]:
    """What was said by line of each entry with two contacts or more; contacts of several entries (an office's phone,
    a family's mailbox); and the lines in which the facts stand that decisions name.
    """
    several: list[dict[str, list[Claim]]] = []
    holder: dict[Contact, int] = {}
    shared: set[Contact] = set()
    line_of: dict[str, str] = {}
    for number, entry in enumerate(entries):
        found: set[Contact] = set()
        for line, traces in entry.lines:  # plain loops, since a million come by
            for trace in traces:
                if trace.ref == line.ref:
                    found.update(contacts(trace.claim))
                    if trace.id in named:
                        line_of[trace.id] = line.id
        for one in found:
            if holder.setdefault(one, number) != number:
                shared.add(one)
        if len(found) > 1 and not entry.nameless:  # not everybody
            several.append(
                {
                    line.id: [one.claim for one in traces if one.ref == line.ref]
                    for line, traces in entry.lines
                }
            )
    return several, shared, line_of


def _of_person(
    mine: Mapping[str, Sequence[Contact]],
    claims: Mapping[str, Sequence[Claim]],
    decided: Mapping[str, Iterable[str]],
) -> Iterator[Tie]:
    """The ties of one person's facts. Facts hang together by a contact, a registrant id, a code or a decision."""
    if len(mine) == 1:
        ((fact, alone),) = mine.items()
        yield Tie(fact, frozenset(alone))
        return
    parts = Linked[str]()
    for fact, found in mine.items():
        for kind, value in (*found, *_links(claims[fact])):
            parts.link(fact, f"{kind} {value}")
    by_keys = {fact: parts.root(fact) for fact in mine}
    for fact in mine:
        for other in decided.get(fact, ()):
            if other in mine:
                parts.link(fact, other)
    for facts in parts.groups(sorted(mine)):
        tied = frozenset(one for fact in facts for one in mine[fact])
        told = len({by_keys[fact] for fact in facts if mine[fact]}) > 1
        if len(tied) > 1 and (told or _agree(claim for fact in facts for claim in claims[fact])):
            yield Tie(facts[0], tied, "decision" if told else "keys")


def _links(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    for claim in claims:
        if claim.registrant_id:
            yield "registrant", claim.registrant_id
        if claim.code:
            yield "code", claim.code.strip().casefold()


def _agree(claims: Iterable[Claim]) -> bool:
    """Whether no two of the names contradict each other: else somebody may have used another's link or phone."""
    texts = {claim.name for claim in claims}
    names = [read(one) for one in sorted(texts)] if len(texts) > 1 else []
    return not any(contradict(one, other) for one, other in combinations(names, 2))
