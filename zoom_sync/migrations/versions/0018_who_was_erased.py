"""Who was erased, as marks and heads; what people are told of their data; no statistics of names

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

# What PostgreSQL would keep samples of beside the tables, where nothing that is erased reaches them.
PERSONAL = {
    'registrant': ('registrant_id', 'ref', 'fact'),
    'trace': ('ref', 'fact', 'cells'),
    'person': ('sort', 'search', 'group', 'body'),
    'review': ('body',),
    'delivery': ('body',),
    'notification': ('object',),
    'import': ('name', 'faults', 'notes'),
    'verdict': ('reason',),
    'copy': ('key', 'name', 'address', 'fields', 'reason'),
}


def upgrade() -> None:
    op.add_column('event', sa.Column('erased', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'erasure',
        sa.Column('mark', sa.String(length=64), nullable=False),
        sa.Column('event', sa.String(length=32), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('mark', 'event', name=op.f('pk_erasure')),
    )
    op.create_table(
        'head',
        sa.Column('event', sa.String(length=32), nullable=False),
        sa.Column('nameless', sa.Boolean(), nullable=False),
        sa.Column('role', sa.String(length=16), nullable=False),
        sa.Column('registered', sa.Boolean(), nullable=False),
        sa.Column('status', sa.String(length=16), nullable=False),
        sa.Column('mode', sa.String(length=16), nullable=False),
        sa.Column('attended', sa.Boolean(), nullable=False),
        sa.Column('heads', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_head_event_event'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint(
            'event', 'nameless', 'role', 'registered', 'status', 'mode', 'attended', name=op.f('pk_head')
        ),
    )
    op.create_table(
        'notice',
        sa.Column('event', sa.String(length=32), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('basis', sa.String(length=32), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('by', sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_notice_event_event'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('event', 'version', name=op.f('pk_notice')),
    )
    if op.get_bind().dialect.name == 'postgresql':
        _count_no_names()


def _count_no_names() -> None:
    """Keep no statistics of personal columns from now on, and let go of those that there are, where it can be done.

    PostgreSQL 18 has a function for that; before it they go with the next ANALYZE of a superuser's choosing.
    """
    connection = op.get_bind()
    clears = connection.execute(sa.text("SELECT 1 FROM pg_proc WHERE proname = 'pg_clear_attribute_stats'")).first()
    for table, columns in PERSONAL.items():
        for column in columns:
            op.execute(sa.text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0'))
            if clears:
                connection.execute(
                    sa.text('SELECT pg_clear_attribute_stats(current_schema()::text, :table, :column, false)'),
                    {'table': table, 'column': column},
                )


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        for table, columns in PERSONAL.items():
            for column in columns:
                op.execute(sa.text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS -1'))
    op.drop_table('notice')
    op.drop_table('head')
    op.drop_table('erasure')
    op.drop_column('event', 'erased')
