"""The report form: what was typed and touched, both as a draft and as it stands on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict

from khabar.collection import MOST_MATTERS, USEFUL, HowKnown, ItemDraft, KnownTo, ReportDraft
from khabar.core.errors import Fault, Invalid
from khabar.desk.report import ReportPage

HOW = tuple(how.value for how in HowKnown)
KNOWN = tuple(known.value for known in KnownTo)
SPANS = tuple(USEFUL)
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter on the page: what was typed, and what is wrong with it."""

    seq: int
    typed: ItemDraft
    text_fault: Fault | None
    how_fault: Fault | None
    known_fault: Fault | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A time in one touch: the value the form sends, the word for it, and the clock it means."""

    value: str
    code: str
    time: str = ""


def read_form(sent: QueryDict) -> ReportDraft:
    """A draft from what the browser sent; missing fields are empty, never an error."""
    shown = sent.get("matters", "1")
    count = min(int(shown), MOST_MATTERS) if shown.isdecimal() else 1
    picked = sent.get("pick", "")
    typed = sent.get("when", "").strip()
    when = typed or picked.removeprefix("night:").removeprefix(OTHER)
    return ReportDraft(
        items=tuple(_matter(sent, seq) for seq in range(1, count + 1)),
        when=when,
        night="night" in sent if typed else picked.startswith("night:"),
        where=sent.get("where", ""),
        useful=sent.get("useful", ""),
        obtained=sent.get("obtained", ""),
        requirements=tuple(sent.getlist("answers")),
        case=sent.get("case", ""),
        source_checked="source_checked" in sent,
    )


def with_another_matter(draft: ReportDraft) -> ReportDraft:
    """The same form with one more empty matter, up to what one report can hold."""
    items = (*draft.items, ItemDraft(text=""))[:MOST_MATTERS]
    return ReportDraft(
        items=items, when=draft.when, night=draft.night, where=draft.where, useful=draft.useful,
        obtained=draft.obtained, requirements=draft.requirements, case=draft.case,
        source_checked=draft.source_checked,
    )  # fmt: skip


def from_page(page: ReportPage) -> ReportDraft:
    """What stood in a returned report, ready to be fixed; refused matters are left behind."""
    report = page.report
    return ReportDraft(
        items=tuple(
            ItemDraft(
                text=line.item.text, how_known=line.item.how_known, known_to=line.item.known_to,
                comment=line.item.comment,
            )
            for line in page.items
            if line.item.state != "refused"
        ),
        when=report.event_text,
        night=report.event_precision == "night",
        where=report.place_text,
        useful=_useful(report.submitted_at, report.useful_until),
        requirements=tuple(uid for uid, _number, _question in page.answers),
        case=report.case_uid or "",
    )  # fmt: skip


def matters(draft: ReportDraft, wrong: Invalid | None) -> list[Matter]:
    """The matters of a form, each with its own faults."""
    faults = wrong.by_field if wrong else {}
    return [
        Matter(
            seq=seq, typed=item, text_fault=faults.get(f"text_{seq}"),
            how_fault=faults.get(f"how_{seq}"), known_fault=faults.get(f"known_{seq}"),
        )
        for seq, item in enumerate(draft.items or (ItemDraft(text=""),), start=1)
    ]  # fmt: skip


def picks(now: datetime, zone: str) -> list[Pick]:
    """Just now, today, last night, yesterday – on the clock of the unit."""
    local = now.astimezone(ZoneInfo(zone))
    today, yesterday = f"{local:%d.%m.%Y}", f"{local - timedelta(days=1):%d.%m.%Y}"
    return [
        Pick(value=f"{today} {local:%H:%M}", code="officer.when-now", time=f"{local:%H:%M}"),
        Pick(value=today, code="officer.when-today"),
        Pick(value=f"night:{yesterday}", code="officer.when-night"),
        Pick(value=yesterday, code="officer.when-yesterday"),
    ]


def _useful(sent: datetime | None, until: datetime | None) -> str:
    """The touch that was made: how long after sending the report was to stay useful."""
    if not (sent and until):
        return "longer"
    left = until - sent
    return next((code for code, span in USEFUL.items() if span == left), "")


def _matter(sent: QueryDict, seq: int) -> ItemDraft:
    return ItemDraft(
        text=sent.get(f"text_{seq}", ""),
        how_known=sent.get(f"how_{seq}", ""),
        known_to=sent.get(f"known_{seq}", ""),
        comment=sent.get(f"comment_{seq}", ""),
    )
