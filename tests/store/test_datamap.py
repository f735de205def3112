"""Everything personal in the schema stands in the data map, and whatever stands there can be found and erased."""

from __future__ import annotations

from sqlalchemy import JSON, LargeBinary, String, text

from zoom_sync.store import datamap, holding, schema
from zoom_sync.store.database import Store

MAPPED = {column for entry in datamap.MAP for column in entry.columns}


def columns():
    return {
        f"{table.name}.{column.name}": column
        for table in schema.metadata.tables.values()
        for column in table.columns
    }


def test_every_column_of_text_is_in_the_map_or_known_to_say_nothing_of_a_person():
    told = {
        name
        for name, column in columns().items()
        if isinstance(column.type, String | JSON | LargeBinary) or column.info.get("personal")
    }
    silent = {
        name
        for name in told
        if name in datamap.NOTHING_PERSONAL or f"{name.partition('.')[0]}.*" in datamap.NOTHING_PERSONAL
    }

    assert told - silent - MAPPED == set(), "Put these into `store.datamap`, in MAP or in NOTHING_PERSONAL."
    assert silent & MAPPED == set()


def test_what_the_schema_marks_as_personal_is_in_the_map():
    marked = {name for name, column in columns().items() if column.info.get("personal")}

    assert marked - MAPPED == set()


def test_the_map_names_no_column_that_is_not_there():
    assert MAPPED - set(columns()) == set()


def test_every_table_about_people_at_events_is_looked_in():
    assert set(datamap.columns("attendee")) == set(holding.FINDERS)


def test_postgresql_keeps_no_samples_of_what_is_personal_where_no_erasure_reaches_them(
    postgres_store: Store,
) -> None:
    of_staff = {f"{table}.{name}" for table, names in datamap.columns("staff").items() for name in names}
    asked = text(
        "SELECT relname || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
        "WHERE attstattarget = 0 AND relnamespace = current_schema()::regnamespace"
    )
    without = set(postgres_store.read(lambda tx: tx.execute(asked).scalars().all()))

    marked = {name for name, column in columns().items() if column.info.get("personal")}
    assert marked - of_staff - without == set()
