"""Notifications of a webinar in the order in which they happened: they are read some at a time

Revision ID: 0026
Revises: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_notification_webinar_at", "notification", ["webinar", "at"])
    op.drop_index("ix_notification_webinar", "notification")


def downgrade() -> None:
    op.create_index("ix_notification_webinar", "notification", ["webinar"])
    op.drop_index("ix_notification_webinar_at", "notification")
