"""What splitting a record off would change is told before it is done, and then it is so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from tests.builders import WEBINAR, a_connection, a_panelist, a_registrant, a_signature, a_verdict, an_event
from tests.rules.test_merge_properties import facts
from zoom_sync.records import Person, Readiness, Record, Trace, Verdict, WebinarInfo
from zoom_sync.rules.merge import record
from zoom_sync.rules.merge.parting import parting
from zoom_sync.rules.sharing import material

EVENT = an_event()
HOSTED = WebinarInfo(id=WEBINAR, topic="A meeting", host_id="H1")
ASHA = a_registrant("Asha Rao", "asha@rao.example", id="R1")
ONLINE = a_connection("Asha Rao", "09:00", "10:00", registrant_id="R1")


def made(traces: Sequence[Trace], verdicts: Sequence[Verdict] = ()) -> Record:
    return record(EVENT, traces, verdicts, readiness=Readiness(False), webinars=[HOSTED])


def everybody(found: Record) -> list[Person]:
    return [*found.people, *found.unidentified]


def holder(found: Record, fact: str) -> Person:
    return next(one for one in everybody(found) if fact in {line.fact for line in one.evidence})


def foretold(traces: Sequence[Trace], verdicts: Sequence[Verdict], going: str) -> tuple[str, ...]:
    person = holder(made(traces, verdicts), going)
    own = {line.fact for line in person.evidence}
    pieces = [piece for piece in material(traces, verdicts, {})[0] if piece.main.id in own]
    return parting(person, going, pieces, EVENT, [HOSTED])


def split(traces: Sequence[Trace], verdicts: Sequence[Verdict], going: str) -> Record:
    """The record once somebody said of each other record of theirs that this one is not of the same person."""
    mine = holder(made(traces, verdicts), going).evidence
    others = [line.fact for line in mine if line.fact != going and line.reason != "same connection"]
    said = [a_verdict("different", one, going, at="15:00", id=f"split {one}") for one in others]
    return made(traces, [*verdicts, *said])


def moves(before: Record, after: Record) -> str:
    told = [
        f"{name.replace('_', ' ')} {'+' if by > 0 else '−'}{abs(by)}"
        for name in before.counts
        if (by := after.counts[name] - before.counts[name])
    ]
    return f"Counts: {', '.join(told)}." if told else "No headline count changes."


PANELIST = a_panelist("Asha Rao", "asha@rao.example")
HOST = a_connection("Asha Rao", "10:00", "12:00", user="9", account_id="H1", email="asha@rao.example")
IPHONE = a_connection("iPhone", "09:00", "10:00", user="5")


@pytest.mark.parametrize(
    ("traces", "going", "said"),
    [
        ((ASHA, ONLINE, PANELIST), PANELIST, "Counts: registered +1, virtual +1."),
        ((ASHA, ONLINE, HOST), HOST, "Counts: registered +1, virtual +1."),
        ((ASHA, ONLINE, HOST), ASHA, "Counts: registered +1, absent +1."),
        ((ASHA, IPHONE), IPHONE, "Counts: virtual −1, absent +1, unidentified +1."),
        ((ASHA, ONLINE, IPHONE), IPHONE, "Counts: unidentified +1."),
        ((ASHA, a_signature("Asha R.", "09:00", "10:00")), ASHA, "Counts: absent +1."),
    ],
    ids=(
        "a panelist's row",
        "a host's connection",
        "a host's registration",
        "a phone",
        "a further phone",
        "a row",
    ),
)
def test_a_role_and_a_name_go_with_the_record_that_has_them(
    traces: tuple[Trace, ...], going: Trace, said: str
) -> None:
    same = [a_verdict("same", traces[0], one, at="14:00") for one in traces[1:]]

    assert foretold(traces, same, going.id)[-1] == said
    assert moves(made(traces, same), split(traces, same, going.id)) == said


@settings(max_examples=200, deadline=None)
@given(facts())
def test_what_was_foretold_of_a_split_comes_true(known: tuple[list[Trace], list[Verdict]]) -> None:
    traces, verdicts = known
    before = made(traces, verdicts)

    for person in [one for one in everybody(before) if 1 < len(one.evidence) < 5][:3]:
        own = {line.fact for line in person.evidence}
        if any(line.source == "manual" for line in person.evidence):
            continue
        for line in person.evidence:
            after = split(traces, verdicts, line.fact)
            told = foretold(traces, verdicts, line.fact)
            was, became = groups(before) - {frozenset(own)}, groups(after)
            # Only where the two halves, and all others, stay by themselves.
            if told and was <= became and len(became - was) == 2:
                assert told[-1] == moves(before, after)


def groups(found: Record) -> set[frozenset[str]]:
    return {frozenset(line.fact for line in one.evidence) for one in everybody(found)}
