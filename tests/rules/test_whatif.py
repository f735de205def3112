"""What another rule would change is told before, and then it is so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_check_in, a_connection, a_registrant, a_rule, a_signature, a_verdict, an_event
from tests.rules.test_merge_properties import facts
from zoom_sync.records import Readiness, Record, Rule, Trace, Verdict
from zoom_sync.rules.merge import record
from zoom_sync.rules.sharing import material
from zoom_sync.rules.whatif import Difference, difference

EVENT = an_event()
ASHA, RAVI = a_registrant("Asha Rao", id="R1"), a_registrant("Ravi Das", "ravi@das.example", id="R2")


def made(traces: Iterable[Trace], verdicts: Iterable[Verdict], rule: Rule = EVENT.rule) -> Record:
    return record(replace(EVENT, rule=rule), traces, verdicts, readiness=Readiness(False))


def would(rule: Rule, traces: list[Trace], *said: Verdict) -> Difference:
    pieces, _ = material(traces, said, {})
    return difference(made(traces, said).people, pieces, EVENT, rule)


def names(moves: Iterable[tuple[object, object]]) -> list[str]:
    return [one.name for one, _ in moves]  # type: ignore[attr-defined]


def test_a_higher_minimum_loses_those_who_stayed_short_and_a_lower_one_gains() -> None:
    traces = [
        ASHA, a_connection("Asha Rao", "09:00", "09:20", user="1", registrant_id="R1"),
        RAVI, a_connection("Ravi Das", "09:00", "09:03", user="2", registrant_id="R2"),
    ]  # fmt: skip

    higher, lower = (would(replace(EVENT.rule, minimum_minutes=least), traces) for least in (30, 2))

    assert (names(higher.lost), names(higher.gained), higher.attending) == (["Asha Rao"], [], (1, 0))
    assert (names(lower.lost), names(lower.gained), lower.attending) == ([], ["Ravi Das"], (1, 2))


def test_a_longer_bridge_makes_stays_longer() -> None:
    traces = [
        ASHA,
        a_connection("Asha Rao", "09:00", "09:10", user="1", registrant_id="R1"),
        a_connection("Asha Rao", "09:15", "09:30", user="2", registrant_id="R1"),
    ]

    found = would(replace(EVENT.rule, bridge_gaps_s=600), traces)

    assert [(one.minutes, then.minutes) for one, then in found.longer] == [(25.0, 30.0)]
    assert (found.gained, found.lost, found.shorter) == ([], [], [])


@pytest.mark.parametrize("kind", ["attended", "absent"])
def test_what_was_decided_by_hand_stays_decided(kind: str) -> None:
    online = a_connection("Asha Rao", "09:00", "09:20", user="1", registrant_id="R1")

    found = would(replace(EVENT.rule, minimum_minutes=60), [ASHA, online, RAVI], a_verdict(kind, ASHA))  # type: ignore[arg-type]

    assert (found.gained, found.lost) == ([], [])


def test_whoever_sits_beside_somebody_at_a_screen_is_counted_by_the_other_rule_too() -> None:
    screen = a_connection("Asha Rao", "09:00", "09:20", user="1", registrant_id="R1")

    found = would(
        replace(EVENT.rule, minimum_minutes=30), [ASHA, RAVI, screen], a_verdict("shared", screen, RAVI)
    )

    assert names(found.lost) == ["Asha Rao", "Ravi Das"]


def test_a_stay_in_the_room_without_an_end_attends_by_any_rule() -> None:
    traces = [a_check_in("Asha Rao", "09:00"), a_signature("Ravi Das", "09:00", None)]

    assert would(replace(EVENT.rule, minimum_minutes=600), traces).lost == []


RULES = st.builds(
    a_rule,
    clip_to_event=st.booleans(),
    bridge_gaps_s=st.sampled_from([0, 60, 600, 7200]),
    sheet_breaks_s=st.sampled_from([0, 1800, 7200]),
    minimum_minutes=st.sampled_from([0.0, 5.0, 30.0, 90.0]),
    minimum_share=st.sampled_from([0, 20, 60]),
    minimum_days=st.integers(0, 2),
)


@settings(deadline=None)
@given(facts(), RULES)
def test_it_is_what_the_record_becomes_when_the_rule_is_taken(
    given: tuple[list[Trace], list[Verdict]], rule: Rule
) -> None:
    traces, said = given
    before, after = made(traces, said), {one.id: one for one in made(traces, said, rule).people}

    found = would(rule, traces, *said)

    moved = {then.id: (then.attended, then.minutes) for _, then in
             (*found.gained, *found.lost, *found.longer, *found.shorter)}  # fmt: skip
    assert moved == {
        one.id: (after[one.id].attended, after[one.id].minutes)
        for one in before.people
        if (after[one.id].attended, after[one.id].minutes) != (one.attended, one.minutes)
    }
