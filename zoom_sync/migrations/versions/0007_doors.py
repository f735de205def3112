"""Doors, personal codes and who was checked in

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('check_in',
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('fact', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('direction', sa.String(length=8), nullable=False),
    sa.Column('session', sa.String(length=64), server_default='', nullable=False),
    sa.Column('door', sa.String(length=32), server_default='', nullable=False),
    sa.Column('place', sa.Text(), server_default='', nullable=False),
    sa.Column('device', sa.String(length=64), server_default='', nullable=False),
    sa.Column('kept', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_check_in_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event', 'id', name=op.f('pk_check_in'))
    )
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_in_event_fact'), ['event', 'fact'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_in_event_kept'), ['event', 'kept'], unique=False)

    op.create_table('code',
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('fact', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('withdrawn', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_code_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event', 'mark', name=op.f('pk_code'))
    )
    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_code_event_fact'), ['event', 'fact'], unique=False)

    op.create_table('door',
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('shown', sa.Text(), server_default='', nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('ended', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_door_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_door')),
    sa.UniqueConstraint('digest', name=op.f('uq_door_digest'))
    )
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_door_event'), ['event'], unique=False)

    op.create_table('device',
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('door', sa.String(length=32), nullable=False),
    sa.Column('opened', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen', sa.DateTime(timezone=True), nullable=False),
    sa.Column('unsent', sa.Integer(), server_default='0', nullable=False),
    sa.Column('skew_s', sa.Float(), server_default='0', nullable=False),
    sa.ForeignKeyConstraint(['door'], ['door.id'], name=op.f('fk_device_door_door'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_device'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_door'), ['door'], unique=False)

    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.create_index('ix_trace_listed', ['event'], unique=False, sqlite_where=sa.text("kind IN ('registrant', 'panelist')"), postgresql_where=sa.text("kind IN ('registrant', 'panelist')"))



def downgrade() -> None:
    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.drop_index('ix_trace_listed', sqlite_where=sa.text("kind IN ('registrant', 'panelist')"), postgresql_where=sa.text("kind IN ('registrant', 'panelist')"))

    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_door'))

    op.drop_table('device')
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_door_event'))

    op.drop_table('door')
    with op.batch_alter_table('code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_code_event_fact'))

    op.drop_table('code')
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_check_in_event_kept'))
        batch_op.drop_index(batch_op.f('ix_check_in_event_fact'))

    op.drop_table('check_in')
