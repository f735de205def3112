"""One person of the record, from the pieces that are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from zoom_sync.records import DECIDED, NOT_COUNTED, Alone, Claim, Event, Evidence, Person, Verdict
from zoom_sync.rules.identity import SHARED, Bonds, Names, short
from zoom_sync.rules.merge.hosts import Hosts
from zoom_sync.rules.merge.nameless import is_untied, names_nobody
from zoom_sync.rules.merge.presence import Presence, presence
from zoom_sync.rules.merge.remarks import remarks
from zoom_sync.rules.pieces import RANK, Piece
from zoom_sync.rules.registration import best, rank, together
from zoom_sync.rules.verdicts import overruled

_NAMES = 8
_BY_NAME = attrgetter("by_name")
_KEYS = frozenset(("e-mail", "phone"))  # of which several people may have one
# Whose word on name, address and organisation counts first.
_WORD = {"registrant": 0, "panelist": 2, "sign_in": 3, "check_in": 4, "viewer": 6}


class Maker:
    """Makes people. `notes` collects decisions that contradict newer ones, for the whole record."""

    def __init__(
        self, event: Event, bonds: Bonds, decided: Sequence[Verdict], hosts: Hosts, names: Names
    ) -> None:
        self.notes: list[str] = []
        self._event, self._bonds, self._hosts, self._names = event, bonds, hosts, names
        self._reported = frozenset(
            piece.main.instance
            for piece in bonds.pieces
            if piece.traces[0].kind == "participant" and not piece.traces[0].file
        )
        self._words: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in decided:
            if verdict.kind in ("attended", "absent", "named"):
                for ref in verdict.refs:
                    self._words[ref].append(verdict)

    def person(self, members: list[int]) -> Person:
        """The person of one group, whose members come in their order."""
        pieces = [self._bonds.pieces[position] for position in members]
        event = self._event
        there = presence(pieces, event)
        registration = pieces[0].registration
        if len(pieces) > 1:  # not a million who registered and never came
            registration = best([piece.registration for piece in pieces])
        claim = self._claim(pieces)
        evidence = self._evidence(pieces, members, there, claim.name)
        made = Person(
            id=_id(pieces),
            name=claim.name,
            email=claim.email,
            organisation=claim.organisation,
            phone=claim.phone,
            country=claim.country,
            language=claim.language,
            answer=claim.answer,
            role=self._hosts.role(pieces),
            registered=registration is not None,
            registration_status=registration.status if registration else None,
            mode=there.mode,
            attended=there.attends(event),
            virtual_minutes=there.virtual_minutes,
            in_person_minutes=there.room_minutes,
            minutes=there.all_minutes,
            minutes_at_least=not (there.zoom_known and there.room_known),
            first_seen=there.first,
            last_seen=there.last,
            sessions=there.sessions(event),
            evidence=evidence,
            virtual=there.virtual,
            in_person=there.in_person,
            notes=remarks(pieces, self._reported),
            by_name=len(evidence) > 1 and any(map(_BY_NAME, evidence)),
        )
        return self._as_decided(made, pieces) if self._words else made

    def names_nobody(self, members: list[int]) -> bool:
        """Whether these are connections that name nobody, and nothing ties them to somebody."""
        bonds = self._bonds
        if bonds.pieces[members[0]].registration or bonds.name(members[0]).words:
            return False
        return is_untied([bonds.pieces[position] for position in members], self._hosts)

    def apart(self, person: Person, members: Sequence[int]) -> Person:
        """The person with what each of their records would be alone: some may be somebody else's."""
        alone = {}
        for piece in (self._bonds.pieces[position] for position in members):
            status = piece.registration.status if piece.registration else None
            seen = presence((piece,), self._event).mode
            nameless = names_nobody((piece,), self._names, self._hosts)
            alone[piece.main.id] = Alone(self._hosts.role((piece,)), status, seen, nameless)
        lines = tuple(replace(line, alone=alone.get(line.fact)) for line in person.evidence)
        return replace(person, evidence=lines)

    def other_names(self, members: Sequence[int], name: str) -> Sequence[str]:
        """What else the records of a group call them, a few at most: they are looked for by any."""
        pieces = self._bonds.pieces
        found: dict[str, None] = {}
        for position in members:  # a plain loop, since a million come by
            piece = pieces[position]
            if piece.claim.name != name:
                found[piece.claim.name] = None
            if piece.copies:
                found |= {copy.claim.name: None for copy in piece.copies}
        return [one for one in found if one and one != name][:_NAMES] if found else ()

    def _evidence(
        self, pieces: Sequence[Piece], members: list[int], there: Presence, name: str
    ) -> tuple[Evidence, ...]:
        lines = []
        why, flaws = self._bonds.reasons(members), there.flaws
        for position, piece in zip(members, pieces, strict=True):  # plain steps, since a million come by
            main, reason, beside = piece.traces[0], why[position], ""
            if reason in _KEYS:
                beside = self._doubt(name, position, reason)
            against = piece.excluded or (flaws and flaws.get(main.id, ""))
            if against:
                reason = f"{NOT_COUNTED}{against}"
            if main.note:
                reason = f"{reason}, {main.note}"
            lines.append(Evidence(main.source, main.ref, reason, main.id, beside))
            if piece.copies:
                copied = f"{NOT_COUNTED}{piece.excluded}" if piece.excluded else "same connection"
                lines += [Evidence(one.source, one.ref, copied, one.id) for one in piece.copies]
        return tuple(lines)

    def _doubt(self, name: str, position: int, key: str) -> str:
        """What may be doubted where a key joined a piece that does not prove it alone."""
        said = short(self._names.of(name), self._names.of(self._bonds.pieces[position].claim.name))
        return ", ".join((SHARED, *said) if (key, position) in self._bonds.shared else said)

    def _claim(self, pieces: Sequence[Piece]) -> Claim:
        """The best word on each field; of display names the one that tells most."""
        if len(pieces) == 1:  # a million who registered and never came
            claim = pieces[0].claim
            named = claim.name
        else:
            claims = [piece.claim for piece in self._in_order(pieces)]
            claim = together(claims)
            named = claim.name
            if named and not self._names.of(named).words:
                named = next((one.name for one in claims if self._names.of(one.name).words), named)
        name, email = _clean(named), claim.email.strip()
        if name == claim.name and email == claim.email:
            return claim
        return replace(claim, name=name, email=email)

    def _in_order(self, pieces: Sequence[Piece]) -> Sequence[Piece]:
        """Whose word counts first comes first, those who registered before all others."""
        if len(pieces) == 2 and pieces[0].registration and not pieces[1].registration:  # nearly everybody
            return pieces
        signed = [piece for piece in pieces if piece.registration is not None]
        others = [piece for piece in pieces if piece.registration is None]
        return self._by_word(signed) + self._by_word(others)

    def _by_word(self, pieces: list[Piece]) -> list[Piece]:
        if len(pieces) < 2:
            return pieces
        return sorted(pieces, key=lambda piece: (self._word(piece), piece.order))

    def _word(self, piece: Piece) -> tuple[float, ...]:
        kind = piece.main.kind
        if piece.registration is not None:
            return (0 if kind == "registrant" else 1, *rank(piece.registration))
        name = self._names.of(piece.claim.name)
        full = sum(len(word) > 1 for word in name.words)
        return _WORD.get(kind, 5), -full, len(name.parts), -sum(map(len, name.words))

    def _as_decided(self, person: Person, pieces: Sequence[Piece]) -> Person:
        """The person as an organiser said, where one said that they attended, were absent, or are called otherwise."""
        facts = (trace.id for piece in pieces for trace in (*piece.traces, *piece.copies))
        said = {verdict.id: verdict for fact in facts for verdict in self._words.get(fact, ())}
        if not said:
            return person
        newest_first = sorted(said.values(), key=lambda one: (one.at, one.id), reverse=True)
        named = next((_clean(one.reason) for one in newest_first if one.kind == "named"), "")
        person = replace(person, name=named or person.name)
        words = [one for one in newest_first if one.kind != "named"]
        if not words:
            return person
        newest, *older = words
        self.notes += [overruled(one) for one in older if one.kind != newest.kind]
        evidence = Evidence("manual", newest.id, f"{DECIDED}{newest.by}", newest.id)
        person = replace(person, evidence=(*person.evidence, evidence))
        return _attending(person) if newest.kind == "attended" else _missing(person, newest)


def _attending(person: Person) -> Person:
    if person.mode != "absent":
        return replace(person, attended=True)
    sessions = tuple(replace(one, in_person_minutes=None) for one in person.sessions)
    return replace(
        person,
        attended=True,
        mode="in_person",
        in_person_minutes=None,
        minutes_at_least=True,
        sessions=sessions,
    )


def _missing(person: Person, verdict: Verdict) -> Person:
    note = (
        () if person.mode == "absent" else (f"decided absent by {verdict.by}: what was seen counts nothing",)
    )
    return replace(
        person,
        attended=False,
        mode="absent",
        virtual_minutes=0.0,
        in_person_minutes=0.0,
        minutes=0.0,
        minutes_at_least=False,
        first_seen=None,
        last_seen=None,
        sessions=tuple(replace(one, virtual_minutes=0.0, in_person_minutes=0.0) for one in person.sessions),
        virtual=(),
        in_person=(),
        notes=(*person.notes, *note),
    )


def _id(pieces: Sequence[Piece]) -> str:
    first = pieces[0]
    if len(pieces) == 1 and not first.copies:
        return first.traces[0].id
    copies = [copy for piece in pieces for copy in piece.copies]
    if not copies:  # the pieces are in their order
        return first.traces[0].id
    return min((RANK[trace.kind], trace.id) for trace in (pieces[0].main, *copies))[1]


def _clean(text: str) -> str:
    return " ".join(text.split())
