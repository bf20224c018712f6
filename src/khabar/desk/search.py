"""Search: a name in any spelling or a number, for a purpose, over what this viewer may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.collation import EntityView, Hit, query, rank
from khabar.desk.sitting import Sitting, look
from khabar.desk.things import Joins, label_of, views_of
from khabar.safeguards import Label
from khabar.storage.connection import Read
from khabar.storage.sql import entities
from khabar.storage.sql import search as find_in

SHOWN = 40
TRACED = 20
_LIKELY = 0.35
_RANKED_BY = ("name", "identifier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search brought.

    hits   best first, at most SHOWN
    total  how many visible things matched; more is True when there were too many to rank
    label  the strictest of what is shown; None when nothing was found
    """

    text: str
    hits: tuple[Hit, ...]
    total: int
    more: bool
    label: Label | None


def search(sitting: Sitting, text: str) -> Found:
    """Find people and things.

    text  a name (Latin, Cyrillic, Persian letters), a phone, plate, passport or list number

    Raises  a Refusal without a purpose; SearchEmpty for nothing typed.
    """
    with look(sitting, "search.run") as seen:
        asked = query(text)
        ids = find_in.find(seen.read, asked)
        joins = entities.joins(seen.read)
        ranked = rank(asked, views_of(seen.read, ids, joins, kinds=_RANKED_BY))
        hits = [hit for hit in ranked if hit.score >= _LIKELY] or ranked
        shown = rank(asked, _whole(seen.read, hits[:SHOWN], joins))
        seen.about(*(hit.view.uid for hit in shown[:TRACED]))
        return Found(
            text=asked.text,
            hits=tuple(shown),
            total=len(hits),
            more=len(ids) >= find_in.MOST,
            label=label_of(hit.view for hit in shown),
        )


def _whole(read: Read, hits: Sequence[Hit], joins: Joins) -> list[EntityView]:
    """The things that will be shown, with everything that is said of them."""
    ids = entities.ids_of(read, [hit.view.uid for hit in hits])
    return views_of(read, [ids[hit.view.uid] for hit in hits], joins)
