"""Who was connected, or in the room, from when to when: connections, the room's side, and sums of spans."""

from zoom_sync.rules.presence.connection import Connection
from zoom_sync.rules.presence.connections import connections
from zoom_sync.rules.presence.room import ABSENT, Open, Room, day_of, room
from zoom_sync.rules.presence.spans import clip, days, minutes, side, union

__all__ = [
    "ABSENT",
    "Connection",
    "Open",
    "Room",
    "clip",
    "connections",
    "day_of",
    "days",
    "minutes",
    "room",
    "side",
    "union",
]
