"""The tables: what is not applied yet, and first migrations that are quick.

Django renders every model that is related to a changed one after each operation
of a migration. An initial migration of a hundred operations, each touching what
points to the user, takes a minute on a small machine. ``CreateTables`` takes the
same operations, applies them to the state unrendered, and makes the tables as
they stand at the end.
"""

from functools import cache
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.utils.functional import cached_property


def pending_migrations() -> int:
    """Return how many migrations are not applied. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_migrated() -> bool:
    """Return whether the last migration of every app is applied; cheap to ask often.

    Raises DatabaseError.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    return all(leaf in applied for leaf in _leaves())


@cache
def _leaves() -> list[tuple[str, str]]:
    return MigrationLoader(None).graph.leaf_nodes()


class CreateTables(Operation):
    """The operations of an initial migration, as one.

    operations: CreateModel, AddField, AddConstraint, AddIndex and the like, of models
    that are created here; nothing that moves data.
    """

    reduces_to_sql = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    @cached_property
    def names(self) -> list[str]:
        """Names of the created models, in order."""
        return [op.name for op in self.operations if isinstance(op, CreateModel)]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        vars(state).pop("apps", None)  # rendered anew, once, when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for name in reversed(self.names):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        return f"Create {len(self.names)} tables"
