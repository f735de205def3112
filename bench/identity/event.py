"""One invented event: registrations, connections and rows of a sign-in sheet, each with whose it is.

A record's *marks* are what a reader may know its person by: a link, a mailbox, a number, a name. A mark tells
only where it is one person's alone at this event (`truth.py`); a slip of the pen is no mark.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from bench.identity.people import Crowd, Person
from bench.identity.writing import Pen

MINUTES = 180
ALPHABET = string.ascii_letters + string.digits


@dataclass(slots=True)
class Record:
    """`cells`: what stands in the file. `person`: None for a record that names nobody.

    `either`: others to whom it may be given just as well (two at a screen; the owner of a forwarded link).
    `form` and `place`: which names it shows (see `writing`), and whether it shows the organisation.
    """

    cells: tuple[str | float, ...]
    person: Person | None
    marks: tuple[str, ...] = ()
    form: str = ""
    place: bool = False
    either: tuple[Person, ...] = ()


class Event:
    """Equal knobs and seed make equal records. Times are minutes (registrations: days) from the start."""

    def __init__(self, knobs: SimpleNamespace, seed: str) -> None:
        self.knobs, self.rng = knobs, random.Random(f"zoom-sync bench {seed}")
        self.crowd = Crowd(knobs, self.rng)
        self.pen = Pen(knobs, self.rng, self.crowd.organisations)
        self.registrations: list[Record] = []
        self.connections: list[Record] = []
        self.rows: list[Record] = []
        for person in self.crowd.people:
            self._happens(person)
        for records in (self.registrations, self.connections):
            self.rng.shuffle(records)
        self.rows.sort(key=lambda record: record.cells[4])

    def _happens(self, person: Person) -> None:
        knobs, chance = self.knobs, self.pen.chance
        dice = self.rng.random()
        in_hall = dice < knobs.hall + knobs.both
        online = knobs.hall <= dice < 1 - knobs.absent
        if not online:
            registers = not in_hall or chance(knobs.registered_in_hall)
        else:
            registers = not chance(knobs.walks_in_online)
        panelist = online and chance(knobs.panelist)
        if registers and (not panelist or chance(0.32)):
            self._registers(person)
        if online:
            self._watches(person, panelist=panelist)
        if in_hall:
            self._signs(person)

    def _registers(self, person: Person) -> None:
        knobs, chance, pen = self.knobs, self.pen.chance, self.pen
        first, second = person.work, person.private
        if not chance(knobs.work_mail):
            first, second = second, first
        for mailbox in (first, second) if chance(knobs.registers_twice) else (first,):
            link = "".join(self.rng.choices(ALPHABET, k=22))
            given, family = pen.registration(person)
            phone = pen.phone(person, wrong=False) if chance(knobs.registered_phone) else ""
            home = pen.organisation(person) if chance(knobs.registered_organisation) else ""
            marks = (f"link {link}", f"mail {mailbox}", *([f"phone {person.phone}"] if phone else []))
            cells = (link, mailbox, given, family, home, phone, self.rng.randrange(1, 30))
            self.registrations.append(Record(cells, person, marks, "full", bool(home)))
            person.registrations.append((link, mailbox))

    def _watches(self, person: Person, *, panelist: bool) -> None:
        knobs, chance, rng = self.knobs, self.pen.chance, self.rng
        mate = person.mate if person.mate and person.mate.registrations else None
        forwarded = mate if mate and chance(knobs.forwarded) else None
        beside = mate if mate and not forwarded and chance(knobs.two_at_a_screen) else None
        own = rng.choice(person.registrations) if person.registrations and not panelist else ("", "")
        link, mailbox = forwarded.registrations[0] if forwarded else own
        if not mailbox:
            mailbox = rng.choice((person.work, person.private))
        registered = self._prefilled(person) if own[0] and not forwarded else ""
        shown = self.pen.screen(person, registered)
        for start, end in self._stays():
            if chance(knobs.renamed):
                shown = self.pen.screen(person, registered)
            self._connects(person, shown, link, mailbox, (start, end), forwarded or beside, beside)
        if chance(knobs.robot):
            cells = ("", "", self.pen.robot(person), rng.uniform(-5, 5), MINUTES + rng.uniform(0, 5))
            self.connections.append(Record(cells, None))

    def _connects(
        self, person: Person, shown: tuple[str, str], link: str, mailbox: str, stay: tuple[float, float],
        other: Person | None, beside: Person | None,
    ) -> None:  # fmt: skip
        knobs, chance = self.knobs, self.pen.chance
        link = link if link and chance(knobs.link) else ""
        text, form = shown
        seen = ""
        if chance(knobs.mail_online):
            seen = mailbox
            if chance(knobs.other_account) and not other:
                seen = person.private if mailbox == person.work else person.work
        if not beside and not link and not seen:
            other = None  # nothing here shows whose link it was
        if beside:
            text, form = f"{text} & {beside.given_as}", ""
        if chance(knobs.nameless):
            text, form = self.pen.nameless(person), ""
        marks = tuple(mark for mark in (link and f"link {link}", seen and f"mail {seen}") if mark)
        nobody = not form and not marks and not beside
        number = text.isdigit() and text == person.phone
        either = (person,) if nobody and number else (other,) if other else ()
        cells = (link, self.pen.mailbox(seen) if seen else "", text, *stay)
        self.connections.append(
            Record(cells, None if nobody else person, () if other else marks, form, either=either)
        )

    def _prefilled(self, person: Person) -> str:
        link = person.registrations[0][0]
        last = self.registrations[-1].cells if self.registrations[-1].person is person else (link, "", "", "")
        return f"{last[2]} {last[3]}".strip(" .-")

    def _stays(self) -> Iterator[tuple[float, float]]:
        """When somebody is connected: mostly once, often again, sometimes on two devices at once."""
        rng = self.rng
        start = rng.gauss(3, 12) if rng.random() < 0.8 else rng.uniform(0, MINUTES * 0.8)
        times = 1
        while times < 9 and rng.random() < self.knobs.comes_again:
            times += 1
        for _ in range(times):
            end = min(start + rng.expovariate(times / 110) + 0.5, MINUTES + rng.uniform(-3, 8))
            if end <= start:
                return
            yield start, end
            if rng.random() < self.knobs.second_device:
                yield (start + end) / 2, end + 1
            start = end + rng.expovariate(1 / 8)

    def _signs(self, person: Person) -> None:
        for again in range(2 if self.pen.chance(self.knobs.signs_twice) else 1):
            self.rows.append(self._row(person, 95 * again))

    def _row(self, person: Person, after: float) -> Record:
        knobs, chance, pen = self.knobs, self.pen.chance, self.pen
        text, form = pen.row(person)
        usual = person.registrations[0][1] if person.registrations else person.work
        other = person.private if usual == person.work else person.work
        mailbox = other if chance(knobs.other_mail) else usual
        marks, mail, phone = [], "", ""
        if chance(knobs.sheet_mail):
            wrong, office = chance(knobs.sheet_mail_wrong), chance(knobs.office_mail)
            domain = self.crowd.organisations[person.organisation].domain
            mail = f"office@{domain}" if office else pen.mailbox(mailbox, wrong=wrong)
            marks += [f"mail {mailbox}"] if not wrong and not office else []
        if chance(knobs.sheet_phone):
            wrong = chance(knobs.sheet_phone_wrong)
            phone = pen.phone(person, wrong=wrong)
            marks += [f"phone {person.phone}"] if not wrong else []
        if self.rows and chance(knobs.row_shifted):
            mail, phone, marks = str(self.rows[-1].cells[2]), str(self.rows[-1].cells[3]), []
        home = pen.organisation(person) if chance(knobs.sheet_organisation) else ""
        cells = (text, home, mail, phone, after + self.rng.uniform(-15, 40))
        return Record(cells, person, tuple(marks), form, bool(home))
