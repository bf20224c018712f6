"""Small editions cut from the shipped ones: real rows of a few entries, for quick tests."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "src/khabar/exercise/data/ofac"
NAMES = ("sdn", "alt", "add")

STAYS = "4106"  # in both editions, the same
RENAMED = "15871"  # LOS URABENOS, then CLAN DEL GOLFO
REMARKED = "18372"  # its remarks change: it is linked to the renamed one
GONE = "4355"  # only in 2019
COMES = "26402"  # only in 2021; links to three others and to a name that two entries bear
WITH = ("26465", "26466", "26467", "26468", "26603")
REFS_2019 = (STAYS, RENAMED, REMARKED, GONE, "12300")
REFS_2021 = (STAYS, RENAMED, REMARKED, "12300", COMES, *WITH)


@cache
def whole(edition: str) -> dict[str, bytes]:
    """The three files of a shipped edition as they are."""
    return {name: (SHIPPED / edition / f"{name}.csv.gz").read_bytes() for name in NAMES}


@cache
def cut(edition: str, refs: Iterable[str]) -> dict[str, bytes]:
    """The rows of these entries, byte for byte."""
    starts = tuple(f"{ref},".encode() for ref in refs)
    return {
        name: b"".join(
            row.rstrip(b"\r\n") + b"\r\n"
            for row in gzip.decompress(content).splitlines()
            if row.startswith(starts)
        )
        for name, content in whole(edition).items()
    }


def of_2019() -> dict[str, bytes]:
    return cut("2019-01", REFS_2019)


def of_2021() -> dict[str, bytes]:
    return cut("2021-07", REFS_2021)
