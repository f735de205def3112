"""Erased means gone, and stays gone (P13); what is held about one person is in one file (P14)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import responses
from sqlalchemy import text, update

from tests.actions.zoom_world import ONE, RUN, a_world, connection, event_of, iso, keep, registrant
from tests.builders import a_check_in
from tests.conftest import FakeClock
from tests.zoom.fakes import FakeZoom, a_zoom
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import decide, events, import_sheet, privacy, read_inbox, rebuild, report, series, sync
from zoom_sync.records import Certified, Event, Record, Trouble
from zoom_sync.rules.series import Turnout
from zoom_sync.store import (
    audit,
    backups,
    certificates,
    checkins,
    codes,
    datamap,
    erasures,
    hooks,
    inbox,
    jobs,
    letters,
    listed,
    notices,
    optouts,
    outbox,
    schema,
    scrubbing,
    snapshot,
    traces,
)
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store

NAME, SURNAME = "Zebediah", "Quillfeather"
MAIL = "zebediah@quillfeather.example"
PHONE = "555010999"
MARKERS = [NAME, SURNAME, MAIL, "quillfeather", PHONE, "R77mark", "ACC77mark"]
SHEET = (
    "Name,Organisation,E-mail,Phone,Time in,Time out\n"
    f"{NAME} {SURNAME},Feather works,{MAIL},+1 {PHONE},10:00,11:00\n"
    "Meera Nair,Field office,meera@nair.example,,10:05,11:30\n"
)
WHO = registrant(77, id="R77mark", email=MAIL, first_name=NAME, last_name=SURNAME, phone=f"+1 {PHONE}")
READS = [timedelta(minutes=10)]


@dataclass
class World:
    store: Store
    clock: FakeClock
    event: Event
    marks: Path
    zoom: FakeZoom
    mock: responses.RequestsMock

    def sync(self) -> None:
        client = a_zoom(self.clock)
        sync.sync_event(self.store, client, self.event.id, clock=self.clock, holder="test")

    def hear(self, name: str, object: dict[str, Any], *, at: int = 0) -> str:
        said = {
            "event": name,
            "event_ts": 1_772_510_400_000 + at,
            "payload": {"account_id": "A", "object": object},
        }
        body = json.dumps(said).encode()
        delivery = Delivery(delivery_id(body), body, self.clock.now(), 1_772_510_400)
        self.store.run(lambda tx: inbox.keep_all(tx, [delivery]))
        read_inbox.read_some(self.store, clock=self.clock)
        return delivery.id

    def hear_all(self, *, at: int = 0) -> None:
        who = {
            "user_id": "77001", "user_name": f"{NAME} {SURNAME}", "email": MAIL, "registrant_id": "R77mark",
            "participant_user_id": "ACC77mark",
        }  # fmt: skip
        of_run = {"id": ONE, "uuid": RUN, "host_id": "HOST1"}
        self.hear("webinar.registration_created", {"id": ONE, "registrant": WHO}, at=at)
        self.hear(
            "webinar.participant_joined", {**of_run, "participant": {**who, "join_time": iso(2)}}, at=at
        )
        self.hear(
            "webinar.participant_left", {**of_run, "participant": {**who, "leave_time": iso(90)}}, at=at
        )
        self.hear("webinar.sharing_started", {**of_run, "participant": who}, at=at)

    def take_sheet(self, data: str = SHEET, name: str = "hall.csv") -> int:
        _, new = import_sheet.import_file(
            self.store, self.event.id, data=data.encode(), name=name, clock=self.clock
        )
        return new

    def record(self) -> Record:
        rebuild.rebuild(self.store, self.event.id, reads=READS, clock=self.clock)
        found = self.store.read(lambda tx: snapshot.record(tx, self.event.id))
        assert found is not None
        return found

    def line(self) -> Any:
        return next(one for one in self.record().people if one.email == MAIL)

    def held(self, ref: str = "R77mark") -> Any:
        return privacy.of_ref(
            self.store, ref, optout=lambda address: [hashlib.sha256(address.encode()).hexdigest()]
        )

    def erase(self, ref: str = "R77mark") -> privacy.Erased:
        self.clock.advance(86_400)
        erased = privacy.erase_person(
            self.store, self.held(ref), reason="asked for it", marks=self.marks, clock=self.clock, by="asha"
        )
        rebuild.rebuild(self.store, self.event.id, reads=READS, clock=self.clock)
        self.scrub()
        return erased

    def scrub(self) -> None:
        """As the worker does: again, as long as somebody is in the way (PostgreSQL's own ANALYZE, say)."""
        assert any(privacy.scrub(self.store, clock=self.clock) for _ in range(20))


@pytest.fixture
def world(store: Store, clock: FakeClock, tmp_path: Path) -> Iterator[World]:
    """An event to which one person came by every way there is, beside others."""
    event = keep(store, event_of())
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        fake = a_world(mock)
        fake.lists[f"/webinars/{ONE}/registrants?status=approved"][1].append(WHO)
        rows = fake.lists[f"/report/webinars/{RUN}/participants"][1]
        rows.append(
            connection(
                77, 2, 90, name=f"{NAME} {SURNAME}", registrant_id="R77mark", user_id="77001", user_email=MAIL
            )
        )
        rows.append(connection(78, 100, 110, name=f"{NAME} Q", registrant_id="R77mark", user_id="77002"))
        made = World(store, clock, event, tmp_path / erasures.NAME, fake, mock)
        told = {"basis": "consent", "text": "What we keep", "by": "asha"}
        store.run(lambda tx: notices.put(tx, event.id, **told, now=event.starts - timedelta(days=60)))
        made.hear_all()
        made.sync()
        made.take_sheet()
        made.record()
        yield made


def filled(world: World, *, host: bool = True) -> None:
    """Whatever else may be kept about somebody: a decision, a letter, a check-in, a code, an opt-out."""
    store, event_id, now = world.store, world.event.id, world.clock.now()
    line = world.line()
    other = next(one for one in world.record().people if one.email != MAIL)
    decide.decide(
        store, event_id, kind="different", refs=[line.id, other.id], by="asha", clock=world.clock,
        reason=f"{NAME} {SURNAME} is known to me",
    )  # fmt: skip
    decide.decide(store, event_id, kind="attended", refs=[line.id], by="asha", clock=world.clock)
    letter = letters.Letter("l" * 32, event_id, "virtual", "Thanks", "Dear {{ name }}", now)
    copy = outbox.Copy("l" * 32, MAIL, line.id, line.name, MAIL, {"name": line.name}, reason=f"550 {MAIL}")
    check_in = replace(a_check_in(f"{NAME} {SURNAME}", "09:00", email=MAIL), id="c" * 32, ref="nonce77")

    def steps(tx: Any) -> None:
        letters.plan(tx, letter)
        tx.execute(schema.copy.insert().values(**outbox._as_row(copy, letter.id, now)))
        traces.append(tx, event_id, [check_in], now=now)
        checkins.add(tx, event_id, checkins.Passage("c" * 32, line.id, now, "in", "", "", "", "", now))
        codes.resolve(tx, event_id, "0000-0000-0000-0000")
        optouts.add(tx, hashlib.sha256(MAIL.encode()).hexdigest(), now=now)
        _say_and_tell(tx, event_id, line, now)
        faults = [
            {"ref": "hall.csv#9", "reason": f"{NAME} {SURNAME} has no time"},
            {"ref": "hall.csv#8", "reason": "empty"},
        ]
        tx.execute(update(schema.import_).values(faults=faults))
        webinar = {"id": ONE, "topic": "A meeting", "host_emails": [MAIL, "alt@org.example"]}
        if host:
            tx.execute(update(schema.webinar).values(info=webinar))

    store.run(steps)
    world.record()
    world.record()


def _say_and_tell(tx: Any, event_id: str, line: Any, now: Any) -> None:
    """A link of their own, an objection with its answer, and a message to another system."""
    link = {"id": "k" * 32, "event": event_id, "fact": line.id, "digest": "d" * 64, "by": "asha"}
    tx.execute(schema.person_link.insert().values(**link, until=now, created=now))
    said = {"id": "o" * 32, "event": event_id, "fact": line.id, "about": "minutes", "at": now}
    words = {"text": f"I, {NAME}, was there", "answer": f"Yes, {SURNAME}", "answered_by": "asha"}
    tx.execute(schema.objection.insert().values(**said, **words))
    hooks.add(
        tx, hooks.Hook("w" * 32, event_id, "", "https://crm.example", ("checked_in",), b"-", now, "asha")
    )
    data = {"person": {"name": line.name, "email": MAIL}}
    hooks.put(tx, hooks.Message("m" * 32, "w" * 32, event_id, "checked_in", now, data, now, line.id), now=now)


def everywhere(world: World) -> bytes:
    """All bytes of the store: SQLite's files; PostgreSQL's tables, indexes, TOAST and statistics."""
    if world.store.dialect == "sqlite":
        folder = Path(str(world.store.url.database)).parent
        return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    with world.store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        database = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        base = folder / "base" / str(database.scalar_one())
    if not os.access(base, os.R_OK):
        pytest.skip("the server's files may not be read by the tests")
    return b"".join(path.read_bytes() for path in sorted(base.iterdir()) if path.is_file())


def hits(world: World) -> dict[str, int]:
    found = everywhere(world).lower()
    return {marker: found.count(marker.lower().encode()) for marker in MARKERS}


NONE = dict.fromkeys(MARKERS, 0)


def test_nothing_of_an_erased_person_is_left_in_any_file_of_the_store(world):
    filled(world)
    if world.store.dialect == "postgresql":
        with world.store._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    assert all(count for marker, count in hits(world).items() if marker != "ACC77mark")

    world.erase()

    assert hits(world) == NONE


@pytest.mark.parametrize("store_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_while_somebody_still_reads_what_was_erased_its_end_is_not_reported(world, monkeypatch):
    monkeypatch.setattr(scrubbing, "_PAUSES_S", ())
    filled(world)
    with world.store._engine.connect().execution_options(isolation_level="REPEATABLE READ") as reader:
        reader.execute(text("SELECT count(*) FROM event"))
        world.clock.advance(86_400)
        privacy.erase_person(
            world.store, world.held(), reason="asked", marks=world.marks, clock=world.clock, by="asha"
        )
        assert privacy.scrub(world.store, clock=world.clock) is False
        assert hits(world) != NONE
        assert "scrub" in {task["name"] for task in world.store.read(jobs.waiting)}

    assert privacy.scrub(world.store, clock=world.clock) is True
    assert hits(world) == NONE


def test_no_sync_delivery_import_or_notice_brings_an_erased_person_back(world):
    filled(world)
    world.erase()

    world.sync()
    world.hear_all(at=5)
    world.take_sheet()
    world.take_sheet(SHEET + "Ravi Das,,ravi@das.example,,10:00,11:00\n", name="hall again.csv")
    world.sync()
    after = world.record()
    world.scrub()

    assert hits(world) == NONE
    assert "Ravi Das" in {one.name for one in after.people}
    assert after.counts["erased"] == 1


def test_the_erased_person_stays_one_nameless_head_in_the_counts(world):
    before = world.record().counts

    world.erase()

    after = world.record().counts
    assert after == {**before, "erased": 1}


def test_an_erasure_changes_no_total_of_a_report_and_of_a_series(world):
    world.sync()
    world.record()
    made = series.make(world.store, "Calls", [world.event.id], clock=world.clock)
    before, came = report.report(world.store, world.event.id), turnout(world)

    world.erase()

    for when in ("at once", "after the rebuild"):
        after = report.report(world.store, world.event.id)
        for section in ("funnel", "no_show_rate", "roles"):
            assert after[section] == before[section], (when, section)
        assert turnout(world) == replace(came, new=came.new - 1, erased=1), when
        world.record()
    assert made.title == "Calls"


def turnout(world: World) -> Turnout:
    (one,) = series.comings(world.store, [world.event.id]).members
    assert one.turnout is not None
    return one.turnout


def test_a_backup_from_before_an_erasure_does_not_bring_them_back(world, tmp_path):
    filled(world, host=False)
    counts = world.record().counts
    backups.write(world.store, tmp_path / "older.backup")
    world.erase()
    shutil.move(tmp_path / "older.backup", tmp_path / "older.kept")
    folder = tmp_path / "new"
    folder.mkdir()
    other = Store(f"sqlite:///{folder}/store.db")
    backups.restore(other, tmp_path / "older.kept", now=world.clock.now())
    restored = replace(world, store=other)
    assert hits(restored)[MAIL]

    privacy.apply_marks(other, world.marks, clock=world.clock)

    after = restored.record()
    restored.sync()
    other.forget_freed()
    assert hits(restored) == NONE
    assert after.counts == {**counts, "erased": 1}
    other.close()


def test_marks_that_only_the_store_has_are_added_to_the_file(world, tmp_path):
    world.erase()
    fresh = tmp_path / "elsewhere" / erasures.NAME

    privacy.apply_marks(world.store, fresh, clock=world.clock)

    def of(path: Path) -> tuple[list[str], set[Any]]:
        keys, rows = erasures.read_file(path)
        return keys, set(rows)

    assert of(fresh) == of(world.marks)
    assert oct(fresh.stat().st_mode)[-3:] == "600"


def test_the_marks_show_nothing_of_whom_they_mark(world):
    world.erase()

    told = world.marks.read_text()
    assert len(told.splitlines()) > 5
    assert not [one for one in MARKERS if one.lower() in told.lower()]


def test_who_comes_to_a_later_event_comes_anew(world, clock):
    world.erase()
    later = replace(world.event, id="f" * 32, key=b"l" * 32, days=(replace(
        world.event.days[0], start=clock.now() + timedelta(days=9), end=clock.now() + timedelta(days=10)
    ),))  # fmt: skip
    keep(world.store, later)

    row = "Name,E-mail\n" + f"{NAME} {SURNAME},{MAIL}\n"
    _, new = import_sheet.import_file(
        world.store, later.id, data=row.encode(), name="later.csv", clock=clock, kind="registrants"
    )

    assert new == 1


def test_others_who_share_a_mailbox_stay(world):
    family = "Name,E-mail,Time in\n" + f"Ottilie Quillfield,{MAIL},10:00\n"
    world.take_sheet(family, "family.csv")
    other = next(one for one in world.record().people if one.name.startswith("Ottilie"))
    decide.decide(
        world.store,
        world.event.id,
        kind="different",
        refs=["R77mark", other.id],
        by="asha",
        clock=world.clock,
    )
    world.record()

    world.erase()
    world.take_sheet(family.replace("10:00", "10:01"), "family 2.csv")

    names = [one.name for one in world.record().people]
    assert "Ottilie Quillfield" in names
    assert not [one for one in names if NAME in one]


def test_a_person_is_erased_from_every_event_that_knows_their_mailbox(world, clock):
    second = replace(world.event, id="d" * 32, key=b"2" * 32, webinars=())
    keep(world.store, second)
    import_sheet.import_file(world.store, second.id, data=SHEET.encode(), name="two.csv", clock=clock)
    rebuild.rebuild(world.store, second.id, reads=READS, clock=clock)
    world.record()

    erased = world.erase()

    assert sorted(erased.events) == sorted([world.event.id, second.id])
    assert hits(world)[MAIL] == 0
    assert rebuild.rebuild(world.store, second.id, reads=READS, clock=clock).counts["erased"] == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("zeb.quill@gmail.com", "ZebQuill@googlemail.com"),
        ("zeb@münchen.example", "Zeb@MÜNCHEN.example"),
    ],
)
def test_a_mailbox_is_known_at_another_event_however_it_is_written_there(world, clock, here, there):
    second = replace(world.event, id="d" * 32, key=b"2" * 32, webinars=())
    keep(world.store, second)
    for event, address in ((world.event, here), (second, there)):
        sheet = f"Name,Email,Time in\nZebedia Quill,{address},10:00\n".encode()
        import_sheet.import_file(world.store, event.id, data=sheet, name="sheet.csv", clock=clock)
        rebuild.rebuild(world.store, event.id, reads=READS, clock=clock)
    line = next(one for one in world.record().people if one.email == here)

    held = privacy.of_ref(world.store, line.id, optout=lambda address: [])

    assert sorted(one.event for one in held) == sorted([world.event.id, second.id])


def a_removed_one(world: World, clock: FakeClock) -> Event:
    """Another event that they came to, which was removed since."""
    second = replace(world.event, id="d" * 32, key=b"2" * 32, webinars=())
    keep(world.store, second)
    import_sheet.import_file(world.store, second.id, data=SHEET.encode(), name="two.csv", clock=clock)
    rebuild.rebuild(world.store, second.id, reads=READS, clock=clock)
    events.put_away(world.store, second.id, clock=clock)
    return second


def test_who_came_to_an_event_that_was_removed_is_found_given_and_erased_there_too(world, clock):
    removed = a_removed_one(world, clock)
    both = {world.event.id, removed.id}

    found = {one.event.id for one in privacy.find(world.store, MAIL, by="asha", clock=world.clock)}
    given = privacy.give(world.store, world.held(), clock=clock, by="asha")
    erased = world.erase()

    assert found == {one["event"]["id"] for one in given["events"]} == set(erased.events) == both
    assert hits(world) == NONE
    assert not [one for one in world.store.read(jobs.waiting) if one["key"] == removed.id]

    events.bring_back(world.store, removed.id, clock=clock)
    import_sheet.import_file(world.store, removed.id, data=SHEET.encode(), name="again.csv", clock=clock)
    assert rebuild.rebuild(world.store, removed.id, reads=READS, clock=clock).counts["erased"] == 1
    assert privacy.find(world.store, MAIL, by="asha", clock=world.clock) == []


def test_an_event_that_nobody_can_recover_any_more_can_still_be_erased_and_its_sums_stay(world, clock):
    before = world.record().counts
    events.put_away(world.store, world.event.id, clock=clock)
    clock.advance(40 * 86_400)

    erased = privacy.erase_event(
        world.store, world.event.id, reason="a mistake", marks=world.marks, clock=clock, by="asha"
    )
    world.scrub()

    counts = world.store.read(lambda tx: stored_events.summary(tx, world.event.id))["counts"]
    assert counts == {**before, "erased": erased.heads}
    assert erased.heads > 5
    assert hits(world) == NONE


def test_what_zoom_delivers_while_an_event_is_being_erased_is_gone_too(world, clock, monkeypatch):
    whole = privacy.erasing.own_deliveries

    def meanwhile(store, event, **given):
        found = whole(store, event, **given)
        if not store.read(lambda tx: stored_events.known(tx, event.id)).erased:
            world.hear_all(at=99)
        return found

    monkeypatch.setattr(privacy.erasing, "own_deliveries", meanwhile)
    clock.advance(86_400)
    privacy.erase_event(world.store, world.event.id, reason="over", marks=world.marks, clock=clock, by="asha")
    world.scrub()

    assert hits(world) == NONE


def test_a_backup_brings_nobody_back_into_an_event_that_was_removed(world, clock, tmp_path):
    removed = a_removed_one(world, clock)
    backups.write(world.store, tmp_path / "older.backup")
    world.erase()
    folder = tmp_path / "new"
    folder.mkdir()
    other = Store(f"sqlite:///{folder}/store.db")
    backups.restore(other, tmp_path / "older.backup", now=clock.now())

    privacy.apply_marks(other, world.marks, clock=clock)

    assert privacy.find(other, MAIL, by="asha", clock=world.clock) == []
    events.bring_back(other, removed.id, clock=clock)
    assert rebuild.rebuild(other, removed.id, reads=READS, clock=clock).counts["erased"] == 1
    other.close()


def test_deliveries_that_an_event_needs_when_it_is_recovered_stay_and_go_with_it(world, clock):
    twin = replace(world.event, id="d" * 32, key=b"2" * 32)
    keep(world.store, twin)
    events.put_away(world.store, twin.id, clock=clock)
    reason = {"reason": "over", "marks": world.marks, "clock": clock, "by": "asha"}

    privacy.erase_event(world.store, world.event.id, **reason)
    kept = world.store.read(lambda tx: inbox.notifications(tx, ONE))
    privacy.erase_event(world.store, twin.id, **reason)

    assert [one for one in kept if MAIL in str(one.object)]
    assert not [one for one in world.store.read(lambda tx: inbox.notifications(tx, ONE)) if MAIL in str(one)]


def test_what_zoom_delivered_is_gone_through_some_at_a_time_and_whole(world, monkeypatch):
    monkeypatch.setattr(inbox, "PAGE", 2)  # it is more than that

    (held,) = world.held()
    assert len(held.deliveries) == 4
    world.erase()

    assert hits(world) == NONE


def test_erasing_opens_no_final_record_again_and_changes_no_other_line(world):
    lines = {one.id: one for one in world.record().people if one.email != MAIL}

    world.erase()

    assert {one.id: one for one in world.record().people} == lines


def test_phones_at_a_door_make_their_lists_anew(world):
    generation = world.store.read(
        lambda tx: world.record() and listed.changes(tx, world.event.id, 0).generation
    )

    world.erase()

    told = world.store.read(lambda tx: listed.changes(tx, world.event.id, generation))
    assert told.whole
    assert NAME not in str(told.people)


def test_an_erasure_needs_a_reason_and_is_a_line_of_the_audit(world):
    world.record()
    with pytest.raises(Trouble, match="reason"):
        privacy.erase_person(
            world.store, world.held(), reason=" ", marks=world.marks, clock=world.clock, by="a"
        )
    assert not world.marks.exists()

    world.erase()

    newest = world.store.read(lambda tx: audit.lines(tx, event=world.event.id))[0]
    assert (newest.who, newest.what, newest.reason) == ("asha", "person erased", "asked for it")


def test_nothing_is_erased_where_the_marks_cannot_be_written(world, tmp_path):
    world.record()
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(Trouble, match="could not be written"):
        privacy.erase_person(
            world.store, world.held(), reason="asked", marks=blocked / "marks", clock=world.clock, by="a"
        )

    assert world.line().email == MAIL


def test_an_event_ends_and_its_names_go_while_its_sums_stay(world):
    filled(world)
    mail = {"at": world.clock.now(), "address": MAIL, "subject": "Thanks", "wire": f"Dear {NAME}".encode()}
    world.store.run(lambda tx: tx.execute(schema.kept_mail.insert().values(mail)))
    before = world.record().counts
    world.clock.advance(86_400)

    erased = privacy.erase_event(
        world.store,
        world.event.id,
        reason="its time is over",
        marks=world.marks,
        clock=world.clock,
        by="asha",
    )
    world.sync()
    world.hear_all(at=7)
    world.scrub()

    after = world.record()
    assert (after.people, after.unidentified) == ((), ())
    assert after.counts == {**before, "erased": erased.heads}
    assert erased.heads > 5
    assert hits(world) == NONE
    with pytest.raises(Trouble, match="erased before"):
        privacy.erase_event(
            world.store, world.event.id, reason="again", marks=world.marks, clock=world.clock, by="asha"
        )


def certify(world: World) -> None:
    """Give them a certificate that has its paper."""
    event, line = world.event, world.held()[0].lines[0]
    said = Certified(line.name, 42, event.title, event.days, event.timezone)
    one = certificates.new(
        event.key, event.id, line.id, 1, said, seal="", generation=1, now=world.clock.now()
    )
    world.store.run(lambda tx: certificates.issue(tx, event.key, [one]))
    world.store.run(lambda tx: certificates.put_papers(tx, [(one.id, f"%PDF {line.name}".encode())]))


def test_what_is_held_about_somebody_is_every_column_of_the_map(world):
    filled(world)
    world.take_sheet(f"Name,Time in\nZebedia {SURNAME},10:00\n", "other.csv")
    world.record()
    mail = {"at": world.clock.now(), "address": MAIL, "subject": "Thanks", "wire": b"Dear you"}
    world.store.run(lambda tx: tx.execute(schema.kept_mail.insert().values(mail)))
    certify(world)

    told = privacy.give(world.store, world.held(), clock=world.clock, by="asha")

    (event,) = told["events"]
    wanted = {(table, name) for table, names in datamap.columns("attendee").items() for name in names} - {
        ("erasure", "mark"),
        ("tie", "mark"),
        ("tie", "fact"),
    }
    got = {(table, name) for table, rows in event["tables"].items() for row in rows for name in row}
    assert wanted - got == set()
    assert event["consent"][0] == {
        "where": "registration", "at": "2026-02-01T10:00:00+00:00", "basis": "consent", "notice": 1,
    }  # fmt: skip
    assert "meera@nair.example" not in json.dumps(told["events"])
    assert json.dumps(told)


def test_who_works_with_the_service_is_told_what_stands_under_their_address(world):
    store = world.store
    store.run(lambda tx: audit.note(tx, who=MAIL, what="event added", event="", now=world.clock.now()))
    world.record()

    told = privacy.give(store, world.held(), clock=world.clock, by="asha")

    assert [row["who"] for row in told["staff"]["audit"]] == [MAIL]


def test_somebody_is_found_over_all_events_by_name_and_by_address(world):
    world.record()

    by_name = privacy.find(world.store, "quillfeather zebediah", by="asha", clock=world.clock)
    by_mail = privacy.find(world.store, MAIL, by="asha", clock=world.clock)

    assert [one.person.email for one in by_name] == [one.person.email for one in by_mail] == [MAIL]
    assert privacy.find(world.store, MAIL, by="asha", clock=world.clock, among=[]) == []


def test_a_server_that_logs_failed_statements_is_named_since_no_erasure_reaches_its_log(world):
    assert world.store.read(scrubbing.logs_failed_statements) is (world.store.dialect == "postgresql")
