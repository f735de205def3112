"""With whom a fact stands, and indexes by generation

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

# The facts of each person stand in one column as words; a fact whose id is the person's needs no row.
FACTS = {
    'sqlite': """
        INSERT INTO owner (event, fact, gen_from, person)
        SELECT p.event, fact.value, p.gen_from, p.id
        FROM person AS p, json_each('["' || replace(p.facts, ' ', '","') || '"]') AS fact
        WHERE p.facts <> '' AND fact.value <> p.id
    """,
    'postgresql': """
        INSERT INTO owner (event, fact, gen_from, person)
        SELECT p.event, fact, p.gen_from, p.id
        FROM person AS p, unnest(string_to_array(p.facts, ' ')) AS fact
        WHERE p.facts <> '' AND fact <> p.id
    """,
}


def upgrade() -> None:
    op.create_table('owner',
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('fact', sa.String(length=32), nullable=False),
    sa.Column('gen_from', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['event'], ['event.id'], name=op.f('fk_owner_event_event'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event', 'fact', 'gen_from', name=op.f('pk_owner')),
    sqlite_with_rowid=False
    )
    op.execute(FACTS[op.get_bind().dialect.name])
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_event_gen_from'), ['event', 'gen_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_event_gen_to'), ['event', 'gen_to'], unique=False, sqlite_where=sa.text('gen_to IS NOT NULL'), postgresql_where=sa.text('gen_to IS NOT NULL'))


def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_event_gen_to'))
        batch_op.drop_index(batch_op.f('ix_person_event_gen_from'))

    op.drop_table('owner')
