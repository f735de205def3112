"""The table of people: filtered, sorted and read page by page, on both stores."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import instant
from tests.store.test_people import a_person, a_record, publish
from zoom_sync.records import Event, Person, SessionMinutes
from zoom_sync.store import finding, people
from zoom_sync.store.database import Store
from zoom_sync.store.finding import Query

ASHA = a_person(
    "Asha Rao", organisation="Relief Fund", minutes=90.0, first_seen=instant("09:10"),
    sessions=(SessionMinutes("a", 30.0, 0.0), SessionMinutes("b", 0.0, 0.0)),
)  # fmt: skip
ZOE = a_person(
    "Zoë ONeil", organisation="Relief Fund", mode="both", minutes=3.0, attended=False, role="panelist",
    registered=False, registration_status=None, first_seen=instant("09:00"),
    sessions=(SessionMinutes("a", 0.0, 0.0), SessionMinutes("b", 1.0, None)),
)  # fmt: skip
BEN = a_person(
    "Ben Ito", mode="absent", minutes=0.0, attended=False, registration_status="denied", first_seen=None,
    sessions=(SessionMinutes("a", 0.0, 0.0), SessionMinutes("b", 0.0, 0.0)),
)  # fmt: skip
DEVICE = a_person("iPhone", minutes=60.0)


@pytest.fixture(autouse=True)
def _published(store: Store, event: Event) -> None:
    publish(store, event, a_record(ASHA, ZOE, BEN, unidentified=[DEVICE]))


def found(store: Store, event: Event, **asked: Any) -> list[str]:
    persons, more = store.read(lambda tx: finding.page(tx, event.id, Query(**asked), limit=10))
    assert more is None
    assert store.read(lambda tx: finding.count(tx, event.id, Query(**asked))) == len(persons)
    first, _, total = store.read(lambda tx: finding.first_page(tx, event.id, Query(**asked), limit=1))
    assert (first, total) == (persons[:1], len(persons))
    return [one.name for one in persons]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["sha r"], ["Asha Rao"]),
        (["zoe"], ["Zoë ONeil"]),
        (["fund", "rao"], ["Asha Rao"]),
        (["relief"], ["Asha Rao", "Zoë ONeil"]),
        (["people.example"], ["Asha Rao", "Ben Ito", "Zoë ONeil"]),
        (["%"], []),
        (["_"], []),
        (["'; --"], []),
        ([], ["Asha Rao", "Ben Ito", "Zoë ONeil"]),
    ],
)
def test_words_are_parts_of_name_organisation_and_address(
    store: Store, event: Event, words: list[str], names: list[str]
) -> None:
    assert found(store, event, words=[(word,) for word in words]) == names


def test_of_several_spellings_one_is_enough(store: Store, event: Event) -> None:
    assert found(store, event, words=[("asja", "asha"), ("rau", "rao")]) == ["Asha Rao"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"modes": ("both",)}, ["Zoë ONeil"]),
        ({"kind": "unidentified"}, ["iPhone"]),
        ({"attended": True}, ["Asha Rao"]),
        ({"attended": False}, ["Ben Ito", "Zoë ONeil"]),
        ({"registration": "approved"}, ["Asha Rao"]),
        ({"registration": "denied"}, ["Ben Ito"]),
        ({"registration": "none"}, ["Zoë ONeil"]),
        ({"role": "panelist"}, ["Zoë ONeil"]),
        ({"group": "relief fund"}, ["Asha Rao", "Zoë ONeil"]),
        ({"group": "relief fund", "role": "attendee"}, ["Asha Rao"]),
        ({"session": 0}, ["Asha Rao"]),
        ({"session": 1}, ["Zoë ONeil"]),
        ({"session": 40}, []),
    ],
)
def test_each_filter_leaves_whom_it_says(store: Store, event: Event, asked: Any, names: list[str]) -> None:
    assert found(store, event, **asked) == names


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Asha Rao", "Ben Ito", "Zoë ONeil"]),
        ("most", ["Asha Rao", "Zoë ONeil", "Ben Ito"]),
        ("least", ["Zoë ONeil", "Asha Rao", "Ben Ito"]),
        ("first", ["Zoë ONeil", "Asha Rao", "Ben Ito"]),
        ("last", ["Asha Rao", "Zoë ONeil", "Ben Ito"]),
    ],
)
def test_whoever_was_absent_stands_behind_those_who_were_there(
    store: Store, event: Event, sort: finding.Sort, names: list[str]
) -> None:
    assert found(store, event, sort=sort) == names


@pytest.mark.parametrize("sort", ["name", "most", "least", "first", "last"])
def test_page_by_page_everybody_comes_once_however_the_record_moves(
    store: Store, event: Event, sort: finding.Sort
) -> None:
    many = [
        a_person(f"Person {n % 7}", id=f"{n:032x}", minutes=float(n % 5), mode="absent" if n % 4 == 0 else "virtual",
                 first_seen=None if n % 4 == 0 else instant(f"09:{n % 9:02}"))
        for n in range(40)
    ]  # fmt: skip
    generation = publish(store, event, a_record(*many))
    seen: list[Person] = []
    after = None
    while True:
        some, after = store.read(
            lambda tx, after=after: finding.page(
                tx, event.id, Query(sort=sort), generation=generation, after=after, limit=7
            )
        )
        seen += some
        publish(store, event, a_record(*many[len(seen) :]))  # whoever was shown has gone since
        if after is None:
            break

    assert len(seen) == len(many)
    assert set(seen) == set(many)
    assert store.read(lambda tx: finding.page(tx, event.id, Query(), limit=5))[0] == []


def test_the_largest_organisations_are_told_with_somebody_who_wrote_them(store: Store, event: Event) -> None:
    (group,) = store.read(lambda tx: finding.groups(tx, event.id, most=5))

    assert (group.key, group.people) == ("relief fund", 2)
    someone = store.read(lambda tx: people.person(tx, event.id, group.someone))
    assert someone is not None
    assert someone.organisation == "Relief Fund"


def test_the_longest_names_that_can_be_fit_the_index(store: Store, event: Event) -> None:
    long = a_person("界" * 300, id="9" * 32, organisation="组织" * 300)

    def found_by(name: str, organisation: str, email: str, phone: str) -> tuple[str, str]:
        return "界" * 400, "x" * 100

    people.publish(store, event.id, a_record(long), now=instant("09:00"), found_by=found_by)

    assert store.read(lambda tx: finding.page(tx, event.id, Query(words=[("界",)]), limit=5))[0] == [long]
