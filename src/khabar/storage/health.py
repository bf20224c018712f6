"""How the node itself stands: database, room, ledger, traffic – counts and times only."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Min

from khabar.storage.models.accounts import Account, Label
from khabar.storage.models.exchange import Parcel
from khabar.storage.models.ledger import LedgerEntry, LedgerHead
from khabar.storage.parcels import IN, QUEUED, REFUSED

MANY_LABELS = 300  # beyond this scoped reads grow slow; the number itself would tell of cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What an administrator may know.

    engine            "SQLite 3.45.1", "PostgreSQL 15.7"
    used, free        bytes of the database, bytes left on its disk
    waiting_entries   ledger entries not yet under a signed head
    head_at           when the newest head was signed, None before the first
    queued, refused   parcels that wait to go out; that our gate did not take
    queued_since      when the oldest of them was sealed
    """

    engine: str
    used: int
    free: int
    open_accounts: int
    closed_accounts: int
    entries: int
    waiting_entries: int
    head_at: datetime | None
    queued: int
    queued_since: datetime | None
    refused: int
    many_labels: bool


def of_this_node() -> Health:
    """Read the figures; none of them comes from a report."""
    entries = LedgerEntry.objects.all()
    head = LedgerHead.objects.order_by("-size").first()
    queued = Parcel.objects.filter(state=QUEUED)
    return Health(
        engine=_engine(),
        used=_used(),
        free=shutil.disk_usage(settings.KHABAR_HOME).free,
        open_accounts=Account.objects.filter(is_active=True).count(),
        closed_accounts=Account.objects.filter(is_active=False).count(),
        entries=entries.count(),
        waiting_entries=entries.filter(index=None).count(),
        head_at=datetime.fromisoformat(head.at) if head else None,
        queued=queued.count(),
        queued_since=queued.aggregate(first=Min("created_at"))["first"],
        refused=Parcel.objects.filter(state=REFUSED, direction=IN).count(),
        many_labels=Label.objects.count() > MANY_LABELS,
    )


def _engine() -> str:
    asked = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        version = str(cursor.fetchone()[0]).split(" ")[0]
    return f"{'SQLite' if connection.vendor == 'sqlite' else 'PostgreSQL'} {version}"


def _used() -> int:
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return sum(f.stat().st_size for f in file.parent.glob(f"{file.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
