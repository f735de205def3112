"""Which scopes the service needs, and which webhook events it listens to (contract 1.5 and 4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What a scope is needed for. Either form suffices; `report_only` exists for whole accounts only."""

    what: str
    classic: str
    granular: str
    report_only: bool = False


NEEDED = (
    Need("the list of webinars", "webinar:read:admin", "webinar:read:list_webinars:admin"),
    Need("one webinar", "webinar:read:admin", "webinar:read:webinar:admin"),
    Need("registrants", "webinar:read:admin", "webinar:read:list_registrants:admin"),
    Need("panelists", "webinar:read:admin", "webinar:read:list_panelists:admin"),
    Need("past instances", "webinar:read:admin", "webinar:read:list_past_instances:admin"),
    Need("past participants", "webinar:read:admin", "webinar:read:list_past_participants:admin"),
    Need("participant reports", "report:read:admin", "report:read:list_webinar_participants:admin", True),
    Need("the run of a webinar", "report:read:admin", "report:read:webinar:admin", True),
    Need("the hosts", "user:read:admin", "user:read:list_users:admin"),
)

# Only for events that have polls and questions switched on.
POLLS = Need("polls", "report:read:admin", "report:read:list_webinar_polls:admin", True)
QUESTIONS = Need("questions and answers", "report:read:admin", "report:read:webinar_qna:admin", True)
OPTIONAL = (POLLS, QUESTIONS)

WEBHOOK_EVENTS = (
    "webinar.started",
    "webinar.ended",
    "webinar.participant_joined",
    "webinar.participant_left",
    "webinar.participant_bind",
    "webinar.registration_created",
    "webinar.registration_approved",
    "webinar.registration_denied",
    "webinar.registration_cancelled",
)


def missing(
    granted: Iterable[str], *, user_level: bool = False, of: Iterable[Need] = NEEDED
) -> tuple[Need, ...]:
    """The needs that no granted scope meets. A user-level app uses the forms without `:admin` and has no reports.

    A wider form counts too: what ends in `:admin` meets the need of one without it.
    """
    have = set(granted)
    lacking = []
    for need in of:
        forms = {need.classic, need.granular}
        if user_level:
            if need.report_only:
                continue
            forms |= {form.removesuffix(":admin") for form in forms}
        if not forms & have:
            lacking.append(need)
    return tuple(lacking)
