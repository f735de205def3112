"""The ordinary people of the day, drawn by chance from a seed: online, in the hall, and those who never came.

Whatever is drawn here can be told by a sure key: a registrant's id, an e-mail, a phone. What cannot is in
`doubts`.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Literal

from zoom_sync.demo.webinar_day.names import ORGANISATIONS
from zoom_sync.demo.webinar_day.parts import RUNS, Join, Person, Run, Signature, at
from zoom_sync.demo.zoom_server.people import Registrant

CODES = {"IN": "+91", "NP": "+977", "BD": "+880", "JO": "+962", "LK": "+94"}
DESIGNATIONS = ("Programme officer", "Researcher", "Advocate", "Organiser", "Director", "Student", "")
DEVICES = ("iPhone", "Galaxy A32", "iPad", "Redmi Note 9", "vivo 1904")
HALL, AFTERNOON = "sign-in-hall.csv", "sign-in-afternoon.xlsx"


class Crowd:
    """Draws people; the same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311  # repeatable on purpose
        self._phones: set[str] = set()
        self._badges: dict[str, str] = {}  # organisation -> the one person who shows it beside the name

    def code(self, length: int) -> str:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "".join(self.rng.choice(letters) for _ in range(length))

    def phone(self, country: str) -> str:
        """A number that nobody else has in its last nine digits."""
        while True:
            digits = "98" + "".join(str(self.rng.randrange(10)) for _ in range(8))
            if digits[-9:] not in self._phones:
                self._phones.add(digits[-9:])
                return f"{CODES.get(country, '+91')} {digits}"

    def signs_up(
        self, first: str, last: str, country: str, *, email: str = "", organisation: str = ""
    ) -> Person:
        """A registered person, approved some time in the weeks before."""
        known = dict(ORGANISATIONS)
        organisation = organisation or self.rng.choice(list(known))
        domain = known.get(organisation, "mail.example")
        if self.rng.random() < 0.25:
            domain = "mail.example"
        email = email or f"{first}.{last}@{domain}".lower().replace(" ", "")
        phone = self.phone(country)
        created = at("09:00") - timedelta(minutes=self.rng.randrange(15 * 60, 17 * 24 * 60))
        registrant = Registrant(
            id=f"{self.code(11)}-{self.code(10)}",
            email=email,
            first_name=first,
            last_name=last,
            org=organisation,
            phone=phone,
            country=country,
            job_title=self.rng.choice(DESIGNATIONS),
            created=created,
        )
        return Person(
            name=registrant.name,
            email=email,
            organisation=organisation,
            phone=phone,
            country=country,
            registrant=registrant,
            status="approved",
            account=self.code(22) if self.rng.random() < 0.15 else "",
        )

    def join(self, person: Person, run: Run, start: datetime, end: datetime, shown: str = "") -> Join:
        """A connection by the person's own link. Nobody outlasts a run."""
        registrant = person.registrant
        end = min(end, RUNS[run][1])
        made = Join(
            run=run,
            start=start,
            end=end,
            shown=shown or person.name,
            registrant_id=registrant.id if registrant else "",
            email=person.email,
            account=person.account,
        )
        person.joins.append(made)
        return made

    def watches(self, person: Person) -> None:
        """Some hours online: one run or both, with rejoins, a second device now and then."""
        style: Literal["morning", "afternoon", "both"]
        style = self.rng.choices(("morning", "afternoon", "both"), (3, 2, 5))[0]
        if style in ("morning", "both"):
            self._stay(person, "morning", self._arrival("10:19", "10:31", "11:20"))
        if style in ("afternoon", "both"):
            self._stay(person, "afternoon", self._arrival("13:17", "13:33", "14:40"))
        if self.rng.random() < 0.08:
            self._second_device(person)
        self._keys(person)

    def _arrival(self, opens: str, rush: str, late: str) -> datetime:
        start, mid, end = at(opens), at(rush), at(late)
        if self.rng.random() < 0.55:
            return start + (mid - start) * float(self.rng.random() ** 0.5)
        return mid + (end - mid) * float(self.rng.random() ** 2)

    def _stay(self, person: Person, run: Run, start: datetime) -> None:
        """One stay in a run, cut by lost networks into connections."""
        start = start.replace(microsecond=0)
        close = RUNS[run][1]
        end = close if self.rng.random() < 0.6 else start + (close - start) * self.rng.uniform(0.15, 0.95)
        end = end.replace(microsecond=0)
        shown = self.shown(person)
        for _ in range(self.rng.choices((0, 1, 2, 3), (60, 26, 10, 4))[0]):
            cut = start + timedelta(seconds=self.rng.randrange(240, 4000))
            if cut >= end - timedelta(minutes=8):
                break
            self.join(person, run, start, cut, shown)
            start = cut + timedelta(seconds=self._gap())
            shown = self.shown(person) if self.rng.random() < 0.2 else shown
        self.join(person, run, start, end, shown)

    def _gap(self) -> int:
        """Seconds between two connections; below zero the new one begins before the old one is given up."""
        return self.rng.choices(
            (self.rng.randrange(-45, 0), self.rng.randrange(3, 61), self.rng.randrange(61, 420)), (15, 40, 45)
        )[0]

    def _second_device(self, person: Person) -> None:
        first = person.joins[0]
        length = first.end - first.start
        start = (first.start + length * self.rng.uniform(0.2, 0.5)).replace(microsecond=0)
        minutes = timedelta(minutes=self.rng.randrange(12, 55))
        self.join(person, first.run, start, start + minutes, self.rng.choice(DEVICES))

    def shown(self, person: Person) -> str:
        """The name that somebody gives themselves on the screen.

        Only one person shows each organisation: two who do could be asked about as one.
        """
        registrant = person.registrant
        if registrant is None:
            return person.name
        first, last = registrant.first_name, registrant.last_name
        badge = f"{person.name} - {person.organisation}"
        shown = self.rng.choices(
            (
                person.name,
                f"{first[0]}. {last}",
                person.name.lower(),
                badge,
                f"{last} {first}",
                self.rng.choice(DEVICES),
            ),
            (72, 6, 8, 6, 5, 3),
        )[0]
        alone = shown != badge or self._badges.setdefault(person.organisation, person.name) == person.name
        return shown if alone else person.name

    def _keys(self, person: Person) -> None:
        """What Zoom tells of each connection: always the registrant's id or the e-mail, mostly both.

        Without the id the name on the screen has to agree with the registration, or it would be a doubt.
        """
        for join in person.joins:
            chance = self.rng.random()
            if chance < 0.2:
                join.email = ""
            elif chance < 0.3 and join.shown not in DEVICES:
                join.registrant_id = ""

    def signs(
        self,
        person: Person,
        time_in: str,
        time_out: str = "",
        *,
        sheet: str = HALL,
        name: str = "",
        keys: str = "",
    ) -> Signature:
        """A row of a sheet. `keys`: "both", "e-mail", "phone" or "none"; by chance if not said."""
        keys = keys or self.rng.choices(("both", "e-mail", "phone"), (55, 25, 20))[0]
        row = Signature(
            sheet=sheet,
            name=name or self._written(person),
            time_in=at(time_in),
            time_out=at(time_out) if time_out else None,
            organisation=person.organisation,
            designation=self.rng.choice(DESIGNATIONS),
            email=self._by_hand(person.email) if keys in ("both", "e-mail") else "",
            phone=self._dialled(person.phone) if keys in ("both", "phone") else "",
        )
        person.signatures.append(row)
        return row

    def sits(self, person: Person) -> None:
        """A day in the hall, with a time out for about half of the people."""
        come = at("10:20") + timedelta(minutes=int(self.rng.triangular(0, 75, 12)))
        go = self.rng.choice(("12:35", "13:05", "15:10", "16:40", "16:55", "17:05"))
        clock = (come + timedelta(hours=5, minutes=30)).strftime("%H:%M")
        self.signs(person, clock, go if self.rng.random() < 0.55 else "")

    def _written(self, person: Person) -> str:
        first, _, last = person.name.partition(" ")
        return self.rng.choices(
            (
                person.name,
                f"{first[0]}. {last}",
                person.name.upper(),
                f"Ms {person.name}",
                f"Dr. {person.name}",
            ),
            (66, 12, 8, 7, 7),
        )[0]

    def _by_hand(self, email: str) -> str:
        return email.upper() if self.rng.random() < 0.06 else email

    def _dialled(self, phone: str) -> str:
        code, _, digits = phone.partition(" ")
        return self.rng.choice(
            (digits, f"{digits[:5]} {digits[5:]}", f"{code}{digits}", f"0{digits[:5]}-{digits[5:]}")
        )
