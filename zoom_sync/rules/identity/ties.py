"""What one event proves of its contacts, for the events that follow.

A contact is a mailbox, a phone or a Zoom account: what reaches one person at any event. Those of one person are
tied where sure keys or a decision hold them together, never where only a name does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from zoom_sync.records import Claim, Contact, Record, Tie, Trace, Verdict
from zoom_sync.rules.identity.keys import mails, phones
from zoom_sync.rules.identity.names import contradict, read
from zoom_sync.rules.verdicts import standing


def contacts(claim: Claim) -> list[Contact]:
    """The contacts in a claim, as the keys of `rules.identity.keys` read them. A dial-in's name is its number."""
    found: list[Contact] = [("mail", one) for one in mails(claim.email)] if claim.email else []
    if claim.phone:
        found += [("phone", one) for one in phones(claim.phone)]
    if claim.account_id:
        found.append(("account", claim.account_id))
    if claim.name and not any(sign.isalpha() for sign in claim.name):
        found += [("phone", one) for one in phones(claim.name)]
    return found


def ties(record: Record, traces: Iterable[Trace], verdicts: Iterable[Verdict]) -> Iterator[Tie]:
    """What a record proves: two or more contacts of one person, held together by sure keys or a decision.

    What a name alone joined proves nothing, nor does a contact that several people of the record have. Nothing
    of a protected event.
    """
    if record.event.protected:
        return
    persons = [[line.fact for line in one.evidence] for one in (*record.people, *record.unidentified)]
    line_of = _lines(record, traces := list(traces))
    own: dict[str, list[Contact]] = defaultdict(list)
    for trace in traces:
        if trace.id in line_of:
            own[line_of[trace.id]] += contacts(trace.claim)
    shared = _shared(persons, own)
    decided: dict[str, set[str]] = defaultdict(set)
    for verdict in standing(verdicts):
        if verdict.kind == "same":
            together = {line_of.get(ref, ref) for ref in verdict.refs}
            for fact in together:
                decided[fact] |= together
    several = []
    for facts in persons[: len(record.people)]:
        if sum(len(own.get(fact, ())) for fact in facts) < 2:  # nearly everybody
            continue
        mine = {fact: [one for one in own[fact] if one not in shared] for fact in facts if fact in own}
        if len({one for found in mine.values() for one in found}) > 1:
            several.append(mine)
    claims = _claims(traces, line_of, {fact for mine in several for fact in mine})
    for mine in several:
        yield from _of_person(mine, claims, decided)


def _lines(record: Record, traces: Iterable[Trace]) -> dict[str, str]:
    """Fact -> the fact whose line of evidence it stands in: its own, or of one that tells of the same record."""
    lines = [line for one in (*record.people, *record.unidentified) for line in one.evidence]
    own = {line.fact: line.fact for line in lines}
    others = [one for one in traces if one.id not in own]
    by_ref = {line.ref: line.fact for line in lines} if others else {}
    return own | {one.id: by_ref[one.ref] for one in others if one.ref in by_ref}


def _claims(
    traces: Iterable[Trace], line_of: Mapping[str, str], wanted: Collection[str]
) -> dict[str, list[Claim]]:
    """All that was said in each of these lines of evidence."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for trace in traces if wanted else ():
        if (fact := line_of.get(trace.id)) in wanted and fact is not None:
            claims[fact].append(trace.claim)
    return claims


def _shared(persons: Sequence[Sequence[str]], own: Mapping[str, Sequence[Contact]]) -> set[Contact]:
    """The contacts that several people have: an office's phone, a family's mailbox."""
    holder: dict[Contact, int] = {}
    shared: set[Contact] = set()
    for number, facts in enumerate(persons):
        for fact in facts:
            for one in own.get(fact, ()):
                if holder.setdefault(one, number) != number:
                    shared.add(one)
    return shared


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
    parts = _Parts()
    for fact, found in mine.items():
        parts.join(fact, *(f"{kind} {value}" for kind, value in (*found, *_links(claims[fact]))))
    by_keys = {fact: parts.head(fact) for fact in mine}
    for fact in mine:
        parts.join(fact, *(other for other in decided.get(fact, ()) if other in mine))
    together: dict[str, list[str]] = defaultdict(list)
    for fact in sorted(mine):
        together[parts.head(fact)].append(fact)
    for facts in together.values():
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


class _Parts:
    """Things that hang together, each part known by one of them."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def head(self, one: str) -> str:
        while (above := self._above.get(one, one)) != one:
            one = above
        return one

    def join(self, one: str, *others: str) -> None:
        for other in others:
            first, second = sorted((self.head(one), self.head(other)))
            if first != second:
                self._above[second] = first
