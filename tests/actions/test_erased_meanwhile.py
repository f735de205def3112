"""Somebody is erased while something is at work that has read of them: it writes nothing of them any more (P13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Text, cast, select

from tests.actions.test_follow_up import Config, Pen
from tests.builders import an_event, span
from tests.conftest import FakeClock
from zoom_sync import moments
from zoom_sync.actions import certificates, follow_up, privacy, rebuild
from zoom_sync.actions import events as organising
from zoom_sync.actions.privacy import erasing as erasing_
from zoom_sync.keys import Keys, make_secret
from zoom_sync.records import Claim, Event, Pair, Trace, Trouble, fact_id
from zoom_sync.store import certificates as kept
from zoom_sync.store import (
    erasing,
    events,
    letters,
    outbox,
    people,
    publishing,
    schema,
    seals,
    snapshot,
    traces,
)
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.faults import Overtaken

FOUR = ["Asha Rao", "Bela Nair", "Dina Shah", "Zebediah Quill"]
WHO = "Zebediah Quill"
READS = [timedelta(minutes=10)]


@dataclass
class Hall:
    """An event whose people signed a sheet."""

    store: Store
    clock: FakeClock
    marks: Path
    event: Event

    def sign(self, *names: str, sheet: str = "a") -> None:
        told = [
            Trace(
                id=fact_id(self.event.key, "row", sheet, name), kind="sign_in", source="sign_in",
                ref=f"{sheet}.csv#{number}", span=span("10:00", "11:00"),
                claim=Claim(name=name, email=f"{name.split()[0].lower()}@people.example"),
            )
            for number, name in enumerate(names, 1)
        ]  # fmt: skip
        self.store.run(lambda tx: traces.append(tx, self.event.id, told, now=self.clock.now()))

    def rebuild(self) -> None:
        rebuild.rebuild(self.store, self.event.id, reads=READS, clock=self.clock)

    def shown(self) -> list[str]:
        return [one.name for one in self.store.read(lambda tx: people.read(tx, self.event.id))]

    def generation(self) -> int:
        return self.store.read(lambda tx: events.known(tx, self.event.id)).generation

    def kept(self, word: str = "Quill") -> int:
        """In how many rows of people the word stands, shown or not."""
        asked = select(cast(schema.person.c.body, Text), schema.person.c.search)
        return sum(
            word.lower() in f"{row}".lower() for row in self.store.read(lambda tx: tx.execute(asked).all())
        )

    def erase(self, name: str = WHO) -> None:
        (one,) = (
            one for one in self.store.read(lambda tx: people.read(tx, self.event.id)) if one.name == name
        )
        held = privacy.of_ref(self.store, one.id, optout=lambda address: [])
        privacy.erase_person(
            self.store, held, reason="asked for it", marks=self.marks, clock=self.clock, by="asha"
        )

    def erase_all(self) -> None:
        privacy.erase_event(
            self.store, self.event.id, reason="over", marks=self.marks, clock=self.clock, by="asha"
        )


@pytest.fixture
def hall(store: Store, clock: FakeClock, tmp_path: Path) -> Hall:
    event = an_event(key=b"k" * 32, webinars=())
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    made = Hall(store, clock, tmp_path / "erased", event)
    made.sign(*FOUR)
    made.rebuild()
    return made


@contextmanager
def at(moment: moments.Moment, deed: Callable[[], None]) -> Iterator[None]:
    """Do the deed when the moment comes for the first time."""
    deeds = [deed]

    def watcher(come: moments.Moment) -> None:
        if come == moment and deeds:
            deeds.pop()()

    with moments.watched(watcher):
        yield
    assert not deeds


@pytest.mark.parametrize(
    "moment",
    ["a generation begun, no row written", "a generation written in part", "a generation written, not shown"],
)
def test_a_record_that_was_made_of_the_erased_is_not_shown(hall: Hall, moment: moments.Moment) -> None:
    hall.sign(WHO, "Xavier Montes", sheet="b")

    with at(moment, hall.erase), pytest.raises(Overtaken):
        hall.rebuild()

    assert hall.shown() == FOUR[:3]
    assert hall.kept() == 0
    hall.rebuild()
    assert hall.kept() == 0
    assert hall.shown() == [*FOUR[:3], "Xavier Montes"]


def test_a_record_whose_facts_were_read_before_somebody_was_erased_is_not_shown(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.sign(WHO, sheet="b")
    just_before(monkeypatch, hall.erase)

    with pytest.raises(Overtaken):
        hall.rebuild()

    assert (hall.shown(), hall.kept()) == (FOUR[:3], 0)


def test_of_two_runs_at_once_the_one_with_the_newer_facts_is_shown(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_run() -> None:
        hall.sign("Emil Ost", sheet="b")
        hall.rebuild()

    just_before(monkeypatch, another_run)

    with pytest.raises(Overtaken):
        hall.rebuild()

    assert "Emil Ost" in hall.shown()


def just_before(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], None]) -> None:
    """Do the deed when a run has read its facts, and before it publishes what it makes of them."""
    publish, deeds = publishing.publish_lines, [deed]

    def late(*args: object, **more: object) -> int:
        if deeds:
            deeds.pop()()
        return publish(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(publishing, "publish_lines", late)


def test_everybody_is_counted_whose_record_was_shown_while_their_event_was_being_erased(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_event = erasing_.own_deliveries
    hall.sign("Emil Ost", sheet="b")

    def late(*args: object, **more: object) -> list[str]:
        if not hall.store.read(lambda tx: events.known(tx, hall.event.id)).erased:
            hall.rebuild()
        return of_event(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(erasing_, "own_deliveries", late)

    hall.erase_all()

    counts = hall.store.read(lambda tx: events.summary(tx, hall.event.id))["counts"]
    heads = hall.store.read(lambda tx: erasing.heads(tx, hall.event.id))
    assert counts["in_person"] == counts["erased"] == sum(one.heads for one in heads) == 5


@pytest.mark.parametrize("moment", ["a generation begun, no row written", "a generation written in part"])
def test_nobody_is_shown_under_an_event_that_was_erased_while_its_record_was_made(
    hall: Hall, moment: moments.Moment
) -> None:
    hall.sign("Xavier Montes", sheet="b")

    with at(moment, hall.erase_all), pytest.raises(Overtaken):
        hall.rebuild()
    hall.rebuild()

    assert (hall.shown(), hall.kept("")) == ([], 0)


def test_who_is_not_erased_stays_in_the_record_where_a_run_was_killed_before(hall: Hall) -> None:
    hall.sign("Bela Nair", sheet=later(hall, "Bela Nair"))
    hall.sign("Xavier Montes", sheet="c")
    killed_in_part(hall)

    hall.erase()

    assert hall.shown() == FOUR[:3]
    hall.rebuild()
    assert hall.shown() == [*FOUR[:3], "Xavier Montes"]


def test_a_line_that_a_killed_run_left_is_nobodys_in_the_record(hall: Hall) -> None:
    hall.sign("Xavier Montes", sheet="b")
    stranger = fact_id(hall.event.key, "row", "b", "Xavier Montes")
    here = {one.id for one in hall.store.read(lambda tx: people.read(tx, hall.event.id))}
    killed_in_part(hall)

    found = hall.store.read(lambda tx: people.shown_of(tx, hall.event.id, [stranger, *here]))

    assert found == here


def later(hall: Hall, name: str) -> str:
    """A sheet whose fact leaves somebody the id of their line, which is the least of their facts."""
    facts = ((f"b{n}", fact_id(hall.event.key, "row", f"b{n}", name)) for n in range(99))
    return next(sheet for sheet, fact in facts if fact > fact_id(hall.event.key, "row", "a", name))


class Killed(BaseException):
    pass


def killed_in_part(hall: Hall) -> None:
    def kill() -> None:
        raise Killed

    with suppress(Killed), at("a generation written in part", kill):
        hall.rebuild()


def test_the_questions_about_others_stay_open_when_somebody_is_erased(hall: Hall) -> None:
    question = Pair(("a", "b"), 0.7, ("same name",), facts=("f" * 32, "9" * 32))
    record = hall.store.read(lambda tx: snapshot.record(tx, hall.event.id))
    assert record is not None
    for organisation in ("", "Mela Trust"):  # the second shows the questions of the first
        asha, *others = record.people
        everybody = (replace(asha, organisation=organisation), *others)
        publishing.publish(
            hall.store,
            hall.event.id,
            replace(record, people=everybody, review=(question,)),
            now=hall.clock.now(),
        )

    hall.erase()

    assert hall.store.read(lambda tx: people.review(tx, hall.event.id)) == [question]


def test_a_list_of_before_an_erasure_is_refused_and_not_given_with_gaps(hall: Hall) -> None:
    before = hall.generation()
    hall.sign("Dina Shah", sheet="b")
    hall.rebuild()

    hall.erase()

    with pytest.raises(Trouble, match="Start again from its first page"):
        hall.store.read(lambda tx: people.read(tx, hall.event.id, generation=before))
    newest = hall.store.read(lambda tx: people.read(tx, hall.event.id, generation=hall.generation()))
    assert [one.name for one in newest] == FOUR[:3]


def test_a_list_of_before_the_whole_event_was_erased_is_refused(hall: Hall) -> None:
    before = hall.generation()

    hall.erase_all()

    with pytest.raises(Trouble, match="Start again from its first page"):
        hall.store.read(lambda tx: people.read(tx, hall.event.id, generation=before))


def test_nobody_who_was_erased_while_the_copies_of_a_letter_were_thought_out_gets_one(hall: Hall) -> None:
    letter = letters.Letter(
        "1" * 32, hall.event.id, "in_person", "Thanks", "Thank you", hall.clock.now(),
        approved=hall.clock.now(), approved_by="olga", before_final=True,
    )  # fmt: skip
    hall.store.run(lambda tx: letters.plan(tx, letter))
    pen = Pen()

    with at("copies thought out, not written", hall.erase):
        assert send(hall, pen) == 0
    assert hall.store.read(lambda tx: outbox.states(tx, letter.id)) == []
    send(hall, pen)

    assert sorted(pen.addresses()) == ["asha@people.example", "bela@people.example", "dina@people.example"]


def send(hall: Hall, pen: Pen) -> int:
    return follow_up.send_some(
        hall.store, pen, clock=hall.clock, keys=Keys([make_secret()]), config=Config(), most=9, worker="w"
    )


def test_nobody_who_was_erased_while_certificates_were_planned_is_given_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, deeds = kept.numbers, [hall.erase]

    def late(tx: Tx, event_id: str) -> dict[str, int]:
        found = numbers(tx, event_id)
        deeds.pop()()
        return found

    monkeypatch.setattr(kept, "numbers", late)

    done = certificates.issue(
        hall.store, hall.event.id, certificates.Order(provisional=True), by="olga", clock=hall.clock
    )

    given = hall.store.read(lambda tx: kept.of_event(tx, hall.event.id))
    assert done.issued == len(given) == 3
    assert {one.said.name for one in given if one.said} == set(FOUR[:3])


def test_a_seal_that_was_made_of_the_erased_is_not_kept(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.clock.advance(30 * 86_400)
    organising.close(hall.store, hall.event.id, clock=hall.clock, by="olga")
    put, deeds = seals.put, [hall.erase]

    def late(*args: object, **more: object) -> bool:
        if deeds:
            deeds.pop()()
        return put(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(seals, "put", late)

    hall.rebuild()

    assert hall.store.read(lambda tx: seals.newest(tx, hall.event.id)) is None
    hall.rebuild()
    assert hall.store.read(lambda tx: seals.newest(tx, hall.event.id)) is not None
