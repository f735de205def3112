"""Asking Zoom's REST API, patiently: one object or a list page by page.

Promises: a list is either read to its last page or ends in a Trouble; the account's limits are kept; a token
is renewed once when Zoom refuses it, or misses a scope in it that the app may have got since; nothing but GET is
sent. No error of `requests` leaves this room.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import structlog

from zoom_sync.zoom import refusals
from zoom_sync.zoom.calls import Answer, Calls, Passing
from zoom_sync.zoom.limits import LONGEST_WAIT, Label, Pace, too_many
from zoom_sync.zoom.oauth import Clock, ZoomAccount
from zoom_sync.zoom.tokens import Tokens, TokenShelf
from zoom_sync.zoom.troubles import DayLimit, Limited, ListingCutShort, Refused, ZoomUnreachable
from zoom_sync.zoom.words import text

log = structlog.get_logger(__name__)
TRIES = 5
RESTARTS = 3
PAGE = 300  # rows; the most that Zoom gives
NEAR_S = 10  # so far from Zoom's our clock may be and pass for right: its word is whole seconds, and was on its way


@dataclass(frozen=True, slots=True)
class Standing:
    """`scopes` granted to the token in use; `now`: Zoom's own time, None where it did not say."""

    scopes: frozenset[str]
    now: datetime | None


class Zoom:
    """One account's API. Serves any number of threads: each has its own session."""

    def __init__(
        self,
        account: ZoomAccount,
        shelf: TokenShelf,
        pace: Pace,
        clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.account = account
        self._pace, self._clock, self._chance = pace, clock, chance
        self._tokens = Tokens(account, shelf, clock)
        self._calls = Calls(account, self._tokens, clock)
        self.ahead_s: float | None = None  # Zoom's clock before ours, by its last answer that said

    @property
    def ahead(self) -> timedelta:
        """What our clock lacks of Zoom's; nothing while the two agree as well as Zoom's word tells."""
        seconds = self.ahead_s or 0.0
        return timedelta(seconds=seconds if abs(seconds) > NEAR_S else 0.0)

    def get(
        self,
        path: str,
        params: Mapping[str, str | int] | None = None,
        *,
        label: Label,
        what: str = "",
        key: str = "",
    ) -> dict[str, Any]:
        """The JSON object at `path`, whose segments are quoted already (`segment`).

        `what` names it for people. `key`: a field that must hold a list, or the answer counts as broken.
        Raises a Trouble of `zoom.troubles`, after five tries for what may pass.
        """
        what = what or path
        for number in range(1, TRIES + 1):
            try:
                return self._understood(self._ask(path, params or {}, label), what, label, key)
            except Passing as passing:
                log.warning("zoom did not answer", path=path, why=passing.why, turn=number)
                if number == TRIES:
                    raise ZoomUnreachable(passing.why, TRIES) from passing.__cause__
                self._clock.sleep(passing.seconds or (0.5 + self._chance()) * 2 ** (number - 1))
        raise AssertionError("a turn ends by an answer or by an exception")

    def pages(
        self,
        path: str,
        key: str,
        params: Mapping[str, str | int] | None = None,
        *,
        label: Label,
        what: str = "",
    ) -> Iterator[list[dict[str, Any]]]:
        """The rows under `key`, page by page, to the last. Ends normally only there.

        A page token that died (after 15 minutes) begins the list anew: rows may come again, so upsert them.
        Raises ListingCutShort where a page cannot be had, or where Zoom repeats a token.
        """
        what = what or path
        for _ in range(RESTARTS + 1):
            try:
                yield from self._walk(path, key, {**(params or {}), "page_size": PAGE}, label, what)
                return
            except _TokenExpired:
                log.warning("page token expired", path=path)
        raise ListingCutShort(what, 1, "its page tokens expired again and again")

    def standing(self) -> Standing:
        """What the app may ask for now, and what time it is at Zoom. Asks one small question.

        Raises Trouble where no token can be had, or no answer came; an answer that refuses will do.
        """
        granted = frozenset(text(self._tokens.newest(), "scope").split())
        try:
            answer = self._ask("/users", {"page_size": 1}, "medium")
        except Passing as why:
            raise ZoomUnreachable(why.why, 1) from why
        return Standing(granted, _time_of(answer))

    def _walk(
        self, path: str, key: str, params: dict[str, str | int], label: Label, what: str
    ) -> Iterator[list[dict[str, Any]]]:
        seen: set[str] = set()
        token = ""
        while True:
            asked = {**params, "next_page_token": token} if token else params
            try:
                body = self.get(path, asked, label=label, what=what, key=key)
            except ZoomUnreachable as why:
                raise ListingCutShort(what, len(seen), why.why) from why
            except Refused as refused:
                # Zoom's words for it are not relied on: with a token among the parameters, 300 is that.
                if token and refused.code == 300:
                    raise _TokenExpired from refused
                raise
            yield [row for row in body[key] if isinstance(row, dict)]
            token = text(body, "next_page_token")
            if not token:
                return
            if token in seen:
                raise ListingCutShort(what, len(seen), "it repeated a page")
            seen.add(token)

    def _ask(self, path: str, params: Mapping[str, str | int], label: Label) -> Answer:
        """The answer, asked for once more where it may be another one with a new token."""
        self._pace.wait(label)
        answer = self._calls.send(path, params)
        if self._may_be_for_the_token(answer):
            self._calls.renew()
            self._pace.wait(label)
            answer = self._calls.send(path, params)
        theirs = _time_of(answer)
        if theirs is not None:
            self.ahead_s = (theirs - self._clock.now()).total_seconds()
        return answer

    def _may_be_for_the_token(self, answer: Answer) -> bool:
        """Whether it is this token that Zoom refuses: a dead one, or one from before the app got a scope."""
        return self._calls.may_lack() if _lacks_scope(answer) else _token_is_dead(answer)

    def _understood(self, answer: Answer, what: str, label: Label, key: str) -> dict[str, Any]:
        """The object of an answer that is one; else the Trouble that it stands for."""
        status, body = answer.status, answer.body
        code = refusals.code_of(body)
        if status == 429 or (status == 200 and code == 429):
            self._slow_down(answer, label)
        if 300 <= status < 400 or status >= 500:
            raise Passing(f"HTTP {status}")
        # A 200 can be an error (contract 0.11), or no JSON at all.
        final = status >= 400 or code == 124 or bool(code and refusals.scopes_of(text(body, "message")))
        if final:
            log.warning("zoom refused", what=what, status=status, code=code, tracking=answer.tracking)
            raise refusals.of_request(what, status, body, answer.tracking)
        if not body:
            raise Passing("an answer that is no JSON object")
        if code and "message" in body:
            raise Passing(f"HTTP {status} with the error code {code}")
        if key and not isinstance(body.get(key), list):
            raise Passing(f"an answer without a list of {key}")
        return dict(body)

    def _slow_down(self, answer: Answer, label: Label) -> None:
        """Raise what a 429 asks for: a moment's patience, or none more today."""
        now = self._clock.now()
        found = too_many(answer.headers, text(answer.body, "message"), now)
        if found.kind == "one":  # the cap of one person does not stop the account
            raise Limited(found.until or now, label)
        if found.kind == "day":
            until = found.until or now
            self._pace.block(found.label or label, until)
            raise DayLimit(until, found.label or label)
        if found.until is None:
            raise Passing("too many requests a second", 1 + self._chance())
        if found.until - now > LONGEST_WAIT:
            self._pace.block(found.label or label, found.until)
            raise Limited(found.until, found.label or label)
        raise Passing("too many requests", (found.until - now).total_seconds() + self._chance())


class _TokenExpired(Exception):
    """The token of the next page is no longer good."""


def _time_of(answer: Answer) -> datetime | None:
    """What time it was at Zoom when it answered, to the second; None where it did not say."""
    try:
        now = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError:
        return None
    return now if now.tzinfo else None


def _token_is_dead(answer: Answer) -> bool:
    return answer.status == 401 or (answer.status == 200 and refusals.code_of(answer.body) == 124)


def _lacks_scope(answer: Answer) -> bool:
    return refusals.code_of(answer.body) == 4711 or bool(refusals.scopes_of(text(answer.body, "message")))
