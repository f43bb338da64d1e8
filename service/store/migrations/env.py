"""Run by Alembic: the migrations go through the connection that ``upgrade`` opened."""

from alembic import context

from service.store.schema import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
