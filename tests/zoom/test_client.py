"""Zoom is asked patiently, within its limits, and no answer of it is taken for more than it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import responses

from tests.conftest import FakeClock
from tests.zoom.fakes import ACCOUNT, FakeZoom, FreePace, MemoryShelf, Reply, a_zoom, answer
from zoom_sync.records import Trouble
from zoom_sync.zoom.calls import segment
from zoom_sync.zoom.client import RESTARTS, TRIES, Zoom
from zoom_sync.zoom.limits import midnight
from zoom_sync.zoom.oauth import ZoomAccount
from zoom_sync.zoom.tokens import FRESH_S
from zoom_sync.zoom.troubles import (
    DayLimit,
    Limited,
    ListingCutShort,
    NoPermission,
    NotFound,
    PersonMustAct,
    Refused,
    ScopeMissing,
    TooOld,
    ZoomUnreachable,
)

ROWS = [{"id": str(number)} for number in range(5)]
PATH = "/webinars/9/registrants"


def read(zoom: Zoom, **params: Any) -> list[list[dict[str, Any]]]:
    return list(zoom.pages(PATH, "registrants", params, label="medium", what="registrants"))


def test_a_list_is_read_to_its_last_page_in_pages_of_the_largest_size(fake: FakeZoom, zoom: Zoom):
    fake.lists[PATH] = ("registrants", ROWS)

    pages = read(zoom)

    assert pages == [ROWS[:2], ROWS[2:4], ROWS[4:]]
    assert all("page_size=300" in asked for asked in fake.asked if PATH in asked)


def test_each_page_is_asked_for_with_the_parameters_of_the_first(fake: FakeZoom, zoom: Zoom):
    fake.lists[PATH + "?status=pending"] = ("registrants", ROWS)

    pages = read(zoom, status="pending")

    assert sum(map(len, pages)) == 5
    assert all("status=pending" in asked for asked in fake.asked if PATH in asked)


PASSING: list[tuple[Reply, str]] = [
    (answer({"code": 500, "message": "Internal"}, 500), "a server's error"),
    (answer({}, 503), "an outage"),
    ((200, {}, "<html>Sorry</html>"), "a 200 of HTML"),
    ((200, {}, ""), "an empty 200"),
    ((200, {}, '{"registrants": [{"id"'), "truncated JSON"),
    ((200, {}, "[" * 100_000), "a hundred thousand brackets"),
    (answer([1]), "a list where an object belongs"),
    (answer({"registrants": None}), "a null list"),
    (answer({"total_records": 1}), "no list"),
    (answer({"code": 200, "message": "No permission."}), "a 200 with an error code"),
    ((302, {"Location": "https://evil.example/"}, ""), "a redirect, which would take the token along"),
    (answer({"code": 429, "message": "…per-second rate limit…"}, 429), "too many a second"),
    (
        answer({"code": 4001, "message": "per-second"}, 429, **{"Retry-After": "2"}),
        "the same by another code",
    ),
]


@pytest.mark.parametrize(("reply", "why"), PASSING, ids=[case[1] for case in PASSING])
def test_what_may_pass_is_asked_again(fake: FakeZoom, zoom: Zoom, clock: FakeClock, reply: Reply, why: str):
    fake.lists[PATH] = ("registrants", ROWS[:1])
    fake.answers[PATH] = [reply] * (TRIES - 1)

    pages = read(zoom)

    assert pages == [ROWS[:1]]
    assert clock.monotonic() > 1001, "it waited in between"


@pytest.mark.parametrize(("reply", "why"), PASSING, ids=[case[1] for case in PASSING])
def test_what_does_not_pass_ends_the_list_in_one_sentence(fake: FakeZoom, zoom: Zoom, reply: Reply, why: str):
    fake.answers[PATH] = [reply] * TRIES

    with pytest.raises(ListingCutShort) as cut:
        read(zoom)

    assert "registrants" in cut.value.what
    assert cut.value.pages == 0
    assert len([asked for asked in fake.asked if PATH in asked]) == TRIES


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError("reset"),
        requests.ReadTimeout("silence"),
        requests.exceptions.ChunkedEncodingError("half a body"),
    ],
    ids=lambda error: str(error),
)
def test_a_broken_connection_is_tried_five_times_and_then_named(fake: FakeZoom, zoom: Zoom, error: Exception):
    fake.answers["/webinars/9"] = [error] * TRIES

    with pytest.raises(ZoomUnreachable) as gone:
        zoom.get("/webinars/9", label="light")

    assert type(error).__name__ in gone.value.what
    assert fake.asked.count("/webinars/9") == TRIES


def test_a_token_that_ended_is_renewed_once_and_the_same_page_asked_again(fake: FakeZoom, zoom: Zoom):
    fake.lists[PATH] = ("registrants", ROWS)
    pages = zoom.pages(PATH, "registrants", label="medium")
    first = next(pages)
    fake.tokens += 1  # Zoom has forgotten the token that the client holds

    rest = list(pages)

    assert [first, *rest] == [ROWS[:2], ROWS[2:4], ROWS[4:]]
    assert fake.asked.count("/oauth/token") == 2


REFUSALS: list[tuple[Reply, type[Trouble], str]] = [
    (answer({"code": 4711, "message": "Invalid access token, does not contain scopes:[a:b, a:b:admin]."}, 400),
     ScopeMissing, "a missing scope"),
    (answer({"code": 4711, "message": "does not contain scopes:[a:b]"}, 403), ScopeMissing, "the same as 403"),
    (answer({"code": 4711, "message": "does not contain scopes:[a:b]"}, 401), ScopeMissing, "the same as 401"),
    (answer({"code": 124, "message": "does not contain scopes:[a:b]."}, 400), ScopeMissing, "once 124"),
    (answer({"code": 4711, "message": "does not contain scopes:[a:b]."}), ScopeMissing, "even within a 200"),
    (answer({"code": 124, "message": "This API only supports OAuth2 authorization."}, 400),
     PersonMustAct, "an app of the wrong kind"),
    (answer({"code": 200, "message": "Webinar plan is missing."}, 400), NoPermission, "no webinar plan"),
    (answer({"code": 0}, 403), NoPermission, "forbidden"),
    (answer({"code": 3001, "message": "not found or has expired"}, 404), NotFound, "unknown, or not run yet"),
    (answer({"code": 1001, "message": "User does not exist"}, 404), NotFound, "a host who left"),
    (answer({"code": 12702, "message": "Can not access a webinar a year ago."}, 400), TooOld, "over a year old"),
    (answer({"code": 300, "message": "Invalid webinar ID."}, 400), Refused, "an id that is none"),
    ((400, {}, "<html>"), Refused, "a 400 of HTML"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "kind", "why"), REFUSALS, ids=[case[2] for case in REFUSALS])
def test_a_refusal_is_named_by_what_can_be_done_and_asked_once(
    fake: FakeZoom, zoom: Zoom, reply: Reply, kind: type[Trouble], why: str
):
    fake.answers[PATH] = [reply]

    with pytest.raises(kind) as refused:
        read(zoom)

    assert refused.value.remedy
    assert len([asked for asked in fake.asked if PATH in asked]) == 1
    assert fake.asked.count("/oauth/token") == 1, "no new token for what a new token does not mend"


def test_a_missing_scope_is_named(fake: FakeZoom, zoom: Zoom):
    fake.answers[PATH] = [REFUSALS[0][0]]

    with pytest.raises(ScopeMissing) as refused:
        read(zoom)

    assert refused.value.scopes == ("a:b", "a:b:admin")
    assert "a:b or a:b:admin" in refused.value.what


def test_a_scope_that_was_added_meanwhile_is_had_without_a_restart(
    fake: FakeZoom, zoom: Zoom, clock: FakeClock
):
    fake.lists[PATH] = ("registrants", ROWS[:1])
    assert read(zoom) == [ROWS[:1]]
    clock.advance(FRESH_S + 1)
    fake.answers[PATH] = [REFUSALS[0][0]]  # the token's scopes are those of when it was given

    assert read(zoom) == [ROWS[:1]]
    assert fake.asked.count("/oauth/token") == 2


def test_for_a_scope_that_lacks_a_new_token_is_asked_for_once_a_minute_at_most(
    fake: FakeZoom, zoom: Zoom, clock: FakeClock
):
    fake.lists[PATH] = ("registrants", ROWS[:1])
    read(zoom)
    clock.advance(FRESH_S + 1)
    fake.answers[PATH] = [REFUSALS[0][0]] * 5

    for _ in range(4):  # the first with the old token and with a new one
        with pytest.raises(ScopeMissing):
            read(zoom)

    assert fake.answers[PATH] == []
    assert fake.asked.count("/oauth/token") == 2


def test_a_connection_is_not_renewed_for_a_scope_that_only_a_person_can_consent_to(
    fake: FakeZoom, clock: FakeClock
):
    fake.tokens = 1
    shelf = MemoryShelf({"access_token": "token-1", "expires_at": int(clock.now().timestamp()) + 3600})
    fake.answers[PATH] = [REFUSALS[0][0]]

    with pytest.raises(ScopeMissing):
        read(a_zoom(clock, account=ZoomAccount("client-1", "s3cret-of-the-app"), shelf=shelf))

    assert "/oauth/token" not in fake.asked


def test_what_the_app_may_ask_for_is_told_of_now_and_not_of_when_its_token_was_given(
    fake: FakeZoom, zoom: Zoom, clock: FakeClock
):
    fake.lists[PATH] = ("registrants", ROWS[:1])
    fake.lists["/users"] = ("users", [])
    read(zoom)
    clock.advance(FRESH_S + 1)
    given = fake.sign_in

    def with_one_more(form: Any) -> Reply:
        status, headers, body = given(form)
        return status, headers, body.replace("webinar:read:admin", "webinar:read:admin user:read:admin")

    fake.sign_in = with_one_more

    assert "user:read:admin" in zoom.standing().scopes


def test_a_token_that_is_refused_although_new_is_a_matter_for_a_person(fake: FakeZoom, zoom: Zoom):
    fake.answers[PATH] = [answer({"code": 124, "message": "Invalid access token."}, 401)] * 2

    with pytest.raises(PersonMustAct):
        read(zoom)

    assert len([asked for asked in fake.asked if PATH in asked]) == 2


EXPIRED = answer({"code": 300, "message": "The next page token is invalid or expired."}, 400)


def test_a_page_token_that_died_begins_the_list_anew(fake: FakeZoom, zoom: Zoom):
    fake.lists[PATH] = ("registrants", ROWS)
    pages = zoom.pages(PATH, "registrants", label="medium")
    seen = [next(pages)]
    fake.answers[PATH] = [EXPIRED]

    seen += list(pages)

    assert seen == [ROWS[:2], ROWS[:2], ROWS[2:4], ROWS[4:]]


def test_page_tokens_that_keep_dying_end_the_list(fake: FakeZoom, zoom: Zoom):
    first = answer({"registrants": ROWS[:2], "next_page_token": "t"})
    fake.answers[PATH] = [first, EXPIRED] * (RESTARTS + 1)

    with pytest.raises(ListingCutShort):
        read(zoom)


def test_a_repeated_page_token_ends_the_list_instead_of_going_round_for_ever(fake: FakeZoom, zoom: Zoom):
    fake.answers[PATH] = [answer({"registrants": ROWS[:1], "next_page_token": "t"})] * 10

    with pytest.raises(ListingCutShort) as cut:
        read(zoom)

    assert "repeated" in cut.value.what
    assert len(fake.answers[PATH]) == 8


NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # what the fixture's clock shows
DAILY = "You have reached the maximum daily rate limit for this API."
PER_HOST = "You have exceeded the daily rate limit (100) of … for this particular user. … at GMT 00:00:00."
PER_REGISTRANT = "You have exceeded the daily rate limit of (3) for … for the registrant (j@c.example)."
LIMITS: list[tuple[Reply, type[Limited], datetime, list[str], str]] = [
    (answer({"code": 429, "message": DAILY}, 429), DayLimit, midnight(NOW), ["medium"], "no header at all"),
    (answer({"code": 429, "message": DAILY}, 429, **{"X-RateLimit-Category": "Heavy"}),
     DayLimit, midnight(NOW), ["heavy"], "of another category than asked"),
    (answer({"code": 429}, 429, **{"X-RateLimit-Type": "Daily-limit", "Retry-After": "2026-03-04T00:00:00Z"}),
     DayLimit, midnight(NOW), ["medium"], "by its headers, with an ISO date"),
    (answer({"code": 429, "message": DAILY}, 429, **{"Retry-After": "Wed, 04 Mar 2026 00:00:00 GMT"}),
     DayLimit, midnight(NOW), ["medium"], "with an HTTP date"),
    (answer({"code": 429, "message": DAILY}, 429, **{"Retry-After": "99999999"}),
     DayLimit, midnight(NOW), ["medium"], "seconds beyond midnight are not believed"),
    (answer({"code": 429, "message": PER_HOST}, 429), Limited, midnight(NOW), [], "one host's cap"),
    (answer({"code": 429, "message": PER_REGISTRANT}, 429), Limited, midnight(NOW), [], "one registrant's cap"),
    (answer({"code": 429, "message": "Too many"}, 429, **{"Retry-After": "600"}),
     Limited, NOW + timedelta(seconds=600), ["medium"], "ten minutes are not slept through"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "kind", "until", "blocked", "why"), LIMITS, ids=[case[4] for case in LIMITS]
)
def test_a_limit_that_lasts_is_handed_back_and_blocks_only_what_it_is_about(
    mock: responses.RequestsMock,
    clock: FakeClock,
    reply: Reply,
    kind: type[Limited],
    until: datetime,
    blocked: list[str],
    why: str,
):
    fake, pace = FakeZoom(mock), FreePace()
    fake.answers[PATH] = [reply]

    with pytest.raises(kind) as limited:
        a_zoom(clock, pace=pace).get(PATH, label="medium")

    assert limited.value.until == until
    assert pace.blocked == [(label, until) for label in blocked]
    assert "j@c.example" not in str(limited.value)


def test_each_call_waits_for_its_turn_also_the_one_with_a_new_token(
    mock: responses.RequestsMock, clock: FakeClock
):
    fake, pace = FakeZoom(mock), FreePace()
    fake.objects["/webinars/9"] = {"id": 9}
    fake.answers["/webinars/9"] = [answer({"code": 124}, 401), answer({}, 500)]

    a_zoom(clock, pace=pace).get("/webinars/9", label="light")

    assert pace.waited == ["light"] * 3


UUIDS = [
    ("abc==", "abc%3D%3D", "once"),
    ("a/b+c==", "a%2Fb%2Bc%3D%3D", "a slash inside: once"),
    ("/abc==", "%252Fabc%253D%253D", "a slash in front: twice"),
    ("a//b+==", "a%252F%252Fb%252B%253D%253D", "two slashes together: twice"),
]


@pytest.mark.parametrize(("uuid", "quoted", "why"), UUIDS, ids=[case[2] for case in UUIDS])
def test_a_uuid_reaches_zoom_as_it_must_be_quoted(
    fake: FakeZoom, zoom: Zoom, uuid: str, quoted: str, why: str
):
    fake.objects[f"/report/webinars/{uuid}"] = {"uuid": uuid}

    body = zoom.get(f"/report/webinars/{segment(uuid)}", label="heavy")

    assert body == {"uuid": uuid}
    assert f"/report/webinars/{quoted}" in fake.asked


def test_neither_proxies_nor_netrc_nor_redirects_get_the_token(
    mock: responses.RequestsMock, clock: FakeClock, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.zoom.us login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fake = FakeZoom(mock)
    fake.objects["/webinars/9"] = {"id": 9}

    assert a_zoom(clock, shelf=MemoryShelf()).get("/webinars/9", label="light") == {"id": 9}
    assert mock.calls[-1].request.headers["Authorization"] == "Bearer token-1"


def test_no_secret_stands_in_any_trouble(fake: FakeZoom, zoom: Zoom):
    fake.answers[PATH] = [answer({"code": 124, "message": "token-1 is bad"}, 401)] * 2

    with pytest.raises(Trouble) as trouble:
        read(zoom)

    assert "token-1" not in str(trouble.value)
    assert "s3cret" not in repr(ACCOUNT)
