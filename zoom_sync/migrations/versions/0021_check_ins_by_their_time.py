"""Check-ins by when they were: those long before or after their event are warned of

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_check_in_event_at"), "check_in", ["event", "at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_check_in_event_at"), table_name="check_in")
