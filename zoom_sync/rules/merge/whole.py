"""The whole record: pieces, groups, people, counts and questions.

Pure: the same facts give the same record, in whatever order they come. Every input record is evidence of
exactly one person or one unidentified entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from zoom_sync.records import Event, Head, Known, Person, Readiness, Record, Trace, Verdict, WebinarInfo
from zoom_sync.rules.identity import Names, group, match, review
from zoom_sync.rules.identity.known import propose
from zoom_sync.rules.identity.ties import Held
from zoom_sync.rules.joining import doubted
from zoom_sync.rules.merge.counts import Counting
from zoom_sync.rules.merge.effect import Entry, with_effect
from zoom_sync.rules.merge.hosts import Hosts
from zoom_sync.rules.merge.person import Maker
from zoom_sync.rules.sharing import material
from zoom_sync.rules.verdicts import deeds


def record(
    event: Event,
    traces: Iterable[Trace],
    verdicts: Iterable[Verdict],
    *,
    readiness: Readiness,
    webinars: Iterable[WebinarInfo] = (),
    ends: Mapping[str, datetime] | None = None,
    known: Iterable[Known] = (),
) -> Record:
    """Make the record of an event from all its facts; see `Draft`. People come by name, then id."""
    draft = Draft(event, traces, verdicts, readiness=readiness, webinars=webinars, ends=ends, known=known)
    entries = list(draft.entries())
    return replace(
        draft.head(),
        people=tuple(sorted((one.person for one in entries if not one.nameless), key=_order)),
        unidentified=tuple(sorted((one.person for one in entries if one.nameless), key=_order)),
    )


class Draft:
    """A record in which it is settled who is who. Its people are made one after the other, as they are asked for.

    So nobody needs to hold a million of them. Ask for all `entries` once, then for the `head`.
    """

    def __init__(
        self,
        event: Event,
        traces: Iterable[Trace],
        verdicts: Iterable[Verdict],
        *,
        readiness: Readiness,
        webinars: Iterable[WebinarInfo] = (),
        ends: Mapping[str, datetime] | None = None,
        known: Iterable[Known] = (),
        erased: Iterable[Head] = (),
    ) -> None:
        """`traces` of instances that do not belong to the event are left out by the caller. `webinars` tell who
        hosts; `ends`: instance uuid -> end of the run as far as known, which closes connections whose leave never
        came, provisionally. `known`: what earlier events proved, which asks and joins nothing. `erased`: who
        only counts. The review comes by what an answer would resolve.
        """
        found, decided = material(traces, verdicts, ends or {})
        names = Names(piece.claim.organisation for piece in found)
        self._event, self._readiness, self._decisions = event, readiness, deeds(decided)
        self._bonds, self._notes = group(found, decided, names)
        profiles, likely = match(self._bonds, names, event.care)
        questions = review(self._bonds, profiles, likely, event.care)
        self._asked = propose(questions, self._bonds, profiles, known)
        self._maker = Maker(event, self._bonds, decided, Hosts(webinars), names)
        self._counting = Counting(erased)
        self._of_questions: list[Entry] = []
        self._entries = self._withdrawn = 0
        self._nameless: set[int] = set()  # the first pieces of the unidentified

    def entries(self) -> Iterator[Entry]:
        """Every person and every unidentified entry, by kind and id of their first facts."""
        wanted = {fact for pair in self._asked for fact in pair.facts}
        for members in self._bonds.groups():
            person = self._maker.person(members)
            names: Sequence[str] = ()
            if len(person.evidence) > 1 or self._decisions:  # not a million who registered and never came
                names = self._maker.other_names(members, person.name)
            nameless = self._maker.names_nobody(members)
            in_doubt = not nameless and bool(doubted(person))
            entry = Entry(self._maker.apart(person, members) if in_doubt else person, nameless, names)
            self._entries += 1
            if entry.nameless:
                self._nameless.add(members[0])
            else:
                self._counting.add(person)
                self._withdrawn += not person.registered and person.mode == "absent" and person.is_withdrawn
            is_asked = wanted and any(line.fact in wanted for line in person.evidence)
            if is_asked or in_doubt:
                self._of_questions.append(entry)
            yield entry

    def head(self) -> Record:
        """All but the people."""
        return Record(
            event=self._event,
            status="final" if self._readiness.final else "provisional",
            waiting_for=self._readiness.waiting_for,
            counts=self._counting.counts(unidentified=len(self._nameless)),
            people=(),
            unidentified=(),
            review=tuple(with_effect(self._asked, self._of_questions, self._event)),
            notes=tuple(self._notes + self._maker.notes),
            decisions=self._decisions,
        )

    def asked_about(self) -> Record:
        """`head` with those people that its open questions and doubtful joins are about."""
        entries = self._of_questions
        return replace(
            self.head(),
            people=tuple(one.person for one in entries if not one.nameless),
            unidentified=tuple(one.person for one in entries if one.nameless),
        )

    @property
    def sizes(self) -> tuple[int, int]:
        """How many people are listed, and how many unidentified entries."""
        return self._entries - len(self._nameless) - self._withdrawn, len(self._nameless)

    def held(self) -> Iterator[Held]:
        """What each entry is made of, for `ties`; once all were made."""
        for members in self._bonds.groups():
            lines: list[tuple[Trace, Sequence[Trace]]] = []
            for position in members:
                piece = self._bonds.pieces[position]
                lines.append((piece.traces[0], piece.traces))
                if piece.copies:
                    lines += [(copy, (copy,)) for copy in piece.copies]
            yield Held(lines, members[0] in self._nameless)


def _order(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.id
