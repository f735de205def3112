"""The whole day, played on the net at high speed for a receiver that only listens."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import requests

from tests.demo.receiver import SECRET, Receiver
from zoom_sync.demo.__main__ import main
from zoom_sync.demo.webinar_day.stage import Stage

FAST = 200_000


def service(receiver: Receiver) -> str:
    return receiver.url.removesuffix("/webhooks/zoom")


def test_the_day_is_played_in_seconds_and_tells_everything_once_but_for_its_mishaps(receiver):
    began = time.monotonic()
    with Stage(service=service(receiver), secret=SECRET, speed=FAST) as stage:
        stage.play()
    assert time.monotonic() - began < 15

    told = Counter(receiver.events)
    joins = [j for p in (stage.cast.host, *stage.cast.people) for j in p.joins if j.run != "rehearsal"]
    assert told["participant_joined"] == len(joins) - 1 + 2
    assert told["participant_left"] == len(joins) - 2 + 2
    assert told["started"] == told["ended"] == 2
    assert told["participant_bind"] == 1
    assert receiver.unsigned == 0


def test_the_signature_is_of_now_and_the_instants_are_of_the_day(receiver):
    with Stage(service=service(receiver), secret=SECRET, speed=FAST) as stage:
        stage.play()

    assert abs(receiver.stamps[0] - time.time()) < 60
    started = next(json.loads(b) for b in receiver.bodies if b'"webinar.started"' in b)
    assert started["payload"]["object"]["start_time"].startswith("2022-11-11T04:47")


def test_with_loss_nearly_a_third_of_joins_and_leaves_are_missing_and_nothing_else(receiver):
    with Stage(service=service(receiver), secret=SECRET, speed=FAST, loss=0.3) as stage:
        stage.play()

    told = Counter(receiver.events)
    assert 0.22 < stage.deliverer.counts["lost"] / 860 < 0.38
    assert told["started"] == told["ended"] == 2
    assert told["registration_created"] == 6


def test_the_state_tells_what_happens_and_hands_out_the_sheets_when_the_day_is_over(receiver):
    with Stage(service=service(receiver), secret=SECRET, speed=FAST, paused=True) as stage:
        before = requests.get(f"{stage.url}/demo/state", timeout=5).json()
        assert requests.get(f"{stage.url}/demo/sheet", timeout=5).status_code == 409
        requests.post(f"{stage.url}/demo/resume", timeout=5)
        stage.play()
        after = requests.get(f"{stage.url}/demo/state", timeout=5).json()
        files = [requests.get(f"{stage.url}{sheet['url']}", timeout=5) for sheet in after["sheets"]]
        page = requests.get(f"{stage.url}/", timeout=5).text

    assert (before["done"], before["paused"], before["progress"]) == (False, True, 0)
    assert (after["done"], after["paused"], after["progress"], after["sheet_ready"]) == (True, False, 1, True)
    assert after["event"]["starts"] == "2022-11-11T05:00:00Z"
    assert [len(after["event"]["sessions"]), after["event"]["timezone"]] == [3, "Asia/Kolkata"]
    assert all(file.ok for file in files)
    assert "The host ends the webinar." in page
    assert (before["objections"], len(after["objections"])) == ([], 1)


def test_nobody_objects_before_the_day_is_over_and_a_service_that_does_not_take_it_is_told_of(receiver):
    with Stage(service=service(receiver), secret=SECRET, speed=FAST, paused=True) as stage:
        link = {"link": f"{service(receiver)}/my-record/secret"}
        early = requests.post(
            f"{stage.url}/demo/objections/{stage.cast.doubts[0].one.id}", json=link, timeout=5
        )
        requests.post(f"{stage.url}/demo/resume", timeout=5)
        stage.play()
        (told,) = requests.get(f"{stage.url}/demo/state", timeout=5).json()["objections"]
        refused = requests.post(f"{stage.url}{told['url']}", json=link, timeout=5)

    assert (early.status_code, refused.status_code) == (404, 502)
    assert "secret" not in refused.text


def test_a_wrong_speed_is_refused_and_a_right_one_counts_at_once(receiver):
    with Stage(service=service(receiver), secret=SECRET, paused=True) as stage:
        for wrong in ("0", "-1", "nan", "inf", "fast", ""):
            assert (
                requests.post(f"{stage.url}/demo/speed", data={"speed": wrong}, timeout=5).status_code == 400
            )
        told = requests.post(f"{stage.url}/demo/speed", json={"speed": 500}, timeout=5).json()

    assert told["speed"] == stage.deliverer.speed == 500


def test_without_a_service_the_day_does_not_begin():
    with Stage(service="http://127.0.0.1:9", secret=SECRET) as stage, pytest.raises(TimeoutError):
        stage.play(patience_s=0.3)

    assert not stage.day.over


def test_the_demo_is_a_process_of_its_own_that_ends_within_seconds():
    command = [sys.executable, "-m", "zoom_sync.demo", "--port", "0", "--secret-token", SECRET]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()

    began = time.monotonic()
    process.terminate()

    assert process.wait(timeout=10) == 0
    assert time.monotonic() - began < 5
    assert "listening on http://127.0.0.1:" in line
    process.stderr.close()


@pytest.mark.parametrize(
    "wrong", [["--speed", "0"], ["--speed", "inf"], ["--loss", "1.5"], ["--plan", "gold"], ["--port", "x"]]
)
def test_a_wrong_option_is_wrong_usage(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--secret-token", SECRET, *wrong])

    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_and_ends_it(receiver, capsys):
    port = service(receiver).rpartition(":")[2]

    with pytest.raises(SystemExit) as ended:
        main(["--secret-token", SECRET, "--port", port])

    assert ended.value.code == 1
    assert port in capsys.readouterr().err
