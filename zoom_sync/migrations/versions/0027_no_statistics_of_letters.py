"""No statistics of what is personal in certificates, objections, kept letters and what other systems are told

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

PERSONAL = {
    'certificate': ('body', 'paper'),
    'objection': ('text', 'answer'),
    'kept_mail': ('address', 'subject', 'wire'),
    'hook_message': ('data',),
    'tie': ('mark',),
}


def upgrade() -> None:
    """As revision 0018 did for the tables of its time."""
    connection = op.get_bind()
    if connection.dialect.name != 'postgresql':
        return
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
