"""A final record is sealed, and whoever has the file can have it verified."""

from __future__ import annotations

import copy
import io
import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.actions.test_organising import READS, SHEET, an_added_event
from tests.conftest import FakeClock
from zoom_sync.actions import decide, events, export, import_sheet, rebuild, report, verify
from zoom_sync.records import Event, Trouble
from zoom_sync.store import attempts, people, schema, seals
from zoom_sync.store.database import Store


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    """An event whose record is final."""
    made = an_added_event(store, clock)
    import_sheet.import_file(store, made.id, data=SHEET, name="hall.csv", clock=clock)
    events.close(store, made.id, clock=clock)
    rebuild.rebuild(store, made.id, reads=READS, clock=clock)
    return made


def exported(store: Store, event: Event) -> dict[str, Any]:
    out = io.BytesIO()
    export.export(store, event.id, format="json", target=out)
    return dict(json.loads(out.getvalue()))


def verified(store: Store, value: Any, folder: Path) -> verify.Outcome:
    path = folder / "given.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return verify.file(store, path)


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every single value of a JSON tree."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*where, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*where, number))
    else:
        yield where


def edited(value: Any, where: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    made = inner = copy.deepcopy(value)
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = change(inner[where[-1]])
    return made


def another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return (value + "x") if isinstance(value, str) else 7


def test_a_record_has_a_seal_once_it_is_final_and_none_before(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="hall.csv", clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    assert exported(store, event)["seal"] is None

    events.close(store, event.id, clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)

    found = exported(store, event)
    assert found["status"] == "final"
    assert len(found["seal"]) == 64
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    assert exported(store, event)["seal"] == found["seal"]


def test_an_export_as_it_was_written_is_unchanged(store: Store, event: Event, tmp_path: Path) -> None:
    found = exported(store, event)

    assert verified(store, found, tmp_path).differs == ()
    spaced = json.dumps(found, indent=3, sort_keys=True)
    assert verified(store, spaced.replace(".0,", ","), tmp_path).differs == ()


def test_whatever_is_changed_in_an_export_is_named(store: Store, event: Event, tmp_path: Path) -> None:
    found = exported(store, event)
    changed = 0
    for where in places(found):
        if where[0] in ("seal", "status"):
            continue
        outcome = verified(store, edited(found, where, another), tmp_path)
        assert outcome.differs, where
        changed += 1
    assert changed > 80


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_taken_out_doubled_or_put_in_is_named(
    seed: int, store: Store, event: Event, tmp_path: Path
) -> None:
    drawn, found = random.Random(seed), exported(store, event)
    name = drawn.choice(["people", "unidentified", "review"]) if found["review"] else "people"
    lines = found[name] or found["people"]
    deed = drawn.choice(["out", "double", "in", "field out", "field in"])
    one = drawn.randrange(len(lines))
    if deed == "out":
        del lines[one]
    elif deed == "double":
        lines.append(copy.deepcopy(lines[one]))
    elif deed == "in":
        lines.append({**lines[one], "id": "f" * 32})
    elif deed == "field out":
        del lines[one][drawn.choice(sorted(lines[one]))]
    else:
        lines[one]["more"] = None

    assert verified(store, found, tmp_path).differs


def test_a_changed_figure_is_told_with_what_it_was(store: Store, event: Event, tmp_path: Path) -> None:
    found = exported(store, event)
    found["counts"]["in_person"] += 1
    person = next(one for one in found["people"] if one["minutes"])
    person["minutes"], before = 999.5, person["minutes"]
    person["name"] = "Somebody Else"

    said = "\n".join(verified(store, found, tmp_path).differs)

    assert "counts.in_person is 4, and was 3" in said or "counts.in_person is 3, and was 2" in said
    assert f"minutes is 999.5, and was {before}" in said
    assert "name is another" in said
    assert "Somebody" not in said


@pytest.mark.parametrize("value", ["0" * 64, "", 7, None])
def test_another_seal_is_none_of_this_store(value: Any, store: Store, event: Event, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="seal"):
        verified(store, exported(store, event) | {"seal": value}, tmp_path)


@pytest.mark.parametrize("raw", ["", "{", "[]", '{"a": 1, "a": 2}', '{"people": NaN}', "[" * 9999])
def test_what_is_no_record_is_refused_in_a_sentence(raw: str, store: Store, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"given\.json"):
        verified(store, raw, tmp_path)


def test_what_is_changed_in_the_store_behind_the_record_is_named(
    store: Store, clock: FakeClock, event: Event, tmp_path: Path
) -> None:
    ids = [one["id"] for one in exported(store, event)["people"]]
    decide.decide(store, event.id, kind="different", refs=ids[:2], by="t", clock=clock)
    events.close(store, event.id, clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    found = exported(store, event)
    assert verified(store, found, tmp_path).differs == ()
    trace = store.read(
        lambda tx: tx.execute(select(schema.trace).where(schema.trace.c.ref == "hall.csv#1")).one()
    )
    fact = {**trace.fact, "claim": {**trace.fact["claim"], "name": "Somebody Else"}}
    line = store.read(
        lambda tx: tx.execute(select(schema.person).where(schema.person.c.gen_to.is_(None))).first()
    )
    assert line is not None
    deeds = {
        f"fact {trace.id}": schema.trace.update().where(schema.trace.c.id == trace.id).values(fact=fact),
        "decision": schema.verdict.update().values(reason="another"),
        f"person {line.id}": schema.person.update()
        .where(schema.person.c.id == line.id)
        .values(body={**line.body, "organisation": "Another"}),
        "plan": schema.event.update().values(protected=True),
        "fact leaf": schema.trace.delete().where(schema.trace.c.id == trace.id),
        "more than was sealed": schema.verdict.insert().values(
            id="9" * 32, event=event.id, kind="absent", refs=[trace.id], by="t", at=clock.now(), reason="", undoes="",
            sequence=99,
        ),
        "hashes": schema.seal.update().where(schema.seal.c.root == found["seal"]).values(root="0" * 64),
    }  # fmt: skip
    for named, deed in deeds.items():
        given = found | ({"seal": "0" * 64} if named == "hashes" else {})
        assert any(named in one for one in after(store, deed, given, tmp_path)), named


class Undo(Exception):
    pass


def after(store: Store, deed: Any, given: dict[str, Any], folder: Path) -> tuple[str, ...]:
    """What differs once somebody has written to the store itself; that is taken back again."""
    seen: list[tuple[str, ...]] = []

    def steps(tx: Any) -> None:
        tx.execute(deed)
        seen.append(verified(Within(tx), given, folder).differs)  # type: ignore[arg-type]
        raise Undo

    with pytest.raises(Undo):
        store.run(steps)
    return seen[0]


class Within:
    """A store that reads within a transaction which is about to be rolled back."""

    def __init__(self, tx: Any) -> None:
        self._tx = tx

    def read(self, steps: Callable[[Any], Any]) -> Any:
        return steps(self._tx)


def test_a_record_that_was_opened_again_and_comes_to_the_same_has_the_same_seal(
    store: Store, clock: FakeClock, event: Event
) -> None:
    before = exported(store, event)["seal"]
    events.reopen(store, event.id, clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    assert exported(store, event)["seal"] is None
    clock.advance(3600)

    events.close(store, event.id, clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)

    assert exported(store, event)["seal"] == before


def test_an_export_of_before_is_still_verified_when_there_is_a_newer_record(
    store: Store, clock: FakeClock, event: Event, tmp_path: Path
) -> None:
    before = exported(store, event)
    import_sheet.import_file(
        store, event.id, data=b"Name,Time in\nLate Guest,12:00\n", name="more.csv", clock=clock
    )
    clock.advance(60)
    events.close(store, event.id, clock=clock)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    after = exported(store, event)

    outcome = verified(store, before, tmp_path)

    assert outcome.differs == ()
    assert "there is a newer one" in " ".join(outcome.said)
    assert after["seal"] != before["seal"]
    assert verified(store, after, tmp_path).differs == ()
    before["people"][0]["minutes"] = 1.5
    assert verified(store, before, tmp_path).differs == ("people, line 1 is not as it was sealed",)


def test_who_was_erased_leaves_a_hash_and_the_seal_stays(store: Store, event: Event, tmp_path: Path) -> None:
    before = exported(store, event)
    gone = store.read(lambda tx: people.read(tx, event.id))[0]
    facts = {gone.id, *(one.fact for one in gone.evidence)}

    def erase(tx: Any) -> None:
        assert seals.forget(tx, event.id, facts) >= 2
        for table in (schema.owner, schema.person):
            named = table.c.fact if table is schema.owner else table.c.id
            tx.execute(table.delete().where(named.in_(facts)))
        tx.execute(schema.trace.delete().where(schema.trace.c.id.in_(facts)))
        for row in tx.execute(select(schema.review)).all():
            if facts & set(row.body.get("facts", ())):
                same = (schema.review.c.generation == row.generation, schema.review.c.rank == row.rank)
                tx.execute(schema.review.delete().where(*same))

    store.run(erase)
    outcome = verified(store, before, tmp_path)

    assert outcome.differs == ()
    assert "1 was erased since" in " ".join(outcome.said)
    left = exported(store, event) | {"counts": before["counts"]}
    assert verified(store, left, tmp_path).differs == ()
    parts = store.read(lambda tx: list(tx.execute(select(schema.seal_part.c.body)).scalars()))
    from zoom_sync.records import leaf_id

    assert not any(leaf_id(fact) in bytes(part) for fact in facts for part in parts)


def test_a_report_is_made_again_from_the_sealed_record(store: Store, event: Event, tmp_path: Path) -> None:
    found = json.loads(json.dumps(report.report(store, event.id)))
    assert verified(store, found, tmp_path).differs == ()

    named = [where for where in places(found) if where[0] not in ("seal", "status")]
    for where in random.Random(5).sample(named, 40):
        assert verified(store, edited(found, where, another), tmp_path).differs, where


def test_without_a_store_a_record_that_contradicts_itself_is_known(
    store: Store, event: Event, tmp_path: Path
) -> None:
    found, path = exported(store, event), tmp_path / "given.json"

    def said(value: Any) -> tuple[str, ...]:
        path.write_text(json.dumps(value))
        return verify.file_alone(path).differs

    assert said(found) == ()
    assert said(edited(found, ("counts", "in_person"), another))
    assert said(edited(found, ("seal",), lambda _: None))
    assert said(found | {"people": found["people"][1:]})
    assert said(edited(found, ("people", 0, "minutes"), lambda _: 9999))
    assert said(found | {"people": [*found["people"], found["people"][0]]})


def test_nothing_is_sealed_for_a_record_that_went_by(store: Store, event: Event, clock: FakeClock) -> None:
    newest = store.read(lambda tx: seals.newest(tx, event.id))
    assert newest is not None
    leaves, stand = list(seals.leaves(store, newest)), store.read(lambda tx: attempts.stand(tx, event.id))
    assert stand is not None
    assert stand[1] == newest.generation

    for of in ((stand[0], stand[1] + 1), (stand[0] + 1, stand[1])):
        assert not seals.put(store, event.id, "1" * 64, leaves, of=of, now=clock.now() + timedelta(1))

    assert store.read(lambda tx: seals.newest(tx, event.id)) == newest
    assert store.read(lambda tx: tx.execute(text("SELECT count(*) FROM seal_part")).scalar()) == 1
