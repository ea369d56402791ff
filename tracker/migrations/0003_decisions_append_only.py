"""Decisions are append-only in the database too, whatever program writes to it.

A later migration that makes SQLite rebuild this table (it does for nearly every change of a column) loses the trigger
and must run `guard` again; a test holds that it is there after the last migration.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARD = {
    # SQLite empties a table for `flush` row by row, so a trigger on DELETE would stop that too, and with it every test
    # that commits. Deleting is refused by the model there, and by PROTECT on all that points here.
    "sqlite": [
        """
        CREATE TRIGGER decision_append_only BEFORE UPDATE ON tracker_decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'restrict_violation'; END $$
        """,
        """
        CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON tracker_decision
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_decision()
        """,
    ],
}
RELEASE = {
    "sqlite": ["DROP TRIGGER decision_append_only"],
    "postgresql": [
        "DROP TRIGGER decision_append_only ON tracker_decision",
        "DROP FUNCTION refuse_change_of_decision()",
    ],
}


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def release(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in RELEASE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_reviewers")]

    operations = [migrations.RunPython(guard, release)]
