"""What a record says in one line."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import span
from tests.web import sample
from zoom_sync.rules.headline import headline


def test_inside_are_those_whose_connection_or_stay_has_not_ended() -> None:
    event = sample.the_event()
    on_zoom = sample.a_person(0, event, mode="virtual", virtual=(span("09:00", None),))
    in_both = sample.a_person(
        1, event, mode="both", virtual=(span("09:00", None),), in_person=(span("09:00", None),)
    )
    gone = sample.a_person(2, event, mode="virtual", virtual=(span("09:00", "09:30"),))
    record = replace(sample.a_record(event, 0), people=(on_zoom, in_both, gone))

    found = headline(record)

    assert (found["zoom"], found["room"], found["both"]) == (2, 1, 1)
    assert found["people"] == 3


def test_the_facts_of_open_questions_are_told_with_whom_they_stand() -> None:
    record = sample.a_record(sample.the_event(), 100)

    found = headline(record)

    assert found["owners"] == {fact: fact for fact in record.review[0].facts}
    assert found["ranges"]["both"] == [found["ranges"]["both"][0], record.counts["both"] + 1]
