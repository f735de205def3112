"""How a service is told: signature, challenge, retries, and what gets lost on the way."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.demo.conftest import RUN, START, WEBINAR, Zoom
from tests.demo.receiver import SECRET, Receiver
from zoom_sync.demo.zoom_server import Deliverer, Switches
from zoom_sync.demo.zoom_server.people import Connection, How
from zoom_sync.demo.zoom_server.signing import answer_to, compact, sign

VECTORS = Path(__file__).parents[2] / "../shared/zoom/samples/webhook-signature-vectors.json"


@pytest.fixture
def telling(receiver: Receiver) -> Iterator[Callable[..., tuple[Zoom, Deliverer]]]:
    """A Zoom with a deliverer for which a minute lasts a millisecond."""
    started = []

    def begin(switches: Switches | None = None, *, senders: int = 1, url: str = "") -> tuple[Zoom, Deliverer]:
        zoom = Zoom(switches)
        deliverer = Deliverer(zoom.world, url or receiver.url, SECRET, speed=60_000, senders=senders)
        deliverer.start()
        started.append(deliverer)
        return zoom, deliverer

    yield begin
    for deliverer in started:
        deliverer.stop()


@pytest.mark.skipif(not VECTORS.exists(), reason="Zoom's signature vectors are not beside this checkout.")
def test_the_signature_is_that_of_deliveries_captured_from_the_real_zoom():
    captured = json.loads(VECTORS.read_text())

    for vector in captured["vectors"]:
        made = sign(captured["secret_token"], int(vector["timestamp"]), vector["body"].encode())
        assert made == vector["signature"]


@pytest.mark.skipif(not VECTORS.exists(), reason="Zoom's signature vectors are not beside this checkout.")
def test_a_body_is_written_as_the_real_zoom_writes_it():
    for vector in json.loads(VECTORS.read_text())["vectors"]:
        assert compact(json.loads(vector["body"])) == vector["body"].encode()


def test_signs_beyond_the_basic_plane_are_escaped_in_capitals_and_others_stand_raw():
    assert compact({"name": "Sujata 🚒 সুজাতা"}) == '{"name":"Sujata \\uD83D\\uDE92 সুজাতা"}'.encode()


def test_the_answer_to_a_challenge_is_the_hmac_of_the_plain_token():
    mac = hmac.new(b"s", b"plain", hashlib.sha256).hexdigest()

    assert answer_to("s", "plain") == mac


def test_deliveries_arrive_signed_with_the_seconds_of_now(telling, receiver):
    zoom, deliverer = telling()

    zoom.run()

    assert deliverer.settle(5)
    assert sorted(receiver.events) == ["ended", "participant_joined", "participant_left", "started"]
    assert receiver.unsigned == 0
    assert set(receiver.stamps) == {int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())}
    assert len(set(receiver.tracking)) == 4


def test_live_events_have_their_id_as_text_and_registrations_as_a_number(telling, receiver):
    zoom, deliverer = telling()

    zoom.register(1)
    zoom.world.start(WEBINAR, RUN, START)

    assert deliverer.settle(5)
    ids = {json.loads(body)["event"]: json.loads(body)["payload"]["object"]["id"] for body in receiver.bodies}
    assert ids == {"webinar.registration_created": WEBINAR, "webinar.started": str(WEBINAR)}


def test_the_challenge_is_met_only_by_the_right_answer(telling, receiver):
    _, deliverer = telling()

    assert deliverer.validate()
    receiver.deaf = True
    assert not deliverer.validate()
    assert deliverer.failed_validations == 1


def test_six_missed_challenges_in_a_row_switch_the_deliveries_off(telling, receiver):
    zoom, deliverer = telling()
    receiver.deaf = True
    for _ in range(6):
        deliverer.validate()

    zoom.run()

    assert deliverer.disabled
    assert deliverer.settle(5)
    assert receiver.bodies == []


def test_every_72_hours_the_challenge_comes_again(telling, receiver):
    zoom, deliverer = telling()
    deliverer.validate()
    zoom.run(uuid="one==")
    assert deliverer.settle(5)
    assert receiver.validated == 1

    zoom.clock.move(72 * 3600)
    zoom.run(uuid="two==")

    assert deliverer.settle(5)
    assert receiver.validated == 2


@pytest.mark.parametrize("refusal", [500, 503, 401, 404, 302])
def test_a_refused_delivery_is_tried_again_three_times_then_given_up(telling, receiver, refusal):
    zoom, deliverer = telling()
    receiver.answers = [refusal] * 4

    zoom.world.start(WEBINAR, RUN, START)

    assert deliverer.settle(10)
    assert receiver.events == ["started"] * 4
    assert len(set(receiver.bodies)) == 1
    assert deliverer.counts["given up"] == 1


def test_the_tries_are_five_twenty_and_sixty_minutes_apart(telling, receiver):
    zoom, deliverer = telling()
    deliverer.speed = 3000  # an hour is 1.2 seconds
    receiver.answers = [500, 500]

    began = time.monotonic()
    zoom.world.start(WEBINAR, RUN, START)
    assert deliverer.settle(10)

    assert 0.5 <= time.monotonic() - began < 1.2 + 0.5


def test_refusals_of_4xx_end_the_tries_where_the_switch_says_so(telling, receiver):
    zoom, deliverer = telling(Switches(retry_on="5xx"))
    receiver.answers = [404, 500, 204]

    zoom.world.start(WEBINAR, RUN, START)
    assert deliverer.settle(10)
    zoom.run()
    assert deliverer.settle(10)

    assert deliverer.counts["given up"] == 1


def test_nobody_there_is_tried_again_too(telling):
    zoom, deliverer = telling(url="http://127.0.0.1:9/webhooks/zoom")

    zoom.world.start(WEBINAR, RUN, START)

    assert deliverer.settle(10)
    assert deliverer.counts["sent"] == 4
    assert deliverer.counts["given up"] == 1


def test_an_answer_that_comes_too_late_is_none(telling, receiver):
    zoom, deliverer = telling(Switches(answer_within_s=0.1, retry_minutes=()))
    receiver.slow_s = 0.4

    zoom.world.start(WEBINAR, RUN, START)

    assert deliverer.settle(10)
    assert (deliverer.counts["taken"], deliverer.counts["given up"]) == (0, 1)


def test_a_retry_may_carry_the_first_stamp(telling, receiver):
    stamps = []
    for anew in (True, False):
        zoom, deliverer = telling(Switches(restamp_retries=anew, retry_minutes=(1500,)))
        receiver.answers = [500]
        zoom.world.start(WEBINAR, RUN, START)
        while deliverer.counts["refused"] < 1:
            time.sleep(0.01)
        zoom.clock.move(300)
        assert deliverer.settle(10)
        stamps.append(receiver.stamps[-1] - receiver.stamps[-2])

    assert stamps == [300, 0]


def test_deliveries_may_be_doubled_and_out_of_order(telling, receiver):
    zoom, deliverer = telling(Switches(duplicates=0.5, reorder_s=6000))

    zoom.run(connections=40)

    assert deliverer.settle(10)
    assert 100 < len(receiver.bodies) <= 2 * 82
    assert len(set(receiver.bodies)) == 82
    assert receiver.events[0] != "started" or receiver.events[-1] != "ended"


def test_the_keys_stand_in_another_order_each_time(telling, receiver):
    zoom, deliverer = telling()

    zoom.run(connections=10)

    assert deliverer.settle(5)
    assert len({tuple(json.loads(body)) for body in receiver.bodies}) > 2


def test_a_notice_may_be_lost_repeated_or_late(telling, receiver):
    zoom, deliverer = telling()
    zoom.world.start(WEBINAR, RUN, START)
    zoom.world.join(RUN, Connection("1", "lost", START), How(lost=True))
    zoom.world.join(RUN, Connection("2", "late", START), How(late_s=6000))
    zoom.world.join(RUN, Connection("3", "thrice", START), How(copies=3))

    assert deliverer.settle(5)

    names = [
        told["payload"]["object"]["participant"]["user_name"]
        for told in map(json.loads, receiver.bodies)
        if told["event"] == "webinar.participant_joined"
    ]
    assert names == ["thrice"] * 3 + ["late"]


def test_the_share_that_is_lost_is_of_joins_and_leaves_and_the_same_each_time(telling, receiver):
    counts = []
    for _ in range(2):
        zoom, deliverer = telling(Switches(loss=0.3))
        zoom.run(connections=100)
        assert deliverer.settle(10)
        counts.append(deliverer.counts["lost"])

    assert counts[0] == counts[1]
    assert 40 <= counts[0] <= 80
    assert receiver.events.count("started") == receiver.events.count("ended") == 2


def test_deauthorization_has_its_date_inside_the_payload(telling, receiver):
    zoom, deliverer = telling()

    zoom.world.deauthorize("web", START + timedelta(hours=1))

    assert deliverer.settle(5)
    told = json.loads(receiver.bodies[0])
    assert told["event"] == "app_deauthorized"
    assert "event_ts" not in told
    assert told["payload"]["event_ts"] == "2022-11-11T06:00:00Z"
