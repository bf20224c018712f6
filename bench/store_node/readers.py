"""Readers of their own processes: each looks at one thing after another, leaving its ledger row."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db import connections

from khabar.core.errors import KhabarError
from khabar.desk.sitting import Sitting, look
from khabar.storage.sql import entities

READERS = 8


class Read(NamedTuple):
    """A thing to look at and how many statements the answer must have."""

    uid: str
    statements: int


class Taken(NamedTuple):
    """Seconds of every verb, and how many answered wrongly or failed."""

    took: list[float]
    wrong: int


Sit = Callable[[str], Sitting]


def one_reader(sit: Sit, things: Sequence[Read], seconds: float) -> Taken:
    """One person alone, in this process."""
    return _read_on(sit, things, seconds, seed=0)


def eight_readers(
    sit: Sit, things: Sequence[Read], seconds: float, *,
    meanwhile: Callable[[], object] = lambda: None,
) -> Taken:  # fmt: skip
    """Eight people at once, a process each; `meanwhile` runs in this one."""
    connections.close_all()
    pipes = []
    for seed in range(READERS):
        read_end, write_end = os.pipe()
        if os.fork() == 0:
            os.close(read_end)
            mine = _read_on(sit, things, seconds, seed=seed)
            with os.fdopen(write_end, "w") as out:
                json.dump(mine, out)
            os._exit(0)
        os.close(write_end)
        pipes.append(read_end)
    meanwhile()
    taken = []
    for pipe in pipes:
        with os.fdopen(pipe) as answers:
            taken.append(Taken(*json.load(answers)))
    for _ in range(READERS):
        os.wait()
    return Taken([took for one in taken for took in one.took], sum(one.wrong for one in taken))


def _read_on(sit: Sit, things: Sequence[Read], seconds: float, *, seed: int) -> Taken:
    who = sit("A67")
    dice = random.Random(seed)
    took: list[float] = []
    wrong = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        thing = dice.choice(things)
        begun = time.perf_counter()
        try:
            found = read_facts(who, thing.uid)
        except KhabarError:
            found = -1
        took.append(time.perf_counter() - begun)
        wrong += found != thing.statements
    return Taken(took, wrong)


def read_facts(who: Sitting, uid: str) -> int:
    """The shape of every read verb: act checked, scope laid, rows read, ledger row committed.
    → statements seen."""
    with look(who, "entity.read") as seen:
        number = entities.id_of(seen.read, uid)
        found = entities.evidence(seen.read, [number])
        seen.about(uid)
    return len(found)
