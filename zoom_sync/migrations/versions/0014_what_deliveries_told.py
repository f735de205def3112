"""What deliveries told: the newest instant, beside when it was heard

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('movement', sa.Column('told', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('movement', 'told')
