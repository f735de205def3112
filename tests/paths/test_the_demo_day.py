"""The sample day through the whole service: OAuth, paged sync, signed deliveries, sheets, rebuild, final record."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.paths import day
from zoom_sync.actions import decide, rebuild
from zoom_sync.store import objections, people

# What no log line may hold: tokens, secrets, personal links, addresses.
SECRETS = (day.SECRET, "demo-client-secret", "tk=", "@", "Bearer", "start_url", "join_url")


def touched(lines: list, doubts: list) -> list:  # type: ignore[type-arg]
    """The lines that hold none of the doubts' refs: there should be none."""
    refs = {ref for doubt in doubts for ref in doubt["decision"]["refs"]}
    return [line for line in lines if not refs & set(line[1])]


def of(pair: dict, doubts: list) -> list:  # type: ignore[type-arg]
    """The doubts because of which a pair is asked about: it has the thing that nobody can place."""
    return [doubt for doubt in doubts if doubt["decision"]["refs"][1] in pair["refs"]]


def pairs(record: dict) -> list[set[str]]:  # type: ignore[type-arg]
    return [set(pair["refs"]) for pair in record["review"]]


def person_with(record: dict, refs: list[str]) -> dict:  # type: ignore[type-arg]
    """The one person who has all these refs."""
    (found,) = [
        person for person in record["people"] if set(refs) <= {one["ref"] for one in person["evidence"]}
    ]
    return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize("loss", [0.0, 0.3], ids=["all deliveries", "a third of the joins and leaves lost"])
def test_the_record_differs_from_the_truth_by_the_five_doubts_and_by_nothing_once_they_are_decided(
    store_url: str, loss: float, capfd: pytest.CaptureFixture[str]
) -> None:
    rooms, event, stage = day.play(store_url, loss=loss)
    try:
        said = "".join(capfd.readouterr())
        assert [secret for secret in SECRETS if secret in said] == []
        truth = day.truth_of(stage)

        record = day.record_of(rooms, event)

        ours, right = day.differences(record, truth)
        assert record["status"] == "final"
        assert len(truth["doubts"]) == 5
        assert touched(ours, truth["doubts"]) == []
        assert touched(right, truth["doubts"]) == []
        for doubt in truth["doubts"]:
            assert [line for line in ours if set(doubt["decision"]["refs"]) & set(line[1])], doubt
        asked_about = Counter(
            doubt["what"] for pair in record["review"] for doubt in of(pair, truth["doubts"])
        )
        assert asked_about == {one["what"]: one["questions"] for one in truth["doubts"] if one["questions"]}
        assert (len(asked_about), len(record["review"])) == (3, 4)
        assert all(set(doubt["decision"]["refs"]) in pairs(record) for doubt in truth["doubts"][2:])
        for told in truth["inferences"]:
            assert person_with(record, told["refs"])["by_name_alone"] == told["by_name_alone"], told
        assert [person["name"] for person in record["people"] if person["by_name_alone"]] == [
            "Tenzing Norbu Sherpa"
        ]

        (objection,) = rooms.store.read(lambda tx: objections.of_event(tx, event, is_open=True, limit=9))
        assert (objection.about, objection.text) == ("mode", stage.cast.doubts[0].objection)
        assert person_with(record, [truth["doubts"][0]["decision"]["refs"][0]])["id"] == objection.fact

        for doubt in truth["doubts"]:
            asked = doubt["decision"]
            decide.decide(
                rooms.store, event, kind=asked["kind"], refs=asked["refs"], by="the scene", clock=rooms.clock
            )
            rebuild.rebuild(rooms.store, event, reads=rooms.config.report_reads, clock=rooms.clock)

        decided = day.record_of(rooms, event)
        assert day.differences(decided, truth) == ([], [])
        assert decided["review"] == []
        objector = rooms.store.read(lambda tx: people.person(tx, event, objection.fact))
        assert objector is not None
        assert (objector.mode, objector.registered) == ("absent", True)  # it stays with whoever registered
        assert {name: decided["counts"][name] for name in truth["counts"]} == truth["counts"]
    finally:
        rooms.store.close()
