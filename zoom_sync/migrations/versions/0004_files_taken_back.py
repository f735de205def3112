"""Files that were taken back whole, and may come again

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('withdrawal',
    sa.Column('sequence', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('import_id', sa.String(length=32), nullable=False),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.Column('by', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_withdrawal_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sequence', name=op.f('pk_withdrawal'))
    )
    with op.batch_alter_table('withdrawal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_withdrawal_event'), ['event'], unique=False)
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('again', sa.Integer(), server_default='0', nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_import_event_sha256'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_import_event_sha256_again'), ['event', 'sha256', 'again'])


def downgrade() -> None:
    with op.batch_alter_table('import', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_import_event_sha256_again'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_import_event_sha256'), ['event', 'sha256'])
        batch_op.drop_column('again')
    with op.batch_alter_table('withdrawal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_withdrawal_event'))

    op.drop_table('withdrawal')
