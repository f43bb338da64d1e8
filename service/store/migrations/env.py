"""Run by Alembic: the migrations go through the connection that ``upgrade`` opened."""

from alembic import context

from service.store.schema import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
