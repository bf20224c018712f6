"""How the ground under products stands today, also where its readers may not see the ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from khabar.dissemination import Ground
from khabar.storage.connection import Read
from khabar.storage.sql.columns import instant


@dataclass(slots=True)
class Standing:
    """What is under one product: {statement uid: Ground}, numbers of superseded findings."""

    grounds: dict[str, Ground] = field(default_factory=dict)
    superseded: list[str] = field(default_factory=list)


def of_products(read: Read, products: Iterable[str]) -> dict[str, Standing]:
    """{product uid: Standing} of these, as far as they are in scope or the viewer holds a copy.

    Says that a statement was refuted, ended, corrected or graded again, and when; never what it
    says. A reader who holds a copy must learn that its ground moved, whatever else they may see.
    """
    asked = sorted(set(products))
    found: dict[str, Standing] = {}
    if not asked:
        return found
    where = f"WHERE product IN ({', '.join(['%s'] * len(asked))})"
    for row in read.rows("SELECT * FROM v_ground " + where, asked):  # noqa: S608 – placeholders only
        ground = Ground(
            statement=row["statement"],
            item_state=row["item_state"],
            evaluation=row["evaluation"] or "",
            ended=bool(row["ended"]),
            corrected=bool(row["corrected"]),
            since=instant(row["evaluated_at"]),
        )
        found.setdefault(row["product"], Standing()).grounds[ground.statement] = ground
    for row in read.rows("SELECT * FROM v_ground_finding " + where, asked):  # noqa: S608
        found.setdefault(row["product"], Standing()).superseded.append(row["mark"])
    return found
