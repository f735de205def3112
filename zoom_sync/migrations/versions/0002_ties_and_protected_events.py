"""Ties and protected events

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('tie',
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.Column('fact', sa.String(length=32), nullable=False),
    sa.Column('proof', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_tie_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event', 'mark', name=op.f('pk_tie'))
    )
    with op.batch_alter_table('tie', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tie_mark'), ['mark'], unique=False)

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('protected', sa.Boolean(), server_default='0', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_column('protected')

    with op.batch_alter_table('tie', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tie_mark'))

    op.drop_table('tie')
