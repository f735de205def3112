"""Series of events

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

IN_ONE = sa.text("series != ''")


def upgrade() -> None:
    op.create_table('series',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('owner', sa.String(length=32), server_default='', nullable=False),
    sa.Column('created', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series'))
    )
    op.add_column('event', sa.Column('series', sa.String(length=32), server_default='', nullable=False))
    op.create_index('ix_event_series', 'event', ['series'], unique=False, sqlite_where=IN_ONE, postgresql_where=IN_ONE)


def downgrade() -> None:
    op.drop_index('ix_event_series', table_name='event')
    op.drop_column('event', 'series')
    op.drop_table('series')
