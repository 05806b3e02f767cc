"""Alembic's entry: runs the versions on the connection that `campaign.db.schema` hands over."""

from __future__ import annotations

from alembic import context

from campaign.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
