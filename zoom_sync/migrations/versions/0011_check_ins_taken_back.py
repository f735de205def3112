"""Check-ins that were taken back are found by when

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

UNDONE = sa.text('undone IS NOT NULL')


def upgrade() -> None:
    op.create_index('ix_check_in_event_undone', 'check_in', ['event', 'undone'], unique=False, sqlite_where=UNDONE, postgresql_where=UNDONE)


def downgrade() -> None:
    op.drop_index('ix_check_in_event_undone', table_name='check_in')
