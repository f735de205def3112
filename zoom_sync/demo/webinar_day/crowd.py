"""The ordinary people of the day, drawn by chance from a seed: online, in the hall, and those who never came.

Whatever is drawn here can be told by a sure key: a registrant's id, an e-mail, a phone. What cannot is in
`inferred` and `doubts`.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from zoom_sync.demo.webinar_day.names import ORGANISATIONS
from zoom_sync.demo.webinar_day.parts import RUNS, Join, Person, Run, at
from zoom_sync.demo.zoom_server.people import Registrant

CODES = {"IN": "+91", "NP": "+977", "BD": "+880", "JO": "+962", "LK": "+94"}
DESIGNATIONS = ("Programme officer", "Researcher", "Advocate", "Organiser", "Director", "Student", "")
DEVICES = ("iPhone", "Galaxy A32", "iPad", "Redmi Note 9", "vivo 1904")


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
