"""The product as plain values: what is hashed for approval, and how it is kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from khabar.dissemination.product import Evidence, KeyFinding, Kind, Line, Product, Terms


def to_content(product: Product) -> dict[str, Any]:
    """Everything a reader will see, and nothing that changes by itself.

    The uid is left out: it names a row, not a text. Every sentence, translation and evidence row
    is in: changing a comma asks for a new approval.
    """
    kept = asdict(product)
    del kept["uid"]
    kept["kind"] = product.kind.value
    kept["expires_on"] = product.expires_on.isoformat()
    return kept


def from_content(uid: str, kept: dict[str, Any]) -> Product:
    """The product that `to_content` wrote."""
    listed = ("alternatives", "gaps", "recommendations", "distribution")
    return Product(
        **{
            **kept,
            **{name: tuple(kept[name]) for name in listed},
            "uid": uid,
            "kind": Kind(kept["kind"]),
            "expires_on": date.fromisoformat(kept["expires_on"]),
            "terms": Terms(**kept["terms"]),
            "evidence": tuple(
                Evidence(**{**row, "also": tuple(row["also"]), "line": _line(row)})
                for row in kept["evidence"]
            ),
            "findings": tuple(_finding(row) for row in kept["findings"]),
        }
    )


def _finding(row: dict[str, Any]) -> KeyFinding:
    marks = {name: tuple(row[name]) for name in ("rests_on", "against")}
    return KeyFinding(**{**row, **marks, "line": _line(row)})


def _line(row: dict[str, Any]) -> Line | None:
    return Line(**row["line"]) if row["line"] else None
