"""Events: what is planned, who may see them, and what their newest record says in short."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, or_, select, update

from zoom_sync.records import Event, Final, Trouble
from zoom_sync.store import memory, schema
from zoom_sync.store.codec import EVENT, FINAL
from zoom_sync.store.dialect import Tx, add_or_nothing, storable

event, entrance, share_ = schema.event, schema.entrance, schema.share

_COLUMNS = (
    event.c.id,
    event.c.title,
    event.c.plan,
    event.c.key,
    event.c.owner,
    event.c.protected,
    event.c.room_closed,
    event.c.waived,
    event.c.generation,
    event.c.erased,
)


class EventUnknown(Trouble):
    """No event has this id."""

    def __init__(self, event_id: str, *, safe: str = "Nothing was changed.") -> None:
        super().__init__(
            f"There is no event {event_id[:40]!r}.",
            safe,
            "`zoom-sync event list` shows the events and their ids.",
        )


class EventErased(Trouble):
    """An event whose people were erased takes nothing in any more."""

    def __init__(self) -> None:
        super().__init__(
            "The people of this event were erased.", "Nothing was changed.", "Its sums are all that is kept."
        )


def add(tx: Tx, made: Event, *, now: datetime) -> None:
    """Add an event. The same id twice changes nothing."""
    row = {
        **_planned(made),
        "id": made.id,
        "key": made.key,
        "room_closed": made.room_closed,
        "waived": storable(made.waived),
        "created": now,
    }
    if add_or_nothing(tx, event, [row]):
        _put_entrances(tx, made)


def get(tx: Tx, id: str, *, hold: bool = False, removed: bool = False) -> Event | None:
    """The event with this id. `hold`: nobody else changes it until the end. `removed`: also one that was removed."""
    row = tx.execute(_get(hold, removed), {"asked": id}).first()
    return None if row is None else _event(row)


@cache  # every page asks this: to put it together anew takes longer than to ask it
def _get(hold: bool, removed: bool) -> Select[Any]:
    asked = select(*_COLUMNS).where(event.c.id == bindparam("asked"))
    asked = asked if removed else asked.where(event.c.removed.is_(None))
    return asked.with_for_update() if hold else asked


def known(
    tx: Tx, id: str, *, safe: str = "Nothing was changed.", hold: bool = False, removed: bool = False
) -> Event:
    """The event that somebody named, as `get` has it. Raises EventUnknown, which says that `safe` holds."""
    found = get(tx, id, hold=hold, removed=removed)
    if found is None:
        raise EventUnknown(id, safe=safe)
    return found


def all(tx: Tx) -> list[Event]:
    """Every event that was not removed, the one that starts last first."""
    asked = select(*_COLUMNS).where(event.c.removed.is_(None))
    rows = tx.execute(asked.order_by(event.c.starts.desc(), event.c.id))
    return [_event(row) for row in rows]


def ending(tx: Tx, *, until: date, removed: bool) -> list[Event]:
    """The events whose people are kept by name until this day or an earlier one, the first to end first.

    `removed`: those that were removed, too.
    """
    last = event.c.plan["keep_until"].as_string()
    asked = select(*_COLUMNS).where(last <= until.isoformat(), event.c.erased.is_(None))
    asked = asked if removed else asked.where(event.c.removed.is_(None))
    return [_event(row) for row in tx.execute(asked.order_by(last, event.c.id))]


def every(tx: Tx) -> list[Event]:
    """`all`, and those that were removed too: people stand in them as in any other."""
    return [_event(row) for row in tx.execute(select(*_COLUMNS).order_by(event.c.starts.desc(), event.c.id))]


def around(tx: Tx, now: datetime, *, margin: timedelta) -> list[Event]:
    """The events that have begun and are not over at `now`, each widened by `margin`."""
    near = (event.c.starts <= now + margin, event.c.ends >= now - margin, event.c.removed.is_(None))
    rows = tx.execute(select(*_COLUMNS).where(*near).order_by(event.c.starts, event.c.id))
    return [_event(row) for row in rows]


def of_webinar(tx: Tx, webinar_id: str, *, removed_since: datetime | None = None) -> list[Event]:
    """The events that have this webinar, or an occurrence of it, as an entrance.

    `removed_since`: those that were removed then or later, too.
    """
    having = select(entrance.c.event).where(entrance.c.webinar == webinar_id)
    there: ColumnElement[bool] = event.c.removed.is_(None)
    if removed_since is not None:
        there = or_(there, event.c.removed >= removed_since)
    asked = select(*_COLUMNS).where(event.c.id.in_(having), there)
    rows = tx.execute(asked.order_by(event.c.starts, event.c.id))
    return [_event(row) for row in rows]


def change(tx: Tx, changed: Event) -> None:
    """Take over title, days, plan, webinars, rule, caution, protection and owner.

    What `close_room`, `waive` and a rebuild have set stays, whatever stands in `changed`.
    """
    tx.execute(update(event).where(event.c.id == changed.id).values(**_planned(changed)))
    tx.execute(delete(entrance).where(entrance.c.event == changed.id))
    _put_entrances(tx, changed)


def close_room(tx: Tx, id: str, *, at: datetime | None) -> None:
    """Note that an organiser said: the room is complete. None opens it again."""
    tx.execute(update(event).where(event.c.id == id).values(room_closed=at))


def final(tx: Tx, id: str) -> Final | None:
    """The version of the record that was final last."""
    told = (summary(tx, id) or {}).get("final")
    return None if told is None else FINAL.of_json(told)


def closings(tx: Tx, id: str) -> int:
    """How often an organiser has said that the record is complete."""
    return int(memory.recall(tx, memory.closings(id)) or 0)


def complete(tx: Tx, id: str, *, at: datetime) -> None:
    """Note that an organiser said: the room is complete, and what has changed is right."""
    close_room(tx, id, at=at)
    memory.remember(tx, memory.closings(id), closings(tx, id) + 1, now=at)
    memory.forget(tx, memory.opened_again(id))


def open_again(tx: Tx, event: Event, *, now: datetime) -> bool:
    """The room is open again, since somebody came in after it was said to be complete. False: it was not closed."""
    if event.room_closed is None:
        return False
    close_room(tx, event.id, at=None)
    memory.remember(tx, memory.opened_again(event.id), now.isoformat(), now=now)
    return True


def waive(tx: Tx, id: str, *, reason: str) -> None:
    """Do not wait for reports, for this reason. "" waits for them again."""
    tx.execute(update(event).where(event.c.id == id).values(waived=storable(reason)))


def waiting(tx: Tx) -> dict[str, list[str]]:
    """What the newest record of each event waits for, where it is provisional."""
    provisional = event.c.summary["status"].as_string() == "provisional"
    rows = tx.execute(select(event.c.id, event.c.summary).where(provisional, event.c.removed.is_(None)))
    return {row.id: row.summary.get("waiting_for", []) for row in rows}


def summary(tx: Tx, id: str) -> dict[str, Any] | None:
    """`status`, `waiting_for`, `counts`, `notes`, `generation`, `at` of the newest record; None before it.

    `by_name`: how many of its records stand with somebody on the name alone; not told by older ones.
    """
    row = tx.execute(
        select(event.c.summary, event.c.generation, event.c.generation_at).where(event.c.id == id)
    ).first()
    if row is None or row.summary is None:
        return None
    return {**row.summary, "generation": row.generation, "at": row.generation_at}


def put_away(tx: Tx, id: str, *, at: datetime) -> None:
    """Take an event out of all lists. All of it is kept; nothing is read or counted for it meanwhile."""
    tx.execute(update(event).where(event.c.id == id).values(removed=at))
    task = schema.task
    tx.execute(delete(task).where(task.c.key == id, task.c.state == "waiting"))


def bring_back(tx: Tx, id: str) -> None:
    tx.execute(update(event).where(event.c.id == id).values(removed=None))


def put_away_at(tx: Tx, id: str) -> datetime | None:
    """When the event was put away; None where it was not, or there is none."""
    return tx.execute(select(event.c.removed).where(event.c.id == id)).scalar()


def put_away_since(tx: Tx, *, since: datetime) -> list[tuple[str, str, str, datetime]]:
    """(id, title, owner, when) of the events that were put away since then, the last first."""
    rows = tx.execute(
        select(event.c.id, event.c.title, event.c.owner, event.c.removed)
        .where(event.c.removed >= since)
        .order_by(event.c.removed.desc(), event.c.id)
    )
    return [tuple(row) for row in rows]


def remove(tx: Tx, id: str) -> None:
    """Delete an event with everything that hangs on it."""
    tx.execute(delete(event).where(event.c.id == id))


def share(tx: Tx, id: str, *, user: str) -> None:
    """Let a user see an event as their own."""
    add_or_nothing(tx, share_, [{"event": id, "user": user}])


def unshare(tx: Tx, id: str, *, user: str) -> None:
    """Take back what `share` gave."""
    tx.execute(delete(share_).where(share_.c.event == id, share_.c.user == user))


def shared_with(tx: Tx, id: str) -> list[str]:
    """The addresses of those who see an event as their own beside its owner, by address."""
    user = schema.user
    rows = tx.execute(
        select(user.c.email)
        .join(share_, share_.c.user == user.c.id)
        .where(share_.c.event == id)
        .order_by(user.c.email)
    )
    return list(rows.scalars())


def sharers(tx: Tx, id: str) -> list[str]:
    """The ids of those users."""
    rows = tx.execute(select(share_.c.user).where(share_.c.event == id).order_by(share_.c.user))
    return list(rows.scalars())


def may_see(tx: Tx, id: str, *, user: str) -> bool:
    """Whether the event is this user's own, or is shared with them. `user` is a user's id, never ""."""
    shared = exists().where(share_.c.event == id, share_.c.user == user)
    return bool(user) and bool(
        tx.execute(select(event.c.id).where(event.c.id == id, or_(event.c.owner == user, shared))).first()
    )


def _planned(made: Event) -> dict[str, Any]:
    return {
        "title": storable(made.title),
        "starts": made.starts,
        "ends": made.ends,
        "plan": EVENT.to_json(made),
        "owner": made.owner,
        "protected": made.protected,
    }


def _put_entrances(tx: Tx, made: Event) -> None:
    rows = [{"event": made.id, "webinar": each.id, "occurrence": each.occurrence} for each in made.webinars]
    add_or_nothing(tx, entrance, rows)


def _event(row: Any) -> Event:
    return EVENT.of_json(
        row.plan,
        id=row.id,
        title=row.title,
        key=bytes(row.key),
        owner=row.owner,
        protected=row.protected,
        room_closed=row.room_closed,
        waived=row.waived,
        generation=row.generation,
        erased=row.erased,
    )
