"""Invented people: what they are called, where they work, how they are reached. No two share a mailbox by chance."""

from __future__ import annotations

import functools
import itertools
import math
import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple

from bench.identity.pools import ABOUT, CULTURES, FREE_MAIL, IS, TITLES, WHOSE
from zoom_sync.demo.webinar_day.names import POOLS as CAST_POOLS

CAST_PHONES = {"IN": "91 97 8", "NP": "977 98 8", "BD": "880 18 8", "JO": "962 78 7", "LK": "94 77 7"}


class Word(NamedTuple):
    """One name with its spellings in Latin letters, the commonest first, and in its own script or ""."""

    spellings: tuple[str, ...]
    script: str = ""


@dataclass(slots=True)
class Person:
    """`given_as`, `family_as`: how they spell themselves. `country`: the code their
    number starts with. `mate`: a colleague, whose link, screen, name or number they may share."""

    key: str
    order: str
    given: Word
    family: Word | None
    second: Word | None
    given_as: str
    family_as: str
    organisation: int
    country: str
    phone: str
    title: str
    work: str = ""
    private: str = ""
    mate: Person | None = None
    registrations: list[tuple[str, str]] = field(default_factory=list)  # registrant id, e-mail


@dataclass(slots=True)
class Organisation:
    name: str
    short: str
    domain: str
    culture: str


class Crowd:
    """Draws people one after the other; equal knobs and generator give equal people."""

    def __init__(self, knobs: SimpleNamespace, rng: random.Random) -> None:
        self.knobs, self.rng = knobs, rng
        self.pools = _pools(knobs.name_lists)
        self._cultures = list(self.pools)
        shares = (pool.home * (1 - knobs.abroad) + pool.abroad * knobs.abroad for pool in self.pools.values())
        self._culture_weights = list(itertools.accumulate(shares))
        self._mailboxes: set[str] = set()
        self._phones: set[str] = set()
        self.organisations = self._organisations()
        self._sizes = list(itertools.accumulate((n + 3) ** -0.7 for n in range(len(self.organisations))))
        self._staff: dict[int, Person] = {}
        self.people = [self._person(number) for number in range(knobs.people)]

    def _organisations(self) -> list[Organisation]:
        made: dict[str, Organisation] = {}
        number = max(12, self.knobs.people // 8)
        while len(made) < number:
            places = self.rng.sample(WHOSE, 1 + (number > 300) + (number > 3000))
            name = " ".join([*places, self.rng.choice(ABOUT), self.rng.choice(IS)])
            short = "".join(word[0] for word in name.split())
            domain = f"{places[0]}{short}".lower() + (str(len(made)) if number > 300 else "") + ".example"
            made.setdefault(name, Organisation(name, short, domain, self._culture()))
        return list(made.values())

    def _culture(self) -> str:
        return self.rng.choices(self._cultures, cum_weights=self._culture_weights)[0]

    def _person(self, number: int) -> Person:
        rng, knobs = self.rng, self.knobs
        place = rng.choices(range(len(self.organisations)), cum_weights=self._sizes)[0]
        home = self.organisations[place]
        pool = self.pools[home.culture if rng.random() < 0.6 else self._culture()]
        given, family = pool.draw(pool.given, rng), pool.surname(rng)
        second = pool.surname(rng) if pool.order == "ff" else None
        if pool.order == "o" and rng.random() < 0.5:
            family = None
        colleague, dice = self._staff.get(place), rng.random()
        namesake = colleague is not None and dice < knobs.namesake
        kin = colleague is not None and knobs.namesake <= dice < knobs.namesake + knobs.kin
        if colleague and namesake:
            given, family, second = colleague.given, colleague.family, colleague.second
        if colleague and kin:
            family, second = colleague.family, colleague.second
        order = colleague.order if colleague and (namesake or kin) else pool.order
        person = Person(
            f"b{number:07d}", order, given, family, second,
            self._usual(given), self._usual(family) if family else "", place,
            *((colleague.country, colleague.phone) if colleague and kin else self._phone(pool.phone)),
            rng.choice(TITLES),
        )  # fmt: skip
        person.work = self._mailbox(person, home.domain)
        person.private = self._mailbox(person, rng.choice(FREE_MAIL))
        person.mate = colleague
        self._staff[place] = person
        return person

    def _usual(self, word: Word) -> str:
        first = self.rng.random() < 0.65
        return word.spellings[0] if first else self.rng.choice(word.spellings)

    def _mailbox(self, person: Person, domain: str) -> str:
        given, family = _letters(person.given_as), _letters(person.family_as)
        shapes = (f"{given}.{family}", f"{given[:1]}{family}", f"{given}{family}", f"{family}.{given}", given)
        local = self.rng.choice(shapes).strip(".") or "mail"
        if domain in FREE_MAIL and self.rng.random() < 0.5:
            local += str(
                self.rng.randrange(1, 100) if self.rng.random() < 0.5 else self.rng.randrange(1955, 2006)
            )
        made = f"{local}@{domain}"
        while made.replace(".", "") in self._mailboxes:
            made = f"{local}{self.rng.randrange(10 * self.knobs.people + 1000)}@{domain}"
        self._mailboxes.add(made.replace(".", ""))
        return made

    def _phone(self, plan: str) -> tuple[str, str]:
        country, start, digits = plan.split()
        while True:
            made = country + start + "".join(self.rng.choices("0123456789", k=int(digits)))
            if made not in self._phones:
                self._phones.add(made)
                return country, made


@dataclass(slots=True)
class Pool:
    home: float
    abroad: float
    order: str
    phone: str
    given: tuple[Sequence[Word], Sequence[float]]
    family: tuple[Sequence[Word], Sequence[float]]
    halves: tuple[Sequence[str], Sequence[str]] | None

    @staticmethod
    def draw(names: tuple[Sequence[Word], Sequence[float]], rng: random.Random) -> Word:
        return rng.choices(names[0], cum_weights=names[1])[0]

    def surname(self, rng: random.Random) -> Word:
        """One of the list, or a rarer one that is put together; of those, some from three parts."""
        if not self.halves or rng.random() < 0.7:
            return self.draw(self.family, rng)
        front, back = self.halves
        middle = rng.choice(front).lower() if rng.random() < 0.4 else ""
        return Word(((rng.choice(front) + middle + rng.choice(back)).replace("_", " "),))


@functools.cache
def _pools(share: float) -> dict[str, Pool]:
    """`share`: how much of each list of names is used, from its start."""
    pools = {
        name: Pool(
            made.home, made.abroad, made.order, made.phone, _read(made.given, share), _read(made.family, share),
            (made.fronts.split(), made.backs.split()),
        )
        for name, made in CULTURES.items()
    }  # fmt: skip
    for number, (country, heads, given, family) in enumerate(CAST_POOLS):
        phone, names = CAST_PHONES[country], (_read(given, share), _read(family, share))
        pools[f"cast {number}"] = Pool(heads / 20, 0.0, "gf", phone, *names, None)
    return pools


def _read(text: str, share: float) -> tuple[list[Word], list[float]]:
    words = []
    entries = text.split()
    for entry in entries[: math.ceil(share * len(entries))]:
        latin, _, script = entry.partition("=")
        words.append(Word(tuple(spelling.replace("_", " ") for spelling in latin.split("/")), script))
    return words, list(itertools.accumulate((n + 4) ** -0.8 for n in range(len(words))))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z]", "", plain)
