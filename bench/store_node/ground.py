"""Invented rows, the same on every run: who says what about which thing under which label."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from time import perf_counter as begin
from time import process_time

from khabar.desk.founding import AccountPlan, AgencyPlan, NodePlan, found_node
from khabar.safeguards import Handling, Label, Level, Role
from khabar.storage import bulk, labels
from khabar.storage.connection import together
from khabar.storage.datasets import stamp
from khabar.storage.founding_load import laid_aside
from khabar.storage.listed import ENTITY, ITEM, REPORT, STATEMENT
from khabar.storage.models.accounts import Account, Agency
from khabar.storage.models.collection import Origin

ROWS = int(os.environ.get("KHABAR_BENCH_ROWS", "1000000"))
ENTITIES = max(ROWS // 7, 100)
PER_ITEM = 10
ITEMS = ROWS // PER_ITEM
LABELS, SEEN = 1000, {"A67": 67, "B300": 300}
AT = datetime(2026, 11, 23, tzinfo=UTC)
CHUNK = 50_000
PLACES = ("entity", "report", "item", "statement")
EVALUATION = (
    "id", "uid", "scheme", "source_code", "information_code", "verdict", "reason_code", "reason",
    "at", "origin_node", "label_id",
)  # fmt: skip


@dataclass(slots=True)
class Ground:
    """What the bench knows of the rows, to check every answer.

    visible   {viewer: entity numbers of the sample they can see}
    expected  {entity number: {label id: its statements}}
    uids      {entity number: uid}
    """

    labels: dict[str, set[int]]
    expected: dict[int, Counter[int]] = field(default_factory=dict)
    uids: dict[int, str] = field(default_factory=dict)

    def count(self, viewer: str, entity: int) -> int:
        mine = self.labels[viewer]
        return sum(n for label, n in self.expected[entity].items() if label in mine)

    def visible(self, viewer: str) -> list[int]:
        return [entity for entity in self.expected if self.count(viewer, entity)]


def found() -> tuple[Ground, list[int]]:
    """A founded node with two analysts and a thousand labels: 67 of one's agency, 300 of the
    other's, the rest of a third.  → the ground, label ids in order."""
    name = dict.fromkeys(("en", "ru", "uz", "tg"), "Bench")
    people = tuple(
        AccountPlan(
            username=code, full_name=code, agency=code, unit="", roles=frozenset({Role.ANALYST})
        )
        for code in SEEN
    )
    agencies = tuple(AgencyPlan(code=code, names=name) for code in (*SEEN, "C"))
    found_node(NodePlan(code="BENCH", names=name, zone="UTC", agencies=agencies, accounts=people))
    owners = [code for code, count in SEEN.items() for _ in range(count)]
    owners += ["C"] * (LABELS - len(owners))
    with together():
        numbers = [labels.intern(_label(owner, place)) for place, owner in enumerate(owners)]
    mine = {
        code: {n for n, owner in zip(numbers, owners, strict=True) if owner == code}
        for code in SEEN
    }
    random.Random(1).shuffle(numbers)
    return Ground(labels=mine), numbers


def _label(owner: str, place: int) -> Label:
    return Label(
        level=Level.RESTRICTED, originator=owner, handling=Handling.H2, batch=f"bench-{place}"
    )


def load(ground: Ground, numbers: Sequence[int]) -> tuple[float, float, float]:
    """The founding load.

    →   seconds of writing statements, the same in processor time of this process, seconds of
        indexes and checks
    """
    write = processor = 0.0
    at = stamp(AT)
    agency, author = Agency.objects.get(code="C").pk, Account.objects.get(username="A67").pk
    origin = Origin.objects.create(uid="bench", kind="document").pk
    dice = random.Random(2)
    sample = set(random.Random(3).sample(range(1, ENTITIES + 1), min(4000, ENTITIES)))
    grades = [
        (n, f"{n:032x}", "4x4", "B", "2", "accepted", "", "", at, "BENCH", n) for n in numbers
    ]
    with laid_aside(*PLACES), together():
        for table, columns, rows in (
            ("evaluation", EVALUATION, iter(grades)),
            ("entity", ENTITY, _entities(dice, at, sample, ground)),
            ("report", REPORT, _reports(dice, at, numbers, agency, author)),
            ("item", ITEM, _items(dice, numbers, origin)),
            ("statement", STATEMENT, statements(dice, at, numbers, author, sample, ground)),
        ):
            while True:
                chunk = list(islice(rows, CHUNK))
                if not chunk:
                    break
                start, used = begin(), process_time()
                bulk.write(table, columns, chunk)
                if table == "statement":
                    write += begin() - start
                    processor += process_time() - used
        end_of_rows = begin()
    rest = begin() - end_of_rows
    _sequences()
    return write, processor, rest


def _uid(dice: random.Random) -> str:
    return f"{dice.getrandbits(128):032x}"


def _entities(
    dice: random.Random, at: object, sample: set[int], ground: Ground
) -> Iterator[tuple[object, ...]]:
    for number in range(1, ENTITIES + 1):
        uid = _uid(dice)
        if number in sample:
            ground.uids[number] = uid
            ground.expected[number] = Counter()
        yield number, uid, "Person", "BENCH", at


def _reports(
    dice: random.Random, at: object, numbers: Sequence[int], agency: int, author: int
) -> Iterator[tuple[object, ...]]:
    for number in range(1, ITEMS + 1):
        label = numbers[number % LABELS]
        yield (
            number, _uid(dice), f"C-2026-{number}", 1, None, agency, "", author, None, "", "", "",
            "", "", at, at, "bench", 3, "en", "accepted", "", "BENCH", label,
        )  # fmt: skip


def _items(
    dice: random.Random, numbers: Sequence[int], origin: int
) -> Iterator[tuple[object, ...]]:
    for number in range(1, ITEMS + 1):
        label = numbers[number % LABELS]
        yield (
            number, _uid(dice), number, 1, "A man in a white car.", "", "seen", "many", "", "",
            origin, label, "accepted", label,
        )  # fmt: skip


def statements(
    dice: random.Random, at: object, numbers: Sequence[int], author: int, sample: set[int],
    ground: Ground | None, *, label: int | None = None, first: int = 1, count: int = ROWS,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    """Ten statements an item about three things; a batch label hides them when one is given."""
    for number in range(first, first + count):
        item = (number % ROWS) // PER_ITEM % ITEMS + 1
        entity = (item * 7919 + number % PER_ITEM // 4 * 104_729) % ENTITIES + 1
        shown = label or numbers[item % LABELS]
        if ground and entity in sample:
            ground.expected[entity][shown] += 1
        prop, kind = (("name", "name"), ("note", "text"), ("address", "text"))[number % 3]
        yield (
            number, _uid(dice), item, entity, "Person", prop, kind, f"Invented value {number}",
            f"invented value {number}", None, "", "", "en", "Latn", 1, "read", "import",
            f"{number:064x}", at, author, "", "BENCH", shown,
        )  # fmt: skip


def _sequences() -> None:
    """Rows came with their numbers; the next one must be a new one."""
    from django.db import connection

    for table in (*PLACES, "evaluation"):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                )
            else:
                cursor.execute(
                    "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM "
                    f"{table}) WHERE name = '{table}'"
                )
