"""What a record says in one line."""

from __future__ import annotations

from tests.web import sample
from zoom_sync.rules.headline import headline
from zoom_sync.rules.joining import doubted


def test_the_facts_of_open_questions_are_told_with_whom_they_stand() -> None:
    record = sample.a_record(sample.the_event(), 100)

    found = headline(record)

    assert found["owners"] == {fact: fact for fact in record.review[0].facts}
    doubtful = sum(one.mode == "both" and bool(doubted(one)) for one in record.people)
    assert doubtful > 0
    assert found["ranges"]["both"] == [record.counts["both"] - doubtful, record.counts["both"] + 1]
    assert (found["people"], found["unidentified"]) == (100, 1)
