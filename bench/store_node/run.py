"""Measure one node; prints one JSON object of figures."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import quantiles

from khabar.site.wiring import start

start()

from django.conf import settings  # noqa: E402 – after set-up
from django.db import connection, connections  # noqa: E402

from khabar.desk.office import account_named  # noqa: E402
from khabar.desk.sitting import Sitting, open_sitting  # noqa: E402
from khabar.safeguards import Handling, Label, Level, Purpose, Stage, StatedPurpose  # noqa: E402
from khabar.storage import bulk, labels  # noqa: E402
from khabar.storage.connection import reading  # noqa: E402
from khabar.storage.datasets import stamp  # noqa: E402
from khabar.storage.listed import STATEMENT  # noqa: E402
from khabar.storage.models.accounts import Account  # noqa: E402
from khabar.storage.sql import entities  # noqa: E402
from store_node import ground as lay  # noqa: E402
from store_node.readers import Read, eight_readers, one_reader  # noqa: E402

LIVE = max(lay.ROWS // 20, 5_000)
LOOKS = 3_000
SECONDS = 8.0


def main() -> None:
    told("founding")
    ground, numbers = lay.found()
    rows, processor, rest = lay.load(ground, numbers)
    bulk.settle()
    _analyse()
    figures = {
        "founding_bare": lay.ROWS / rows,
        "founding_cpu": lay.ROWS / processor,
        "founding": lay.ROWS / (rows + rest),
    }
    told("live load")
    figures |= _live(numbers)
    told("entity views")
    figures |= _views(ground)
    told("readers")
    figures |= _verbs(ground, numbers)
    figures["size"] = _megabytes()
    json.dump(figures, sys.stdout)


def told(step: str) -> None:
    print(f"store: {connection.vendor}: {step} …", file=sys.stderr, flush=True)


def sitting(viewer: str) -> Sitting:
    stated = StatedPurpose(
        purpose=Purpose.ASSESS, case=None, reason="bench",
        until=datetime.now(UTC) + timedelta(hours=1),
    )  # fmt: skip
    return open_sitting(account_named(viewer), stated=stated, door="exercise")


def hidden_label(name: str) -> int:
    return labels.intern(
        Label(
            level=Level.RESTRICTED, originator="C", handling=Handling.H0, stage=Stage.BATCH,
            batch=name,
        )
    )  # fmt: skip


def _live(numbers: list[int]) -> dict[str, float]:
    rows = list(
        lay.statements(
            random.Random(5), stamp(lay.AT), numbers, Account.objects.get(username="A67").pk,
            set(), None, label=hidden_label("live"), first=lay.ROWS + 1, count=LIVE,
        )
    )  # fmt: skip
    spans: list[float] = []
    filled = [0.0]

    def watched() -> Iterator[tuple[object, ...]]:
        for row in rows:
            filled[0] = time.perf_counter()  # a transaction begins when its last row is in hand
            yield row

    begun, used = time.perf_counter(), time.process_time()
    bulk.pour(
        "statement",
        STATEMENT,
        watched(),
        progress=lambda _rows: spans.append(time.perf_counter() - filled[0]),
    )
    return {
        "live": LIVE / (time.perf_counter() - begun),
        "live_cpu": LIVE / (time.process_time() - used),
        "live_longest": max(spans) * 1e3,
    }


def _views(ground: lay.Ground) -> dict[str, float]:
    figures: dict[str, float] = {}
    wrong = 0
    for viewer, count in lay.SEEN.items():
        who = sitting(viewer)
        assert len(who.scope.labels) == count, (viewer, len(who.scope.labels))
        seen = ground.visible(viewer)
        dice = random.Random(4)
        looks = [dice.choice(seen) for _ in range(LOOKS)]
        with reading(who.scope) as read:
            for entity in seen:  # warm
                wrong += len(entities.evidence(read, [entity])) != ground.count(viewer, entity)
            took = []
            for entity in looks:
                start_at = time.perf_counter()
                found = entities.evidence(read, [entity])
                took.append(time.perf_counter() - start_at)
                wrong += len(found) != ground.count(viewer, entity)
        cuts = quantiles(took, n=100)
        figures[f"view_{count}_p50"], figures[f"view_{count}_p95"] = cuts[49] * 1e3, cuts[94] * 1e3
    return figures | {"view_wrong": wrong}


def _verbs(ground: lay.Ground, numbers: list[int]) -> dict[str, float]:
    things = [
        Read(ground.uids[entity], ground.count("A67", entity)) for entity in ground.visible("A67")
    ]
    alone = one_reader(sitting, things, SECONDS / 2)
    quiet = eight_readers(sitting, things, SECONDS)
    label, begun = hidden_label("beside"), time.perf_counter()
    poured = [0]

    def endless() -> Iterator[tuple[object, ...]]:
        rows = lay.statements(
            random.Random(6), stamp(lay.AT), numbers, Account.objects.get(username="A67").pk,
            set(), None, label=label, first=lay.ROWS + LIVE + 1, count=lay.ROWS * 10,
        )  # fmt: skip
        for row in rows:
            if time.perf_counter() - begun > SECONDS + 1:
                return
            yield row

    def count(rows: int) -> None:
        poured[0] += rows

    beside = eight_readers(
        sitting, things, SECONDS,
        meanwhile=lambda: bulk.pour("statement", STATEMENT, endless(), progress=count),
    )  # fmt: skip
    return {
        "verb_alone_p95": quantiles(alone.took, n=100)[94] * 1e3,
        "verb_quiet_p50": quantiles(quiet.took, n=100)[49] * 1e3,
        "verb_quiet_p95": quantiles(quiet.took, n=100)[94] * 1e3,
        "verb_quiet_rate": len(quiet.took) / SECONDS,
        "verb_import_p50": quantiles(beside.took, n=100)[49] * 1e3,
        "verb_import_p95": quantiles(beside.took, n=100)[94] * 1e3,
        "verb_import_max": max(beside.took) * 1e3,
        "verb_import_rate": len(beside.took) / SECONDS,
        "verb_import_load": poured[0] / (SECONDS + 1),
        "verb_wrong": alone.wrong + quiet.wrong + beside.wrong,
    }


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _megabytes() -> float:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0]) / 1e6
    connections.close_all()
    return sum(f.stat().st_size for f in settings.KHABAR_HOME.glob("khabar.sqlite3*")) / 1e6
