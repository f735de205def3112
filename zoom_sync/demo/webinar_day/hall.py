"""How people sign in the hall: a row of a sheet, written by hand, with a time out for about half of them."""

from __future__ import annotations

from datetime import timedelta

from zoom_sync.demo.webinar_day.crowd import DESIGNATIONS, Crowd
from zoom_sync.demo.webinar_day.parts import Person, Signature, at, wall

MORNING, AFTERNOON = "sign-in-hall.csv", "sign-in-afternoon.xlsx"


def signs(
    crowd: Crowd,
    person: Person,
    time_in: str,
    time_out: str = "",
    *,
    sheet: str = MORNING,
    name: str = "",
    keys: str = "",
) -> Signature:
    """A row of a sheet. `keys`: "both", "e-mail", "phone" or "none"; by chance if not said."""
    keys = keys or crowd.rng.choices(("both", "e-mail", "phone"), (55, 25, 20))[0]
    row = Signature(
        sheet=sheet,
        name=name or _written(crowd, person),
        time_in=at(time_in),
        time_out=at(time_out) if time_out else None,
        organisation=person.organisation,
        designation=crowd.rng.choice(DESIGNATIONS),
        email=_by_hand(crowd, person.email) if keys in ("both", "e-mail") else "",
        phone=_dialled(crowd, person.phone) if keys in ("both", "phone") else "",
    )
    person.signatures.append(row)
    return row


def sits(crowd: Crowd, person: Person) -> None:
    """A day in the hall, with a time out for about half of the people."""
    come = at("10:20") + timedelta(minutes=int(crowd.rng.triangular(0, 75, 12)))
    go = crowd.rng.choice(("12:35", "13:05", "15:10", "16:40", "16:55", "17:05"))
    signs(crowd, person, f"{wall(come):%H:%M}", go if crowd.rng.random() < 0.55 else "")


def _written(crowd: Crowd, person: Person) -> str:
    first, _, last = person.name.partition(" ")
    return crowd.rng.choices(
        (
            person.name,
            f"{first[0]}. {last}",
            person.name.upper(),
            f"Ms {person.name}",
            f"Dr. {person.name}",
        ),
        (66, 12, 8, 7, 7),
    )[0]


def _by_hand(crowd: Crowd, email: str) -> str:
    return email.upper() if crowd.rng.random() < 0.06 else email


def _dialled(crowd: Crowd, phone: str) -> str:
    code, _, digits = phone.partition(" ")
    return crowd.rng.choice(
        (digits, f"{digits[:5]} {digits[5:]}", f"{code}{digits}", f"0{digits[:5]}-{digits[5:]}")
    )
