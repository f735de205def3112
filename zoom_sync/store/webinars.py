"""What Zoom said of webinars, and their runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from zoom_sync.records import Instance, WebinarInfo
from zoom_sync.store import schema
from zoom_sync.store.codec import WEBINAR
from zoom_sync.store.dialect import Tx, insert, storable
from zoom_sync.store.dialect import put as put_rows

webinar, instance_ = schema.webinar, schema.instance


def put(tx: Tx, info: WebinarInfo, *, now: datetime) -> None:
    """Keep what Zoom says of a webinar, in place of what it said before."""
    put_rows(tx, webinar, [{"id": info.id, "info": WEBINAR.to_json(info), "seen": now}])


def get(tx: Tx, id: str) -> WebinarInfo | None:
    found = tx.execute(select(webinar.c.info).where(webinar.c.id == id)).scalar()
    return None if found is None else WEBINAR.of_json(found)


def infos(tx: Tx, ids: Iterable[str]) -> list[WebinarInfo]:
    """What Zoom said of these webinars, by their id; those it was never asked about are left out."""
    rows = tx.execute(select(webinar.c.info).where(webinar.c.id.in_(list(ids))).order_by(webinar.c.id))
    return [WEBINAR.of_json(found) for found in rows.scalars()]


def put_instance(tx: Tx, instance: Instance) -> None:
    """Add a run, or complete what is known of it: what is None, "" or False here takes nothing away."""
    row = {
        "uuid": storable(instance.uuid, 128),
        "webinar": storable(instance.webinar, 32),
        "start": instance.start,
        "end": instance.end,
        "occurrence": storable(instance.occurrence, 64),
        "practice": instance.practice,
    }
    statement = insert(tx, instance_).values(row)
    new, old = statement.excluded, instance_.c
    merged = {
        "webinar": func.coalesce(func.nullif(new.webinar, ""), old.webinar),
        "start": func.coalesce(new.start, old.start),
        "end": func.coalesce(new.end, old.end),
        "occurrence": func.coalesce(func.nullif(new.occurrence, ""), old.occurrence),
        "practice": new.practice | old.practice,
    }
    tx.execute(statement.on_conflict_do_update(index_elements=["uuid"], set_=merged))


def instances(tx: Tx, webinar_ids: Iterable[str]) -> list[Instance]:
    """All known runs of these webinars, by their start. `belongs` is for the rules to say."""
    rows = tx.execute(
        select(instance_)
        .where(instance_.c.webinar.in_(list(webinar_ids)))
        .order_by(instance_.c.start, instance_.c.uuid)
    )
    return [_instance(row) for row in rows]


def instance(tx: Tx, uuid: str) -> Instance | None:
    row = tx.execute(select(instance_).where(instance_.c.uuid == uuid)).first()
    return None if row is None else _instance(row)


def _instance(row: Row[Any]) -> Instance:
    return Instance(
        webinar=row.webinar,
        uuid=row.uuid,
        start=row.start,
        end=row.end,
        occurrence=row.occurrence,
        practice=row.practice,
    )
