"""Who takes part in the sample day, and that nobody in it can be mistaken beyond the five doubts."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import timedelta
from itertools import combinations, permutations

import openpyxl
import pytest
from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from zoom_sync.demo.webinar_day.cast import build
from zoom_sync.demo.webinar_day.crowd import DEVICES
from zoom_sync.demo.webinar_day.parts import ENDS, RUNS, STARTS, Cast, Join, Person
from zoom_sync.demo.webinar_day.sheet import sheets
from zoom_sync.demo.webinar_day.truth import truth

TITLES = {"dr", "prof", "ms", "mr", "mrs"}


@pytest.fixture(scope="module", params=[2022, 7])
def cast(request: pytest.FixtureRequest) -> Cast:
    return build(request.param)


@pytest.fixture(scope="module")
def told(cast: Cast) -> dict:
    return truth(cast)


def words(name: str) -> list[str]:
    name = re.split(r" - |[(,/]", name)[0]
    found = re.findall(r"[^\W\d_]+", anyascii(name).lower())
    return [word for word in found if word not in TITLES]


def agree(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return ratio(one, other) >= 80


def could_be_one(one: str, other: str) -> bool:
    """Every word of the shorter name agrees with a word of its own in the longer."""
    short, long = sorted((words(one), words(other)), key=len)
    return bool(short) and any(
        all(agree(a, b) for a, b in zip(short, order, strict=True))
        for order in permutations(long, len(short))
    )


def names(person: Person) -> set[str]:
    shown = {join.shown for join in person.joins if join.run != "rehearsal"}
    written = {row.name for row in person.signatures}
    found = {person.name} | shown | written
    return {name for name in found if name not in DEVICES and not name.isdigit()}


def registrants(cast: Cast) -> list[Person]:
    return [person for person in cast.people if person.registrant is not None]


def test_the_same_seed_gives_the_same_day_to_the_last_id():
    one, again, other = build(3), build(3), build(4)

    assert truth(one) == truth(again) != truth(other)
    assert sheets(one)["sign-in-hall.csv"] == sheets(again)["sign-in-hall.csv"]


def test_some_sixty_are_in_the_room_and_two_hundred_online(told):
    modes = Counter(person["mode"] for person in told["people"])

    assert 55 <= modes["in_person"] + modes["both"] <= 66
    assert 190 <= modes["virtual"] + modes["both"] <= 210
    assert modes["both"] >= 9


def test_all_addresses_end_in_example(cast):
    addresses = [person.email for person in cast.people if person.email] + [cast.host.email]
    addresses += [row.email for person in cast.people for row in person.signatures if row.email]

    assert all(address.lower().endswith(".example") for address in addresses)


def test_registrations_have_addresses_numbers_and_ids_of_their_own(cast):
    people = registrants(cast)
    for key in (
        [p.registrant.id for p in people],
        [p.email.lower() for p in people],
        [re.sub(r"\D", "", p.phone)[-9:] for p in people],
    ):
        assert max(Counter(key).values()) == 1


def test_no_two_people_could_be_taken_for_one_by_any_of_their_names_except_in_the_doubts(cast):
    doubtful = {
        ("Pushpa Lama", "Pushpa Lama"),
        ("R. Sharma", "Rekha Sharma"),
        ("Shirin Sultana", "Shirin Sultana"),
    }
    people = [person for person in cast.people if not person.nameless]
    shown = [(person, names(person)) for person in people]

    mistaken = {
        tuple(sorted((one.name, other.name)))
        for (one, ones), (other, others) in combinations(shown, 2)
        if any(could_be_one(a, b) for a in ones for b in others)
    }

    assert mistaken == doubtful


def test_nobody_else_shows_an_organisation_that_somebody_shows_beside_the_name(cast):
    shown = {(p.name, j.shown.partition(" - ")[2]) for p in cast.people for j in p.joins if " - " in j.shown}

    assert shown
    assert max(Counter(organisation for _, organisation in shown).values()) == 1


def test_everybody_else_is_tied_by_a_sure_key(cast):
    """A registrant's id, an e-mail, a phone, a Zoom account or a bound phone, with no name that contradicts."""
    doubted = {id(one.other) for one in (*cast.doubts, *cast.inferences)}
    for person in registrants(cast):
        emails = {person.email.lower(), person.email.lower().replace("+wif", "")}
        digits = re.sub(r"\D", "", person.phone)[-9:]
        for join in person.joins:
            tied = (
                join.registrant_id == person.registrant.id
                or join.email.lower() in emails
                or (join.account and join.account == person.account)
                or join.bound_to is not None
            )
            assert tied or id(join) in doubted or join.run == "rehearsal", (person.name, join)
            if not join.registrant_id and join.email:
                assert any(agree(a, b) for a in words(join.shown) for b in words(person.name))
        for row in person.signatures:
            tied = row.email.lower() in emails or re.sub(r"\D", "", row.phone)[-9:] == digits
            assert tied or id(row) in doubted, (person.name, row)
            assert any(agree(a, b) for a in words(row.name) for b in words(person.name)), (person.name, row)


def test_there_are_five_doubts_two_to_part_and_three_to_join(cast, told):
    refs = {ref for person in told["people"] for ref in person["evidence"]}

    assert [doubt["decision"]["kind"] for doubt in told["doubts"]] == ["different"] * 2 + ["same"] * 3
    assert all(set(doubt["decision"]["refs"]) <= refs for doubt in told["doubts"])


def test_the_three_pairs_are_four_questions_since_two_namesakes_may_be_one_row(told):
    assert [doubt["questions"] for doubt in told["doubts"]] == [0, 0, 2, 1, 1]


def test_two_real_namesakes_of_one_employer_are_registered_and_one_of_them_is_in_the_hall(cast):
    namesakes = [person for person in registrants(cast) if person.name == "Shirin Sultana"]

    assert len({person.organisation for person in namesakes}) == 1
    assert [len(person.signatures) for person in namesakes] == [1, 0]
    (row,) = namesakes[0].signatures
    assert (row.name, row.email, row.phone) == ("Shirin Sultana", "", "")


def test_what_a_name_tells_is_of_people_with_a_name_that_one_registrant_alone_has(cast, told):
    owner = {ref: person["name"] for person in told["people"] for ref in person["evidence"]}
    names = Counter(person.name for person in registrants(cast))

    for one in told["inferences"]:
        (name,) = {owner[ref] for ref in one["refs"]}
        assert names[name] == 1
    for thing in (one.other for one in cast.inferences):
        assert (thing.email, thing.phone) == ("", "")
    assert [one["by_name_alone"] for one in told["inferences"]] == [False, False, True]


def test_a_decision_parts_two_people_of_the_truth_or_joins_one(told):
    owner = {ref: number for number, person in enumerate(told["people"]) for ref in person["evidence"]}

    for doubt in told["doubts"]:
        one, other = doubt["decision"]["refs"]
        assert (owner[one] == owner[other]) == (doubt["decision"]["kind"] == "same")


def test_every_record_is_of_exactly_one_entry(cast, told):
    refs = Counter(ref for entry in (*told["people"], *told["unidentified"]) for ref in entry["evidence"])
    joins = [j for p in (cast.host, *cast.people) for j in p.joins if j.run != "rehearsal"]
    rows = [row for person in cast.people for row in person.signatures]
    panelists = [person for person in cast.people if person.panelist]

    assert set(refs.values()) == {1}
    assert len(refs) == len(joins) + len(rows) + len(registrants(cast)) + len(panelists)


def test_all_that_goes_wrong_is_there(cast, told):
    people, joins = cast.people, [join for person in cast.people for join in person.joins]
    stati = Counter(person["registration_status"] for person in told["people"])

    assert sum(len([j for j in p.joins if j.run == "morning"]) > 1 for p in people) > 30
    assert any(_overlap(p.joins) for p in people)
    assert any(join.bound_to for join in joins)
    assert any(join.joined.late_s or join.left.late_s for join in joins)
    assert any(join.joined.lost or join.left.lost for join in joins)
    assert any(join.joined.copies > 1 for join in joins)
    assert {"approved", "pending", "denied", "cancelled", None} == stati.keys()
    assert len(told["unidentified"]) == 3
    assert sum("Registered by" in p.registrant.comments for p in registrants(cast)) == 3
    assert cast.uuids["morning"].startswith("/")
    assert "//" in cast.uuids["morning"]


def _overlap(joins: list[Join]) -> bool:
    return any(one.start < other.end and other.start < one.end for one, other in combinations(joins, 2))


def test_connections_lie_within_their_run_and_the_sheets_within_the_day(cast):
    for person in (cast.host, *cast.people):
        for join in person.joins:
            start, end = RUNS[join.run]
            assert start <= join.start < join.end <= end
        for row in person.signatures:
            assert STARTS - timedelta(minutes=15) <= row.time_in < (row.time_out or ENDS)


def test_a_user_id_is_one_connection_of_one_run(cast):
    joins = [join for person in (cast.host, *cast.people) for join in person.joins]

    assert max(Counter((join.run, join.user_id) for join in joins).values()) == 1


def test_the_sheets_hold_the_rows_that_the_truth_counts(cast, told):
    refs = {ref for person in told["people"] for ref in person["evidence"] if "#" in ref}
    files = sheets(cast)

    text = files["sign-in-hall.csv"].decode("utf-8-sig").partition("\r\n")[2]
    hall = [row for row in csv.DictReader(io.StringIO(text)) if row["Name"] != "Name"]
    page = openpyxl.load_workbook(io.BytesIO(files["sign-in-afternoon.xlsx"])).worksheets[0]

    assert {f"sign-in-hall.csv#{row['S.No.']}" for row in hall} == {r for r in refs if "hall" in r}
    assert page.max_row - 1 == len({r for r in refs if "afternoon" in r})
    with_end = sum(bool(row["Time out"]) for row in hall)
    assert 0.35 < with_end / len(hall) < 0.75


def test_two_rows_without_an_organisation_have_no_ditto_mark():
    cast = build(3)
    hall = [row for person in cast.people for row in person.signatures if row.sheet == "sign-in-hall.csv"]
    for row in hall:
        row.organisation = "" if row.n <= 2 else "Terai Legal Clinic"

    text = sheets(cast)["sign-in-hall.csv"].decode("utf-8-sig").partition("\r\n")[2]

    written = [row["Organisation"] for row in csv.DictReader(io.StringIO(text))]
    assert written[:4] == ["", "", "Terai Legal Clinic", "-do-"]
