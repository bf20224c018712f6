"""How these pages say things in one language, for the sheet that a product prints as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from khabar.analysis import probability
from khabar.desk.product import Materials
from khabar.dissemination import Copy, Product, sheet
from khabar.evaluation import Badge
from khabar.safeguards import Label, join
from khabar.web.request import DeskRequest
from khabar.words import LANGUAGES, say, say_day

BADGE = ("scheme", "source", "information", "carries", "struck")


@dataclass(frozen=True, slots=True)
class Tongue:
    """The catalogue in one language."""

    language: str

    def say(self, code: str, **facts: object) -> str:
        return say(code, self.language, **facts)

    def day(self, day: date) -> str:
        return say_day(day, self.language)


def tongue(request: DeskRequest) -> Tongue:
    """The language asked for with ?in=, else the reader's own."""
    asked = request.GET.get("in", "")
    return Tongue(asked if asked in LANGUAGES else request.language)


def shown(request: DeskRequest, product: Product, copy: Copy) -> dict[str, Any]:
    """What every page with a sheet on it needs."""
    words = tongue(request)
    languages = [(code, say(f"language.{code}", code)) for code in LANGUAGES]
    said = sheet(product, copy, words)
    for row in said["evidence"]:
        row["badge"] = Badge(**{name: row[name] for name in BADGE})
    return {
        "sheet": said,
        "drawing": _drawing(said["picture"]),
        "sheet_language": words.language,
        "sheet_languages": languages,
        "shown_label": copy.label,
    }


def _drawing(picture: dict[str, Any] | None) -> dict[str, Any] | None:
    """The same picture in whole units of an SVG 940 wide: a page in Russian prints 0,5 for 0.5."""
    if picture is None:
        return None
    high = 420 if len(picture["things"]) > 8 else 300 if len(picture["things"]) > 3 else 170

    def x(share: float) -> int:
        return round(110 + share * 720)

    def y(share: float) -> int:
        return round(24 + share * (high - 70))

    lines = [
        {
            "style": it["style"],
            "ends": [x(it["x1"]), y(it["y1"]), x(it["x2"]), y(it["y2"])],
            "middle": [x((it["x1"] + it["x2"]) / 2), y((it["y1"] + it["y2"]) / 2)],
        }
        for it in picture["lines"]
    ]
    things = [it | {"x": x(it["x"]), "y": y(it["y"])} for it in picture["things"]]
    return {"high": high, "lines": lines, "things": things}


def strictest(labels: Iterable[Label]) -> Label | None:
    """What a page that shows all of these must say at its head; None for an empty page."""
    found = list(labels)
    return join(found[0], *found[1:]) if found else None


def alternatives_of(found: Materials, language: str) -> str:
    """Other explanations that the chosen findings weighed, one a line with its word."""
    return "\n".join(
        f"{one.text} ({say(f'analyse.probability.{term.code}', language)}, {term.span} %)"
        for kept in found.chosen
        for one in kept.analysis.inference.alternatives
        for term in [probability(one.probability.code)]
    )


def gaps_of(found: Materials) -> str:
    """What the chosen findings say is not known, one a line."""
    gaps = [gap for kept in found.chosen for gap in kept.analysis.inference.gaps]
    return "\n".join(dict.fromkeys(gaps))
