"""Who is signed in, and by which links, by user

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_user_seen'), ['user', 'seen'], unique=False)
    with op.batch_alter_table('signin', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signin_user'), ['user'], unique=False)
        batch_op.create_index(batch_op.f('ix_signin_expires'), ['expires'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('signin', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_signin_expires'))
        batch_op.drop_index(batch_op.f('ix_signin_user'))
    with op.batch_alter_table('session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_user_seen'))
