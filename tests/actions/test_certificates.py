"""Certificates from the record to paper, and what anybody is told of their codes."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.builders import a_check_in
from tests.conftest import FakeClock
from tests.hostile_names import NAMES
from tests.web import sample
from zoom_sync.actions import certificates
from zoom_sync.actions.certificates import Order
from zoom_sync.files.printing import fonts
from zoom_sync.records import Event, Evidence, Person, Trouble
from zoom_sync.store import audit, erasing, events, holding, traces
from zoom_sync.store import certificates as kept
from zoom_sync.store.database import Store
from zoom_sync.zoom import reading

URL = "https://attendance.mela.example"
FINAL = Order(issuer="Mela Trust")


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    return record(store, clock, *(sample.a_person(n, sample.the_event()) for n in range(6)))


def record(
    store: Store, clock: FakeClock, *everybody: Person, final: bool = True, **changes: object
) -> Event:
    """Make this the record of the event, which is put there first where it is not."""
    event = sample.the_event(**changes)
    made = replace(sample.a_record(event, 0, final=final), people=everybody)
    if store.read(lambda tx: events.get(tx, event.id)) is None:
        return sample.keep(store, made, now=clock.now())
    sample.keep_record(store, made, now=clock.now())
    return event


def issue(store: Store, clock: FakeClock, event: Event, order: Order = FINAL) -> certificates.Outcome:
    done = certificates.issue(store, event.id, order, by="asha", clock=clock)
    certificates.make(store, event.id, public_url=URL)
    return done


def code_of(store: Store, event: Event, person: Person) -> str:
    (one,) = store.read(lambda tx: kept.of_facts(tx, event.id, [person.id]))
    return kept.code_of(event.key, one.id)


def index(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "index.csv").read_text("utf-8-sig"))))


def test_everybody_whom_the_rule_names_has_a_pdf_and_a_line_of_the_index_and_nobody_else(
    store, clock, event, tmp_path
):
    issue(store, clock, event)

    assert certificates.write_folder(store, event.id, tmp_path / "out", public_url=URL) == 5

    lines = index(tmp_path / "out")
    assert sorted(line["file"] for line in lines) == sorted(p.name for p in (tmp_path / "out").glob("*.pdf"))
    assert {line["name"] for line in lines} == {
        sample.a_person(n, event).name for n in range(5)
    }  # 5 was absent
    assert all((tmp_path / "out" / line["file"]).read_bytes().startswith(b"%PDF-") for line in lines)
    assert all(line["address"] == f"{URL}/certificates/{line['code']}" for line in lines)
    assert len({line["code"] for line in lines}) == 5


def test_a_provisional_record_gives_none_unless_knowingly(store, clock):
    event = record(store, clock, sample.a_person(0, sample.the_event()), final=False)

    with pytest.raises(Trouble, match="not final"):
        issue(store, clock, event)

    assert store.read(lambda tx: kept.of_event(tx, event.id)) == []
    assert issue(store, clock, event, Order(provisional=True)).issued == 1
    (one,) = store.read(lambda tx: kept.of_event(tx, event.id))
    assert one.said.provisional


def test_done_again_nothing_is_made_anew_and_only_what_changed_is_replaced(store, clock, event):
    issue(store, clock, event)
    before = {one.fact: one for one in store.read(lambda tx: kept.of_event(tx, event.id))}
    assert issue(store, clock, event) == certificates.Outcome(0, 5, 0, 0)
    assert certificates.make(store, event.id, public_url=URL) == 0

    first, *rest = (sample.a_person(n, event) for n in range(6))
    record(store, clock, replace(first, minutes=12.0), *rest)
    assert issue(store, clock, event) == certificates.Outcome(1, 4, 1, 0)

    after = {one.fact: one for one in store.read(lambda tx: kept.of_event(tx, event.id))}
    assert {fact for fact in before if before[fact].id != after[fact].id} == {first.id}


def test_a_code_says_what_stands_on_the_certificate_and_a_wrong_one_says_nothing(store, clock, event):
    issue(store, clock, event)
    person = sample.a_person(0, event)
    code = code_of(store, event, person)

    told = certificates.check(store, f" {code.lower().replace('-', ' ')} ")

    assert (told.state, told.said.name, told.said.minutes) == ("valid", person.name, 205)
    assert certificates.check(store, "0000-0000-0000-0000") is None
    assert certificates.check(store, "nonsense") is None


def test_a_corrected_record_withdraws_or_overtakes_a_certificate_at_once(store, clock, event):
    issue(store, clock, event)
    one, other, *rest = (sample.a_person(n, event) for n in range(6))
    codes = [code_of(store, event, person) for person in (one, other)]

    record(store, clock, replace(one, attended=False), replace(other, minutes=12.0), *rest, final=False)

    told = [certificates.check(store, code) for code in codes]
    assert [said.state for said in told] == ["withdrawn", "overtaken"]
    assert [(said.said, said.since) for said in told] == [(None, clock.now())] * 2


def test_after_the_correction_the_old_code_says_replaced_or_withdrawn_and_the_new_one_stands(
    store, clock, event
):
    issue(store, clock, event)
    one, other, *rest = (sample.a_person(n, event) for n in range(6))
    old = [code_of(store, event, person) for person in (one, other)]
    record(store, clock, replace(one, attended=False), replace(other, minutes=12.0), *rest)

    issue(store, clock, event)

    assert [certificates.check(store, code).state for code in old] == ["withdrawn", "replaced"]
    assert certificates.check(store, code_of(store, event, other)).said.minutes == 12


def test_two_records_that_turn_out_to_be_one_person_keep_one_certificate(store, clock, event):
    issue(store, clock, event)
    one, other, *rest = (sample.a_person(n, event) for n in range(6))
    codes = [code_of(store, event, person) for person in (one, other)]
    record(store, clock, replace(one, evidence=(*one.evidence, *other.evidence)), *rest)

    assert issue(store, clock, event) == certificates.Outcome(0, 4, 1, 0)

    assert [certificates.check(store, code).state for code in codes] == ["valid", "replaced"]


def test_the_folder_loses_papers_that_stand_no_longer(store, clock, event, tmp_path):
    issue(store, clock, event)
    certificates.write_folder(store, event.id, tmp_path, public_url=URL)
    (tmp_path / "notes.pdf").write_bytes(b"mine")
    one, *rest = (sample.a_person(n, event) for n in range(6))
    record(store, clock, replace(one, attended=False), *rest)

    issue(store, clock, event)
    certificates.write_folder(store, event.id, tmp_path, public_url=URL)

    assert len(list(tmp_path.glob("*.pdf"))) == 5
    assert (tmp_path / "notes.pdf").exists()
    assert len(index(tmp_path)) == 4


def test_before_anything_is_made_it_is_said_who_gets_none_and_why(store, clock, monkeypatch):
    monkeypatch.setattr(fonts, "_of_the_machine", lambda lacking: ())
    event = sample.the_event()
    names = ("Asha Rao", "\U00012000\U00012001", "🌸", "Meera Nair")
    four = [sample.a_person(n, event, name=name, mode="virtual") for n, name in enumerate(names)]
    record(store, clock, *four[:3], replace(four[3], by_name=True))

    told = certificates.plan(store, event.id, FINAL)

    assert [said.name for said in told.new.values()] == ["Asha Rao"]
    assert {(one.why, one.scripts) for one in told.left_out} == {
        ("no font", ("Cuneiform",)),
        ("no name", ()),
        ("name alone", ()),
    }


def test_an_erased_persons_certificate_is_withdrawn_and_nothing_of_them_is_left_in_it(store, clock, event):
    issue(store, clock, event)
    person = sample.a_person(0, event)
    code = code_of(store, event, person)

    held = holding.Held(event.id, (person,), ())
    store.run(lambda tx: erasing.take_out(tx, held, now=clock.now()))

    told = certificates.check(store, code)
    assert (told.state, told.said, told.since) == ("withdrawn", None, clock.now())
    gone = store.read(lambda tx: kept.by_code(tx, code))
    assert (gone.said, gone.ending, gone.fact) == (None, "erased", gone.id)
    assert store.read(lambda tx: kept.papers(tx, [gone.id])) == {}


def test_a_protected_event_asks_what_for(store, clock):
    event = record(store, clock, sample.a_person(0, sample.the_event()), protected=True)

    with pytest.raises(Trouble, match="protected"):
        issue(store, clock, event)

    certificates.issue(store, event.id, FINAL, by="asha", reason="asked for by the donor", clock=clock)
    (line,) = store.read(lambda tx: audit.lines(tx, event=event.id))
    assert (line.what, line.reason, line.after["issued"]) == (
        "issued certificates",
        "asked for by the donor",
        1,
    )


def test_the_zip_holds_what_the_folder_holds(store, clock, event, tmp_path):
    issue(store, clock, event)
    certificates.write_folder(store, event.id, tmp_path / "out", public_url=URL)
    with (tmp_path / "all.zip").open("w+b") as target:
        assert certificates.write_archive(store, event.id, target, public_url=URL) == 5

    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()
        }


def test_a_letter_finds_the_certificate_of_its_reader(store, clock, event):
    person = sample.a_person(0, event)
    assert certificates.of_person(store, event.id, person.id, public_url=URL) is None

    issue(store, clock, event)

    name, paper = certificates.of_person(store, event.id, person.evidence[-1].ref, public_url=URL)
    assert (name[:13], paper[:5]) == ("asha-pradhan-", b"%PDF-")
    assert certificates.of_person(store, event.id, sample.a_person(5, event).id, public_url=URL) is None


def test_hostile_names_make_files_of_harmless_names_and_cells_that_do_not_run(store, clock, tmp_path):
    event = sample.the_event()
    mischief = [name for name in NAMES if name[:1] in "=+-@./\\~" or "/" in name][:40]
    record(
        store,
        clock,
        *(sample.a_person(n, event, name=name, mode="virtual") for n, name in enumerate(mischief)),
    )
    issue(store, clock, event)

    certificates.write_folder(store, event.id, tmp_path / "out", public_url=URL)
    certificates.roster(store, event.id, tmp_path / "credits.xlsx")

    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["out"]
    files = [path.name for path in (tmp_path / "out").iterdir() if path.name != "index.csv"]
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in files)
    assert not [line["name"] for line in index(tmp_path / "out") if line["name"][:1] in "=+-@"]
    sheet = openpyxl.load_workbook(tmp_path / "credits.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} <= {"s", "n", "b"}


def test_a_roster_lists_hours_by_day_with_licence_numbers_from_the_column_that_is_named(
    store, clock, event, tmp_path
):
    with pytest.raises(Trouble, match="has a column"):
        certificates.roster(store, event.id, tmp_path / "credits.xlsx", column="Licence number")
    assert not (tmp_path / "credits.xlsx").exists()

    assert certificates.roster(store, event.id, tmp_path / "credits.xlsx") == (5, 0)

    header, *rows = openpyxl.load_workbook(tmp_path / "credits.xlsx").active.iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    first = next(line for line in lines if line["name"] == sample.a_person(0, event).name)
    assert (first["date"], first["hours"], first["minutes"]) == ("2026-03-10", 3.42, 205)


def test_a_licence_number_that_was_asked_for_in_zooms_form_stands_in_the_roster(store, clock, tmp_path):
    event = sample.the_event(licence_question="Licence number")
    asha, other = sample.a_person(0, event), sample.a_person(1, event)
    record(store, clock, asha, other, licence_question="Licence number")
    row = {
        "id": asha.evidence[0].ref, "first_name": "Asha", "status": "approved",
        "custom_questions": [
            {"title": "licence  NUMBER", "value": "NMC-0042"}, {"title": "Why do you come?", "value": "secret"},
        ],
    }  # fmt: skip
    webinar = event.webinars[0].id
    told = reading.registrant(row, event=event, webinar=webinar, at=event.ends, ref="reg0", id=asha.id)
    store.run(lambda tx: traces.append(tx, event.id, [told], now=clock.now()))

    assert certificates.roster(store, event.id, tmp_path / "credits.xlsx") == (2, 1)

    assert (told.claim.licence, "secret" in repr(told)) == ("NMC-0042", False)
    _, *rows = openpyxl.load_workbook(tmp_path / "credits.xlsx").active.iter_rows(values_only=True)
    assert {(row[0], row[1]) for row in rows} == {("NMC-0042", asha.name), (None, other.name)}


def test_a_day_that_is_known_from_a_check_in_alone_has_its_line_in_the_roster(store, clock, tmp_path):
    day = sample.the_event().days[0]
    next_day = replace(day, start=day.start + timedelta(days=1), end=day.end + timedelta(days=1))
    event = sample.the_event(days=(day, next_day))
    came = replace(a_check_in("Asha"), at=next_day.start)
    asha = sample.a_person(0, event)
    asha = replace(
        asha,
        minutes_at_least=True,
        evidence=(*asha.evidence, Evidence("check_in", came.ref, "personal code", came.id)),
    )
    record(store, clock, days=event.days)
    store.run(lambda tx: traces.append(tx, event.id, [came], now=clock.now()))
    record(store, clock, asha, days=event.days)

    certificates.roster(store, event.id, tmp_path / "credits.xlsx")

    header, *rows = openpyxl.load_workbook(tmp_path / "credits.xlsx").active.iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(line["date"], line["minutes"]) for line in lines] == [("2026-03-10", 205), ("2026-03-11", None)]
