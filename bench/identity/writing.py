"""One person, written in many ways: on a form, on a screen, by hand at the desk.

Each way gives the text and its *form*: which of the person's names it lets a reader know ("full", "given",
"family", "i family" for an initial with the family name, "given i", or "" for nobody). A slip leaves the form
as it was meant.
"""

from __future__ import annotations

import random
from types import SimpleNamespace

from bench.identity import slips
from bench.identity.people import Organisation, Person, Word
from bench.identity.pools import ABBREVIATED, ASIDES, DEVICES, POSTS, ROBOTS, ROOMS


class Pen:
    """Writes people's names with the untidiness of one event."""

    def __init__(self, knobs: SimpleNamespace, rng: random.Random, organisations: list[Organisation]) -> None:
        self.knobs, self.rng, self.organisations = knobs, rng, organisations

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def registration(self, person: Person) -> tuple[str, str]:
        """First and last name as they stand in the fields of the form."""
        given, family = self._words(person)
        if self.chance(self.knobs.titled / 3):
            given = f"{person.title} {given}"
        if not family or self.chance(self.knobs.one_field):
            given, family = f"{given} {family}".strip(), self.rng.choice((".", "-", "", given.split()[0]))
        elif self.chance(self.knobs.fields_swapped):
            given, family = family, given
        return self._cased(given), self._cased(family)

    def screen(self, person: Person, registered: str) -> tuple[str, str]:
        """The display name of one connection; `registered` is what Zoom fills in by itself."""
        knobs = self.knobs
        if not self.chance(knobs.own_profile):
            text, form = registered or self._full(person), "full"
        elif not self.chance(knobs.partial):
            text, form = self._full(person), "full"
        else:
            text, form = self._partial(person)
        if self.chance(knobs.decorated) and form:
            text = self._decorated(text, person)
        return (slips.mistyped(text, self.rng) if self.chance(knobs.mistyped) and form else text), form

    def nameless(self, person: Person) -> str:
        """What names nobody: a device, a room, a number."""
        kind = self.rng.random()
        if kind < 0.7:
            return self.rng.choice(DEVICES)
        if kind < 0.85:
            return self.rng.choice(ROOMS)
        return person.phone if kind < 0.93 else f"+{person.phone[:4]}***{person.phone[-3:]}"

    def robot(self, person: Person) -> str:
        return self.rng.choice(ROBOTS).format(given=person.given_as)

    def row(self, person: Person) -> tuple[str, str]:
        """A name as somebody else wrote it down."""
        rng, knobs = self.rng, self.knobs
        dice = rng.random()
        given, family = self._words(person)
        if dice < knobs.one_name_on_sheet or not family:
            text, form = given, "given" if family else "full"
        elif dice < knobs.one_name_on_sheet + knobs.initial_on_sheet:
            text, form = self._initialled(given, family)
        else:
            text, form = self._full(person), "full"
        if self.chance(knobs.misheard):
            text = slips.misheard(text, rng)
        if self.chance(knobs.misread):
            text = slips.misread(text, rng)
        if self.chance(knobs.decorated / 4):
            text = f"{text}, {rng.choice(POSTS)}"
        if self.chance(knobs.titled):
            text = f"{person.title} {text}"
        return self._cased(text), form

    def organisation(self, person: Person) -> str:
        """Its name, short or long, as people write it."""
        home, dice = self.organisations[person.organisation], self.rng.random()
        if dice < 0.55:
            return home.name
        if dice < 0.7:
            return home.short
        if dice < 0.8:
            return self._cased(home.name, always=True)
        if dice < 0.9:
            return " ".join(ABBREVIATED.get(word, word) for word in home.name.split())
        return f"{home.name} ({home.short})" if dice < 0.95 else f"The {home.name.rpartition(' ')[0]}"

    def phone(self, person: Person, *, wrong: bool) -> str:
        """One of the shapes in which numbers are written; digits of this number, or one of them wrong."""
        digits, rng = person.phone, self.rng
        if wrong:
            place = rng.randrange(4, len(digits))
            digits = (
                digits[:place] + str((int(digits[place]) + rng.randrange(1, 10)) % 10) + digits[place + 1 :]
            )
        country, rest = person.country, digits[len(person.country) :]
        shapes = (
            rest, rest, f"0{rest}", f"+{digits}", f"+{country} {rest[:5]} {rest[5:]}", f"00{country}{rest}",
            f"{rest[:3]}-{rest[3:6]}-{rest[6:]}", f"(+{country}) {rest}", f"0{rest[:4]} {rest[4:]}",
            f"{country}-{rest}",
        )  # fmt: skip
        return rng.choice(shapes)

    def mailbox(self, mailbox: str, *, wrong: bool = False) -> str:
        """The same mailbox written otherwise, or (`wrong`) what is no longer it."""
        local, _, domain = mailbox.partition("@")
        if wrong:
            if self.chance(0.5):
                return f"{slips.mistyped(local, self.rng)}@{domain}"
            return f"{local}@{domain.replace('gmail', 'gmial').replace('.example', '.exmaple')}"[
                : self.rng.choice((60, -1))
            ]
        if not self.chance(self.knobs.mail_varied):
            return mailbox
        if domain == "gmail.com" and "." in local and self.chance(0.5):
            return f"{local.replace('.', '')}@{domain}"
        return f"{local}+zoom@{domain}" if self.chance(0.5) else f"{local.title()}@{domain}"

    def _words(self, person: Person) -> tuple[str, str]:
        given = self._spelled(person.given, person.given_as)
        family = self._spelled(person.family, person.family_as) if person.family else ""
        if person.second and self.chance(0.4):
            family = f"{family} {person.second.spellings[0]}"
        return given, family

    def _spelled(self, word: Word, usual: str) -> str:
        return self.rng.choice(word.spellings) if self.chance(self.knobs.spelled_otherwise) else usual

    def _full(self, person: Person) -> str:
        if (
            person.given.script
            and person.family
            and person.family.script
            and self.chance(self.knobs.own_script)
        ):
            pair = (person.given.script, person.family.script)
            return f"{pair[1]}{pair[0]}" if person.order == "fg" else " ".join(pair)
        given, family = self._words(person)
        if person.order == "i" and family and self.chance(0.6):
            return self.rng.choice((f"{family[0]}. {given}", f"{given} {family[0]}", f"{family[0]} {given}"))
        family_first = self.chance(0.5 if person.order == "fg" else self.knobs.reordered)
        text = f"{family} {given}" if family_first else f"{given} {family}"
        if family_first and self.chance(0.3):
            text = f"{family}, {given}"
        return f"{person.title} {text}" if self.chance(self.knobs.titled) else text.strip()

    def _partial(self, person: Person) -> tuple[str, str]:
        given, family = self._words(person)
        dice = self.rng.random()
        if not family:
            return given, "full"
        if dice < 0.35:
            return given, "given"
        if dice < 0.65:
            return self._initialled(given, family)
        if dice < 0.75:
            return family, "family"
        if dice < 0.85:
            return person.private, "full"
        handle = f"{given}{family}".replace(" ", "")
        shapes = (
            handle,
            handle.lower(),
            f"{given}_{family}".lower(),
            f"{handle.lower()}{self.rng.randrange(100)}",
        )
        return self.rng.choice(shapes), "full"

    def _initialled(self, given: str, family: str) -> tuple[str, str]:
        if self.chance(0.5):
            return self.rng.choice(
                (f"{given[0]}. {family}", f"{given[0]} {family}", f"{family} {given[0]}.")
            ), "i family"
        return self.rng.choice(
            (f"{given} {family[0]}", f"{given} {family[0]}.", f"{given}.{family[0]}")
        ), "given i"

    def _decorated(self, text: str, person: Person) -> str:
        home = self.organisations[person.organisation]
        if self.chance(0.5):
            return f"{text} {self.rng.choice(ASIDES)}"
        shapes = ("{0} - {1}", "{1} - {0}", "{0} ({1})", "{1}_{0}", "{0}, {1}", "{0} | {1}", "{1} {0}")
        return self.rng.choice(shapes).format(text, home.short if self.chance(0.6) else home.name)

    def _cased(self, text: str, *, always: bool = False) -> str:
        if not always and not self.chance(self.knobs.capitals):
            return text
        return text.upper() if self.chance(0.6) else text.lower()
