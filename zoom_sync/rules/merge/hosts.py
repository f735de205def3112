"""Whose connections are the host's: Zoom's rows do not say who was host, panelist or attendee (contract 2.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from zoom_sync.contacts import mails
from zoom_sync.records import Role, WebinarInfo
from zoom_sync.rules.pieces import Piece

ROLES: tuple[Role, ...] = ("host", "panelist", "attendee")  # of several that somebody has the first counts


def foremost(roles: Iterable[Role]) -> Role:
    """The role that counts of several; an attendee's where there is none."""
    return min(roles, key=ROLES.index, default="attendee")


class Hosts:
    """The hosts of an event's webinars, by account and by e-mail address."""

    def __init__(self, webinars: Iterable[WebinarInfo]) -> None:
        self._accounts: dict[str, set[str]] = defaultdict(set)
        self._mails: dict[str, set[str]] = defaultdict(set)
        for info in webinars:
            for webinar in (info.id, ""):
                if info.host_id:
                    self._accounts[webinar].add(info.host_id)
                self._mails[webinar].update(one for text in info.host_emails for one in mails(text))

    def role(self, pieces: Iterable[Piece]) -> Role:
        """The role of whoever has these pieces: host before panelist before attendee."""
        found: Role = "attendee"
        for piece in pieces:
            for trace in (*piece.traces, *piece.copies) if piece.copies else piece.traces:
                if trace.role != "attendee":
                    found = foremost((found, trace.role))
            claim = piece.claim
            if (claim.account_id or claim.email) and piece.connected and self._hosts(piece):
                return "host"
        return found

    def _hosts(self, piece: Piece) -> bool:
        claim = piece.claim
        webinar = piece.main.webinar
        if claim.account_id and claim.account_id in self._accounts.get(webinar, ()):
            return True
        known = self._mails.get(webinar) if claim.email else None
        return known is not None and not known.isdisjoint(mails(claim.email))
