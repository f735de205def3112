"""What Alembic runs: on the connection it was handed, in the transaction that is open on it."""

from typing import Literal

from alembic import context

from zoom_sync.store.schema import Instant, Json, metadata

connection = context.config.attributes["connection"]
if connection is None:
    raise RuntimeError("call zoom_sync.store.migrating, which opens the store")


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A revision says what it made, in SQLAlchemy's own words: our code changes, a revision does not."""
    if kind != "type":
        return False
    if item is Json:  # Alembic forgets an import in what it makes of this
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return "sa.DateTime(timezone=True)" if isinstance(item, Instant) else False


context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_render,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
