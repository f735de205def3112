"""A record is shown whole or not at all, and a reader keeps the one it began with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from tests.builders import a_check_in, a_registrant, an_event, instant, span
from zoom_sync.records import Evidence, Pair, Person, Record, SessionMinutes, Webinar, fact_id
from zoom_sync.store import events, people, publishing, schema, traces
from zoom_sync.store.faults import Overtaken

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


def a_person(name, *, id="", mode="virtual", minutes=60.0, evidence=(), **more):
    return Person(
        **{
            "id": id or fact_id(b"", "person", name),
            "name": name,
            "email": f"{(name.split() or ['nobody'])[0].lower()}@people.example",
            "organisation": "",
            "phone": "",
            "country": "",
            "role": "attendee",
            "registered": True,
            "registration_status": "approved",
            "mode": mode,
            "attended": True,
            "virtual_minutes": minutes,
            "in_person_minutes": 0.0,
            "minutes": minutes,
            "minutes_at_least": False,
            "first_seen": instant("09:00"),
            "last_seen": instant("10:00"),
            "evidence": tuple(evidence),
            **more,
        }
    )


def a_record(*persons, unidentified=(), review=(), **more):
    return Record(
        **{
            "event": an_event(),
            "status": "provisional",
            "waiting_for": ("the room",),
            "counts": {"virtual": len(persons)},
            "people": persons,
            "unidentified": tuple(unidentified),
            "review": tuple(review),
            **more,
        }
    )


def publish(store, event, record, now=NOW):
    return people.publish(store, event.id, record, now=now)


def names(store, event, **options):
    return [each.name for each in store.read(lambda tx: people.read(tx, event.id, **options))]


def test_a_person_comes_back_as_published(store, event):
    given = a_person(
        "Zoë O'Neil",
        in_person_minutes=None,
        minutes=59.983,
        sessions=(SessionMinutes("opening", 10.5, None),),
        evidence=(Evidence("registrant", "R1", "first record", "a" * 32),),
        virtual=(span("09:00", "10:00"),),
        in_person=(span("11:00", None, certain=False),),
        notes=("two connections at once under one registration",),
        first_seen=None,
    )

    publish(store, event, a_record(given))

    assert store.read(lambda tx: people.read(tx, event.id)) == [given]


def test_the_summary_stands_with_its_generation(store, event):
    assert store.read(lambda tx: events.summary(tx, event.id)) is None

    publish(store, event, a_record(a_person("Asha"), notes=("One verdict was overruled.",)))

    assert store.read(lambda tx: events.summary(tx, event.id)) == {
        "by_name": 0,
        "doubtful": 0,
        "doubtful_both": 0,
        "decisions": 0,
        "status": "provisional",
        "waiting_for": ["the room"],
        "counts": {"virtual": 1},
        "notes": ["One verdict was overruled."],
        "generation": 1,
        "at": NOW,
    }


def test_publishing_the_same_again_keeps_the_generation(store, event):
    record = a_record(a_person("Asha"), a_person("Ben"), review=[Pair(("a", "b"), 0.7, ("same name",))])

    assert publish(store, event, record) == 1
    assert publish(store, event, record) == 1
    assert publish(store, event, replace(record, people=tuple(reversed(record.people)))) == 1


@pytest.mark.parametrize(
    "changed",
    [
        a_record(a_person("Asha", minutes=61.0), a_person("Ben")),
        a_record(a_person("Asha")),
        a_record(a_person("Asha"), a_person("Ben"), a_person("Caro")),
        a_record(a_person("Asha"), unidentified=[a_person("Ben")]),
        a_record(a_person("Asha"), a_person("Ben"), review=[Pair(("a", "b"), 0.7, ())]),
        a_record(a_person("Asha"), a_person("Ben"), status="final"),
    ],
    ids=["minutes", "one gone", "one more", "no longer identified", "a question", "status"],
)
def test_whatever_changes_makes_a_new_generation_and_leaves_the_old_one(store, event, changed):
    before = a_record(a_person("Asha"), a_person("Ben"))
    publish(store, event, before)

    assert publish(store, event, changed) == 2

    assert read_all(store, event, 1) == whole(before)
    assert read_all(store, event, None) == whole(changed)


def test_only_people_who_changed_are_written_again(store, event):
    publish(store, event, a_record(*(a_person(f"P {number}") for number in range(20))))

    publish(
        store, event, a_record(*(a_person(f"P {number}", minutes=60 + (number == 7)) for number in range(20)))
    )

    assert store.read(lambda tx: tx.execute(select(func.count()).select_from(schema.person)).scalar()) == 21


def test_a_run_that_was_killed_shows_nothing_and_the_next_one_clears_it_away(store, event, monkeypatch):
    monkeypatch.setattr(publishing, "BATCH", 3)
    before = a_record(*(a_person(f"P {number}") for number in range(10)))
    publish(store, event, before)
    after = a_record(*(a_person(f"P {number}", minutes=1.0) for number in range(4, 14)))

    for steps_before_the_kill in range(2, 9):
        with pytest.raises(Killed):
            publish(KilledAfter(store, steps_before_the_kill), event, after)
        assert read_all(store, event, None) == whole(before)

    assert publish(store, event, after) == 2
    assert read_all(store, event, None) == whole(after)
    assert read_all(store, event, 1) == whole(before)
    seen = store.read(lambda tx: tx.execute(select(schema.person.c.gen_from, schema.person.c.gen_to)).all())
    assert sorted(map(str, seen)) == sorted(map(str, [(1, 2)] * 10 + [(2, None)] * 10))


def test_a_commit_whose_answer_was_lost_is_made_once_more_without_harm(store, event, monkeypatch):
    monkeypatch.setattr(publishing, "BATCH", 3)

    class Forgetful:
        """The connection is lost after each commit, before anybody hears of it; so the steps run again."""

        read = store.read

        def run(self, steps):
            store.run(steps)
            return store.run(steps)

    for generation, minutes in enumerate((5.0, 6.0, 6.0), start=1):
        record = a_record(*(a_person(f"P {number}", minutes=minutes) for number in range(8)))

        assert publish(Forgetful(), event, record) == min(generation, 2)
        assert read_all(store, event, None) == whole(record)


def test_of_two_runs_at_once_the_later_one_wins(store, event):
    older, newer = a_record(a_person("Asha")), a_record(a_person("Ben"))

    class Paused:
        """A run that is overtaken by another before its last step."""

        read = store.read

        def __init__(self):
            self.runs = 0

        def run(self, steps):
            self.runs += 1
            if self.runs == 4:
                publish(store, event, newer)
            return store.run(steps)

    with pytest.raises(Overtaken):
        publish(Paused(), event, older)

    assert names(store, event) == ["Ben"]


def test_a_page_goes_on_where_the_one_before_ended(store, event):
    given = [a_person(name) for name in ("Émile", "Zoe", "anna", "Ödön", "Bert", "王芳", "")]
    twins = [a_person("Bert", id="0" * 31 + end) for end in "12"]
    publish(store, event, a_record(*given, *twins))

    pages: list[list[str]] = []
    after = None
    while page := store.read(lambda tx, start=after: people.read(tx, event.id, after=start, limit=2)):
        pages.append([each.name for each in page])
        after = people.cursor(page[-1])

    assert [name for page in pages for name in page] == names(store, event)
    assert names(store, event) == ["anna", "Bert", "Bert", "Bert", "Émile", "Ödön", "王芳", "Zoe", ""]
    assert all(len(page) <= 2 for page in pages)


def test_any_id_or_ref_of_their_evidence_leads_to_the_person(store, event, clock):
    registrant = a_registrant(event=event)
    check_in = a_check_in(nonce="nonce-1")
    verdict = fact_id(event.key, "verdict", "1")
    store.run(lambda tx: traces.append(tx, event.id, [registrant, check_in], now=clock.now()))
    asha = a_person(
        "Asha",
        id=registrant.id,
        evidence=[
            Evidence("registrant", registrant.ref, "first record", registrant.id),
            Evidence("check_in", "nonce-1", "registrant id", check_in.id),
            Evidence("manual", verdict, "decided by Meera", verdict),
        ],
    )
    publish(store, event, a_record(asha, a_person("Ben")))

    for address in (registrant.id, registrant.ref, check_in.id, "nonce-1", verdict):
        assert store.read(lambda tx, ref=address: people.person(tx, event.id, ref)) == asha
    for nobody in ("", "%", "nonce", "R-nobody@people.example", "a' OR 1"):
        assert store.read(lambda tx, ref=nobody: people.person(tx, event.id, ref)) is None


def test_refs_become_facts_even_before_the_first_record(store, event, clock):
    registrant, check_in = a_registrant(event=event), a_check_in(nonce="nonce-1")
    store.run(lambda tx: traces.append(tx, event.id, [registrant, check_in], now=clock.now()))

    found = store.read(
        lambda tx: people.facts_of_refs(tx, event.id, ["nonce-1", registrant.ref, registrant.id, "unknown"])
    )

    assert found == {
        "nonce-1": check_in.id,
        registrant.ref: registrant.id,
        registrant.id: registrant.id,
    }


def test_a_registration_is_found_by_its_ref_with_and_without_its_webinar(store, clock):
    event = an_event(id="2" * 32, key=b"\x02" * 32, webinars=(Webinar("81"), Webinar("82")))
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    asha, ben = (a_registrant(id="R/1", webinar=number, event=event) for number in ("81", "82"))
    store.run(lambda tx: traces.append(tx, event.id, [asha, ben], now=clock.now()))
    asked = ["81/R/1", "82/R/1", "83/R/1", "81/R/2", "81/", "82"]

    assert (asha.ref, ben.ref) == ("81/R/1", "82/R/1")
    assert store.read(lambda tx: people.facts_of_refs(tx, event.id, asked)) == {
        "81/R/1": asha.id,
        "82/R/1": ben.id,
    }
    # As it stands in records that were made when the event had one webinar.
    assert store.read(lambda tx: people.facts_of_refs(tx, event.id, ["R/1"])) == {"R/1": min(asha.id, ben.id)}


def test_questions_are_shown_in_the_order_of_the_rules(store, event):
    pairs = [Pair((f"a{n}", f"b{n}"), n / 10, ("same surname",), (f"{n}" * 32, "f" * 32)) for n in (9, 7, 8)]

    publish(store, event, a_record(review=pairs))
    publish(store, event, a_record(a_person("Asha"), review=pairs))
    assert store.read(lambda tx: people.review(tx, event.id)) == pairs

    publish(store, event, a_record(a_person("Asha")))
    assert store.read(lambda tx: people.review(tx, event.id)) == []
    assert store.read(lambda tx: people.review(tx, event.id, generation=2)) == pairs


class Killed(BaseException):
    """As SIGKILL: nothing catches it."""


class KilledAfter:
    """A store whose user is killed after so many transactions."""

    def __init__(self, store, steps):
        self.read, self._store, self._left = store.read, store, steps

    def run(self, steps):
        if self._left == 0:
            raise Killed
        self._left -= 1
        return self._store.run(steps)


def read_all(store, event, generation):
    def look(tx):
        return (
            set(people.read(tx, event.id, generation=generation)),
            set(people.read(tx, event.id, generation=generation, kind="unidentified")),
            people.review(tx, event.id, generation=generation),
        )

    return store.read(look)


def whole(record):
    return set(record.people), set(record.unidentified), list(record.review)


def test_people_who_rest_on_a_name_alone_are_found(store):
    event = an_event(id="a" * 32)
    store.run(lambda tx: events.add(tx, event, now=NOW))
    lines = (
        Evidence("registrant", "R1", "first record", "f1"),
        Evidence("sign_in", "s.csv#1", "name (rare here, only candidate)", "f2"),
    )
    sure, unsure = a_person("Asha Rao"), a_person("Ravi Das", by_name=True, evidence=lines)
    stranger = a_person("iPhone", by_name=True)
    publish(store, event, a_record(sure, unsure, unidentified=[stranger], event=event))

    assert store.read(lambda tx: people.by_name(tx, event.id)) == [unsure]
    assert store.read(lambda tx: events.summary(tx, event.id))["by_name"] == 1
    assert store.read(lambda tx: people.is_nameless(tx, event.id, stranger.id)) is True
    assert store.read(lambda tx: people.is_nameless(tx, event.id, sure.id)) is False

    publish(store, event, a_record(sure, replace(unsure, by_name=False), event=event))
    assert store.read(lambda tx: people.by_name(tx, event.id)) == []


def test_facts_are_read_as_they_came(store):
    event = an_event(id="a" * 32)
    store.run(lambda tx: events.add(tx, event, now=NOW))
    facts = [a_registrant(), a_check_in("Ravi Das", "09:00")]
    store.run(lambda tx: traces.append(tx, event.id, facts, now=NOW))

    found = store.read(lambda tx: people.claims(tx, event.id, [facts[0].id, facts[1].id, "unknown"]))

    assert {id: one.claim for id, one in found.items()} == {one.id: one.claim for one in facts}
