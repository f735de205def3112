"""Letters in several languages, to chosen people, at a planned time; and the mail that nobody gets

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), 'postgresql')


def upgrade() -> None:
    op.add_column('letter', sa.Column('chosen', JSON, server_default='{}', nullable=False))
    op.add_column('letter', sa.Column('language', sa.String(length=16), server_default='en', nullable=False))
    op.add_column('letter', sa.Column('others', JSON, server_default='{}', nullable=False))
    op.add_column('letter', sa.Column('recording', sa.Text(), server_default='', nullable=False))
    op.add_column('letter', sa.Column('calendar', sa.String(length=32), server_default='', nullable=False))
    op.add_column('letter', sa.Column('not_before', sa.DateTime(timezone=True), nullable=True))
    op.add_column('copy', sa.Column('language', sa.String(length=16), server_default='', nullable=False))
    op.create_index('ix_copy_next', 'copy', ['letter', 'state', 'due', 'key'], unique=False)
    op.create_table('kept_mail',
    sa.Column('sequence', sa.Integer(), autoincrement=True, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('wire', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('sequence', name=op.f('pk_kept_mail'))
    )


def downgrade() -> None:
    op.drop_table('kept_mail')
    op.drop_index('ix_copy_next', table_name='copy')
    op.drop_column('copy', 'language')
    for column in ('not_before', 'calendar', 'recording', 'others', 'language', 'chosen'):
        op.drop_column('letter', column)
