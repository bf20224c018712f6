"""The ground of a node: folder, keys, tables, the one row about itself."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from khabar.storage.keys import NodeKeys, make_keys, write_private
from khabar.storage.models.node import Node


class Planned(Protocol):
    """What founding must be told of the node."""

    @property
    def code(self) -> str: ...
    @property
    def names(self) -> dict[str, str]: ...
    @property
    def zone(self) -> str: ...
    @property
    def is_hub(self) -> bool: ...
    @property
    def exercise(self) -> bool: ...


def has_tables() -> bool:
    if not settings.KHABAR_HOME.exists():
        return False
    return "node" in connection.introspection.table_names()


def lay_ground(passphrase: str) -> NodeKeys:
    """Make the folder (0700), the keys and the tables."""
    home = settings.KHABAR_HOME
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not passphrase:
        passphrase = secrets.token_urlsafe(24)
        write_private(home / "keys" / "passphrase", passphrase)
    keys = make_keys(home, passphrase)
    write_private(home / "keys" / "django.secret", secrets.token_urlsafe(48))
    migrate()
    return keys


def migrate() -> None:
    """Bring the tables up to date, as their owner where there is one apart."""
    owner = "owner" if "owner" in connections.databases else "default"
    call_command("migrate", database=owner, verbosity=0, interactive=False)


def keep_node(plan: Planned, keys: NodeKeys, at: datetime) -> None:
    Node.objects.create(
        code=plan.code,
        name_en=plan.names["en"],
        name_ru=plan.names["ru"],
        name_uz=plan.names["uz"],
        name_tg=plan.names["tg"],
        zone=plan.zone,
        is_hub=plan.is_hub,
        exercise=plan.exercise,
        signing_public=keys.signing_public,
        age_recipient=keys.age_recipient,
        founded_at=at,
    )
