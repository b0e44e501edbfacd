"""The database's own lock on frozen versions and their keys.

The services refuse to change what was published or used; these triggers refuse it
too, whoever asks. They are set after every ``migrate``, on both databases, and so
also stand where tables are made without migrations (tests). On SQLite they are taken
away before it: a table that is made anew must not be named in a trigger meanwhile.
"""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

CONTENT = (
    "item_id",
    "number",
    "kind",
    "stem_html",
    "body",
    "group_id",
    "digest",
    "recipe",
)
KEY = ("key", "rules", "explanation_html", "digest")
MESSAGE = "item version is frozen"
NAMES = ("item_version_frozen", "item_key_frozen")

_FROZEN = "({row}.state IN ('published', 'withdrawn') OR {row}.frozen_at IS NOT NULL)"


@receiver(pre_migrate, dispatch_uid="question_bank.thaw")
def drop_triggers(sender: Any, using: str, **_kwargs: Any) -> None:
    """Take the triggers away while SQLite makes tables anew."""
    connection = connections[using]
    if sender.label != "question_bank" or connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


@receiver(post_migrate, dispatch_uid="question_bank.freeze")
def set_triggers(sender: Any, using: str, **_kwargs: Any) -> None:
    """Set the triggers anew once the tables of this app are there."""
    if sender.label != "question_bank":
        return
    connection = connections[using]
    statements = _sqlite() if connection.vendor == "sqlite" else _postgres()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _changed(names: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'NEW."{n}" {differs} OLD."{n}"' for n in names)


def _key_frozen() -> str:
    frozen = _FROZEN.format(row="v")
    return (
        "EXISTS (SELECT 1 FROM question_bank_itemversion v "  # noqa: S608  fixed names
        f"WHERE v.id = OLD.version_id AND {frozen})"
    )


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    version = f"{_FROZEN.format(row='OLD')} AND ({_changed(CONTENT, 'IS NOT')})"
    key = f"({_changed(KEY, 'IS NOT')}) AND {_key_frozen()}"
    return [
        "DROP TRIGGER IF EXISTS item_version_frozen",
        "CREATE TRIGGER item_version_frozen BEFORE UPDATE ON "
        f"question_bank_itemversion WHEN {version} {refuse}",
        "DROP TRIGGER IF EXISTS item_key_frozen",
        "CREATE TRIGGER item_key_frozen BEFORE UPDATE ON "
        f"question_bank_itemkey WHEN {key} {refuse}",
    ]


def _postgres() -> list[str]:
    differs = "IS DISTINCT FROM"
    version = f"{_FROZEN.format(row='OLD')} AND ({_changed(CONTENT, differs)})"
    key = f"({_changed(KEY, differs)}) AND {_key_frozen()}"
    return [
        *_postgres_trigger("item_version_frozen", "question_bank_itemversion", version),
        *_postgres_trigger("item_key_frozen", "question_bank_itemkey", key),
    ]


def _postgres_trigger(name: str, table: str, when: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {when} THEN RAISE EXCEPTION '{MESSAGE}' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
