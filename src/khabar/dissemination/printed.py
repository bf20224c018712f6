"""Sheet: everything that stands on the printed page, in the reader's language, as plain values.

One sheet feeds both pictures, the typst PDF and its HTML twin, so they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from khabar.analysis import YARDSTICK, probability
from khabar.dissemination.picture import picture
from khabar.dissemination.product import Evidence, KeyFinding, Kind, Product
from khabar.dissemination.standing import Change, Doubt
from khabar.safeguards import Label


class Words(Protocol):
    """How the door says things: a code with facts, and a day, both in one language."""

    @property
    def language(self) -> str: ...
    def say(self, code: str, **facts: object) -> str: ...
    def day(self, day: date) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What is true of this sheet of paper and of no other.

    number, recipient, trace, issued_on  None together: a preview, which nobody may carry away
    answer_by  when the recipient is asked to say what came of it
    today      the day it is looked at or printed: an expired product says so
    """

    label: Label
    author: str
    approved_by: str | None = None
    released_by: str | None = None
    number: int | None = None
    recipient: str | None = None
    trace: str | None = None
    issued_on: date | None = None
    answer_by: date | None = None
    today: date | None = None
    recalled_on: date | None = None
    recall_reason: str = ""
    doubts: tuple[Doubt, ...] = ()


def sheet(product: Product, copy: Copy, words: Words) -> dict[str, Any]:
    """Say a whole product for one copy.

    →   JSON-ready values; every string is finished, templates only place them.
        {"text", "lang"} pairs are the author's sentences, marked with the language they are in.
    """
    say = words.say
    kind = say(f"disseminate.kind.{product.kind.value}")
    return {
        "language": words.language,
        "name": f"{kind} {product.number}",
        "version": say("disseminate.version", n=product.version),
        "kind": kind,
        "is_profile": product.kind is Kind.PROFILE,
        "title": _said(product, "title", words),
        "mark": _mark(copy, words),
        "box": _box(product, copy, words),
        "alerts": _alerts(product, copy, words),
        "terms": _terms(product, words),
        "headings": {name: say(f"disseminate.heading.{name}") for name in HEADINGS},
        "columns": {name: say(f"disseminate.column.{name}") for name in COLUMNS},
        "findings": [
            _finding(product, finding, order, words)
            for order, finding in enumerate(product.findings, start=1)
        ],
        **{
            f"{name}s": [
                _said(product, f"{name}.{order}", words) for order in range(1, len(sentences) + 1)
            ]
            for name, sentences in (
                ("alternative", product.alternatives),
                ("gap", product.gaps),
                ("recommendation", product.recommendations),
            )
        },
        "picture": _picture(product, copy.doubts, words),
        "evidence": [_row(row, copy.doubts, words) for row in product.evidence],
        "legend": say("disseminate.legend"),
        "conditions": _said(product, "conditions", words) if product.conditions else None,
        "distribution": ", ".join(product.distribution),
        "signatures": _signatures(copy, words),
        "foot": {
            "check": say("disseminate.foot.check", trace=copy.trace)
            if copy.trace
            else say("disseminate.foot.preview"),
            "page": say("disseminate.foot.page", page="{page}", pages="{pages}"),
        },
        "original_note": say(
            "disseminate.original-note", tongue=say(f"language.{product.language}")
        )
        if _has_originals(product, words.language)
        else "",
    }


HEADINGS = (
    "findings", "evidence", "facts", "alternatives", "gaps", "recommendations", "conditions",
    "distribution", "picture",
)  # fmt: skip
COLUMNS = ("mark", "said", "grade", "origins", "report")


def _picture(product: Product, doubts: tuple[Doubt, ...], words: Words) -> dict[str, Any] | None:
    """The links as a drawing with its legend, and as one sentence for those who cannot see it."""
    fallen = {d.mark for d in doubts if d.change in {Change.REFUTED, Change.ENDED, Change.GONE}}
    reported = [
        replace(row.line, style="refuted") if row.mark in fallen else row.line
        for row in product.evidence
        if row.line
    ]
    concluded = [finding.line for finding in product.findings if finding.line]
    drawn = picture([*reported, *concluded])
    if drawn is None:
        return None
    ties = [f"{line.left_name} – {line.right_name}" for line in [*reported, *concluded]]
    return drawn | {
        "legend": [[style, words.say(f"layout.line.{style}")] for style in drawn["styles"]],
        "summary": words.say("disseminate.picture", ties="; ".join(dict.fromkeys(ties))),
    }


def _said(product: Product, place: str, words: Words) -> dict[str, str]:
    text, is_in_it = product.text(place, words.language)
    return {"text": text, "lang": words.language if is_in_it else product.language}


def _has_originals(product: Product, language: str) -> bool:
    return any(not product.text(place, language)[1] for place in product.texts())


def _mark(copy: Copy, words: Words) -> dict[str, str]:
    label = copy.label
    return {
        "level": words.say(f"disseminate.level.{label.level.name.lower()}"),
        "handling": words.say(f"disseminate.handling.{label.handling.name}"),
        "originator": label.originator,
        "copy": words.say("disseminate.copy", n=f"{copy.number:02d}")
        if copy.number
        else words.say("disseminate.preview"),
    }


def _box(product: Product, copy: Copy, words: Words) -> list[list[str]]:
    rows = [
        ("for", copy.recipient),
        ("issued", words.day(copy.issued_on) if copy.issued_on else None),
        ("expires", words.day(product.expires_on)),
        ("trace", copy.trace),
    ]
    return [[words.say(f"disseminate.box.{name}"), value] for name, value in rows if value]


def _alerts(product: Product, copy: Copy, words: Words) -> list[str]:
    said = []
    if copy.today and copy.today > product.expires_on:
        said.append(words.say("disseminate.alert.expired", day=words.day(product.expires_on)))
    if copy.recalled_on:
        day = words.day(copy.recalled_on)
        said.append(words.say("disseminate.alert.recalled", day=day, reason=copy.recall_reason))
    for change in Change:
        marks = [doubt.mark for doubt in copy.doubts if doubt.change is change]
        if marks:
            said.append(words.say(f"disseminate.alert.{change.value}", marks=spans(marks)))
    return said


def _terms(product: Product, words: Words) -> list[dict[str, str]]:
    rows = [
        {"name": words.say(f"disseminate.terms.{place.replace('_', '-')}")}
        | _said(product, place, words)
        for place in ("question", "asked_by", "legal_basis")
    ]
    purpose = words.say(f"purpose.{product.terms.purpose}")
    rows.insert(
        2,
        {
            "name": words.say("disseminate.terms.purpose"),
            "text": purpose,
            "lang": words.language,
        },
    )
    return rows


def _finding(product: Product, finding: KeyFinding, order: int, words: Words) -> dict[str, Any]:
    term = probability(finding.probability)
    word = words.say(f"analyse.probability.{term.code}")
    marks = {"rests": finding.rests_on, "against": finding.against}
    return {
        "order": order,
        "statement": _said(product, f"finding.{order}", words),
        "probability": words.say("disseminate.probability", word=word, span=term.span),
        "scale": [[step.low, step.high, step == term] for step in YARDSTICK],
        "confidence": words.say(
            "disseminate.confidence", word=words.say(f"analyse.confidence.{finding.confidence}")
        ),
        **{
            name: words.say(f"disseminate.{name}", marks=spans(found)) if found else ""
            for name, found in marks.items()
        },
    }


def spans(marks: Sequence[str]) -> str:
    """Marks in a row as a span: E1 E2 E3 E5 → "E1–E3, E5"."""
    runs: list[list[str]] = []
    for mark in marks:
        if runs and _number(mark) == _number(runs[-1][-1]) + 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    joined = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
    return ", ".join(joined)


def _number(mark: str) -> int:
    digits = mark.lstrip("E")
    return int(digits) if digits.isdigit() else -1


def _row(row: Evidence, doubts: tuple[Doubt, ...], words: Words) -> dict[str, Any]:
    doubt = next((doubt for doubt in doubts if doubt.mark == row.mark), None)
    return {
        "mark": row.mark,
        "subject": row.subject,
        "prop": words.say(row.code),
        "value": row.value,
        "scheme": row.scheme,
        "source": row.source,
        "information": row.information,
        "carries": row.carries,
        "one_origin": row.reports > 1 and row.origins == 1,
        "origins": _origins(row, words),
        "report": f"{row.report}, {row.seq}",
        "doubt": words.say(f"disseminate.change.{doubt.change.value}") if doubt else "",
        "struck": doubt is not None and doubt.change in {Change.REFUTED, Change.ENDED},
    }


def _origins(row: Evidence, words: Words) -> str:
    reports = words.say("disseminate.reports", n=row.reports)
    if not row.origins:
        return words.say("disseminate.origins-unchecked", reports=reports)
    return f"{reports}, {words.say('disseminate.origins', n=row.origins)}"


def _signatures(copy: Copy, words: Words) -> list[list[str]]:
    rows = [
        ("author", copy.author),
        ("approved", copy.approved_by),
        ("released", copy.released_by),
        ("answer", words.day(copy.answer_by) if copy.answer_by else None),
    ]
    return [[words.say(f"disseminate.signature.{name}"), value] for name, value in rows if value]
