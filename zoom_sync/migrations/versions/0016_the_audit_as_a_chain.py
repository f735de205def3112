"""The audit as a chain that is only added to

Revision ID: 0016
Revises: 0015
"""

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

REFUSALS = {
    "sqlite": [
        f"CREATE TRIGGER audit_no_{deed} BEFORE {deed} ON audit "
        f"BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
        for deed in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    ],
}
GONE = {
    "sqlite": ['DROP TRIGGER "audit_no_UPDATE"', 'DROP TRIGGER "audit_no_DELETE"'],
    "postgresql": ["DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_only_grows()"],
}
AUDIT = sa.table(
    "audit",
    sa.column("sequence", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    *(sa.column(name, sa.Text) for name in ("who", "what", "event", "about", "reason", "hash")),
)
AT_ONCE = 1_000


def upgrade() -> None:
    json_ = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("audit", sa.Column("before", json_, nullable=True))
    op.add_column("audit", sa.Column("after", json_, nullable=True))
    op.add_column("audit", sa.Column("hash", sa.String(length=64), server_default="", nullable=False))
    chain(op.get_bind())
    for statement in REFUSALS[op.get_bind().dialect.name]:
        op.execute(statement)


def chain(tx: sa.Connection) -> None:
    """Link the lines that are there, as `store.audit` links those that come."""
    hash, last = "", -1
    while True:
        asked = AUDIT.select().where(AUDIT.c.sequence > last).order_by(AUDIT.c.sequence).limit(AT_ONCE)
        rows = tx.execute(asked).all()
        if not rows:
            return
        linked = []
        for row in rows:
            at = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
            said = [hash, row.sequence, at.isoformat(timespec="microseconds"), row.who, row.what, row.event]
            told = [*said, row.about, row.reason, None, None]
            text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            hash, last = hashlib.sha256(text.encode()).hexdigest(), row.sequence
            linked.append({"number": last, "told": hash})
        one = AUDIT.c.sequence == sa.bindparam("number")
        tx.execute(AUDIT.update().where(one).values(hash=sa.bindparam("told")), linked)


def downgrade() -> None:
    for statement in GONE[op.get_bind().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_column("hash")
        batch_op.drop_column("after")
        batch_op.drop_column("before")
