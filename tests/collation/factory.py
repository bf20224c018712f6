"""Make evidence in one line: said("p1", "Person", "birthDate", "1979", grade="B2", origin=1)."""

from datetime import UTC, datetime, timedelta
from itertools import count

from khabar.collation import EntityView, Evidence, draft, entity_view
from khabar.evaluation import Grade

_serial = count(1)
START = datetime(2026, 10, 1, tzinfo=UTC)


def said(
    entity: str,
    schema: str,
    prop: str,
    text: str,
    *,
    grade: str = "B2",
    origin: int = 1,
    report: str = "r1",
    ref: str | None = None,
    ended: bool = False,
    refuted: bool = False,
    day: int = 0,
    label: int = 1,
) -> Evidence:
    made = draft(entity, schema, prop, text, ref_uid=ref).draft
    return Evidence(
        uid=f"s{next(_serial)}",
        entity=entity,
        schema=schema,
        prop=prop,
        kind=made.kind,
        raw=text,
        norm=made.value_norm,
        ref=ref,
        valid_from="",
        valid_to="",
        lang="",
        polarity=1,
        quality=made.quality,
        ended=ended,
        refuted=refuted,
        grade=Grade(source=grade[0], information=grade[1]),
        item=f"i-{report}",
        item_seq=1,
        report=report,
        report_number=report.upper(),
        origin=origin,
        at=START + timedelta(days=day),
        label=label,
    )


def thing(uid: str, schema: str, **values: str) -> EntityView:
    view = entity_view(uid, [said(uid, schema, prop, text) for prop, text in values.items()])
    assert view is not None
    return view
