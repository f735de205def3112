"""How this Zoom behaves where the real one was seen to behave in more than one way, or to go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal[
    "500", "503", "html", "empty", "truncated", "null list", "code in 200", "drop",
    "401", "429 second", "429 second 4001", "429 day", "429 day silent", "page token", "missing scope",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that goes wrong.

    `path` is a regular expression searched in "METHOD /path?query"; the fault strikes the `nth` (from 1)
    matching request and, with `times`, those right after it.
    """

    path: str
    kind: FaultKind
    nth: int = 1
    times: int = 1


@dataclass(slots=True)
class Switches:
    """Every behaviour that can be set. Durations are seconds on the server's clock unless they say more.

    The defaults are the behaviour that is documented, or else the one seen most recently.
    """

    # OAuth
    access_token_s: int = 3600
    refresh_token_s: int = 90 * 86400
    code_s: int = 300
    refresh: Literal["old dies at once", "grace"] = "old dies at once"
    second_token_kills_first: bool = False
    older_token_errors: bool = False  # 401 invalid_request instead of 400 invalid_grant, as seen in 2020
    api_url: str = ""  # told in token replies; "" is this server's own address

    # REST
    plan: Literal["free", "pro", "business"] = "business"
    rate_headers: Literal["full", "partial", "none"] = "full"
    limits: bool = True
    page_token_s: int = 900
    report_after_s: float = 600  # a report is 404 until so long after the end
    durations_after_s: float = 900  # and its durations are 0 until then
    past_obeys_include_fields: bool = True  # unconfirmed: the parameter is not declared there
    duplicate_rows: int = 0  # so many rows of a report stand in it twice

    # Deliveries
    loss: float = 0.0  # this share of join and leave deliveries never leaves
    duplicates: float = 0.0  # this share of all deliveries is sent twice
    reorder_s: float = 0.0  # a delivery waits up to so long, by chance
    leaves_at_end: bool = True  # unconfirmed for large webinars: whether each leave is told at the end
    extra_fields: bool = True  # fields that the schema does not have, as seen live
    retry_on: Literal["any", "5xx"] = "any"  # which refusals are tried again; lost connections always are
    retry_minutes: tuple[float, ...] = (5, 20, 60)  # each after the try before; of scene time
    restamp_retries: bool = True  # a retry is signed anew
    answer_within_s: float = 3.0
    validate_every_s: float = 72 * 3600
    strikes: int = 6  # so many failed validations in a row switch the subscription off
    event_ts_inside: bool = True  # app_deauthorized: event_ts inside payload, as a date string
    seed: int = 2022

    faults: list[Fault] = field(default_factory=list)
