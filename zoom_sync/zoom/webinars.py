"""What the service asks of Zoom: a webinar, its registrants and panelists, its runs, and who was in them.

Lists come as pages of Zoom's rows, for `reading` to understand; everything else as records. A webinar that
has not run yet is no error here, though Zoom answers 404 to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zoom_sync.records import Instance, WebinarInfo
from zoom_sync.zoom.calls import segment
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import NoPermission, NotFound
from zoom_sync.zoom.words import instant, text, whole, within

Rows = list[dict[str, Any]]
STATUSES = ("approved", "pending", "denied")  # a list without a status holds only the approved (contract 0.4)
_PER_OCCURRENCE = (2, 3)  # `registration_type`: registered for each occurrence, or for chosen ones


@dataclass(frozen=True, slots=True)
class Seen:
    """A webinar, and how people register: at all, and once for all occurrences or for each."""

    info: WebinarInfo
    has_registration: bool
    per_occurrence: bool


def webinar(zoom: Zoom, id: str, occurrence: str = "") -> WebinarInfo:
    """What Zoom says of a webinar. Raises NotFound."""
    return look(zoom, id, occurrence).info


def look(zoom: Zoom, id: str, occurrence: str = "") -> Seen:
    """A webinar with the way its people register. Raises NotFound."""
    params = {"show_previous_occurrences": "true", **({"occurrence_id": occurrence} if occurrence else {})}
    row = zoom.get(f"/webinars/{segment(id)}", params, label="light", what=f"webinar {id}")
    settings = within(row, "settings")
    return Seen(
        info=info(row, id=id),
        has_registration=whole(settings, "approval_type") != 2 if "approval_type" in settings else True,
        per_occurrence=whole(settings, "registration_type") in _PER_OCCURRENCE,
    )


def info(row: Mapping[str, Any], *, id: str = "") -> WebinarInfo:
    """A webinar's object, or a list's item, as a record. The start link in it is a secret and stays out."""
    alternatives = text(within(row, "settings"), "alternative_hosts").replace(";", ",").split(",")
    emails = (text(row, "host_email"), *(email.strip() for email in alternatives))
    return WebinarInfo(
        id=id or text(row, "id"),
        topic=text(row, "topic"),
        host_id=text(row, "host_id"),
        host_emails=tuple(dict.fromkeys(email for email in emails if email)),
        registration_url=text(row, "registration_url"),
        type=whole(row, "type"),
        start=instant(row, "start_time"),
        duration_min=whole(row, "duration"),
        occurrences=tuple(_occurrences(row)),
    )


def of_account(zoom: Zoom) -> Iterator[WebinarInfo]:
    """The account's webinars that have not expired. Hosts without a webinar plan are passed over.

    With the authorization code only those of whoever connected; server-to-server has no "me" (contract 1.1).
    """
    if not zoom.account.server_to_server:
        yield from _of_host(zoom, "me")
        return
    for page in zoom.pages("/users", "users", {"status": "active"}, label="medium", what="hosts"):
        for user in page:
            try:
                yield from _of_host(zoom, text(user, "id"))
            except (NoPermission, NotFound):
                continue  # no plan, or gone since the list was made: one host does not stop the others


def registrants(zoom: Zoom, id: str, status: str, occurrence: str = "") -> Iterator[Rows]:
    """Pages of the registrants of one status. Rows may come twice: see `Zoom.pages`."""
    params = {"status": status, **({"occurrence_id": occurrence} if occurrence else {})}
    what = f"{status} registrants of webinar {id}"
    return zoom.pages(
        f"/webinars/{segment(id)}/registrants", "registrants", params, label="medium", what=what
    )


def panelists(zoom: Zoom, id: str) -> Rows:
    """The panelists; Zoom gives them in one answer."""
    what = f"the panelists of webinar {id}"
    body = zoom.get(f"/webinars/{segment(id)}/panelists", label="medium", what=what, key="panelists")
    return [row for row in body["panelists"] if isinstance(row, dict)]


def instances(zoom: Zoom, id: str) -> list[Instance]:
    """The webinar's runs so far, without their ends. None where it has not run yet."""
    path = f"/past_webinars/{segment(id)}/instances"
    try:
        body = zoom.get(path, label="light", what=f"the runs of webinar {id}", key="webinars")
    except NotFound:
        return []
    runs = (row for row in body["webinars"] if isinstance(row, dict))
    return [
        Instance(
            webinar=id,
            uuid=text(row, "uuid"),
            start=instant(row, "start_time"),
            occurrence=text(row, "occurrence_id"),
        )
        for row in runs
        if text(row, "uuid")
    ]


def run(zoom: Zoom, uuid: str) -> tuple[datetime | None, datetime | None] | None:
    """When a run began and ended, by its report; None where there is no report (yet)."""
    try:
        row = zoom.get(f"/report/webinars/{segment(uuid)}", label="heavy", what=f"the report of run {uuid}")
    except NotFound:
        return None
    return instant(row, "start_time"), instant(row, "end_time")


def _of_host(zoom: Zoom, user: str) -> Iterator[WebinarInfo]:
    path = f"/users/{segment(user)}/webinars"
    for page in zoom.pages(path, "webinars", label="medium", what="webinars of a host"):
        yield from (info(row) for row in page if text(row, "id"))


def _occurrences(row: Mapping[str, Any]) -> Iterator[tuple[str, datetime, int]]:
    found = row.get("occurrences")
    for each in found if isinstance(found, list) else []:
        if not isinstance(each, dict) or text(each, "status") == "deleted":
            continue
        start = instant(each, "start_time")
        if text(each, "occurrence_id") and start is not None:
            yield text(each, "occurrence_id"), start, whole(each, "duration")
