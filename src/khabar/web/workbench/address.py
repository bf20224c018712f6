"""A chart's question as an address, so that every view, filter and line can be come back to."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from khabar.analysis import Filters
from khabar.desk.chart import Question
from khabar.desk.sitting import Sitting


def question_from(asked: QueryDict, sitting: Sitting) -> Question | None:
    """Read the address.

    →  None when it names neither an entity nor a case and the visit has no case either

    A form sends the boxes that are ticked and, in `…_had`, those it showed: what was shown and
    not ticked is hidden. A link names what is hidden.
    """
    entities = tuple(asked.getlist("entity"))
    case = asked.get("case") or (None if entities else sitting.case)
    if not entities and not case:
        return None
    opened = asked.getlist("open") if "open" in asked else list(entities)
    return Question(
        entities=entities,
        case=case,
        opened=tuple(uid for uid in opened if uid),
        filters=Filters(
            hidden_styles=_hidden(asked, "look", "hide"),
            hidden_schemas=_hidden(asked, "what", "without"),
            hidden_access=_hidden(asked, "know", "unknown"),
            since=_date(asked.get("since", "")),
            until=_date(asked.get("until", "")),
            ended=bool(asked.get("ended")),
        ),
    )


def question_of_saved(entities: tuple[str, ...], case: str | None, kept: dict[str, object]) -> str:
    """The address of a saved question."""
    hidden = {name: _words(kept.get(name)) for name in ("hide", "without", "unknown")}
    return address(
        Question(
            entities=entities,
            case=None if entities else case,
            opened=tuple(_words(kept.get("opened"))),
            filters=Filters(
                hidden_styles=frozenset(hidden["hide"]),
                hidden_schemas=frozenset(hidden["without"]),
                hidden_access=frozenset(hidden["unknown"]),
                since=str(kept.get("since", "")),
                until=str(kept.get("until", "")),
                ended=bool(kept.get("ended")),
            ),
        )
    )


def address(question: Question, page: str = "/chart/", **more: str | list[str]) -> str:
    """The address of a question on a page, with anything else the page needs."""
    return f"{page}?{urlencode([*pairs(question), *_flat(more)])}"


def drawer(question: Question, **more: str) -> str:
    """The chart with its drawer open; on a narrow screen the fragment lays it over the page."""
    return f"{address(question, **more)}#drawer"


def opened(question: Question, uid: str) -> Question:
    """The same question with one more thing expanded."""
    return replace(question, opened=tuple(dict.fromkeys([*question.opened, uid])))


def unfiltered(question: Question) -> Question:
    return replace(question, filters=Filters())


def pairs(question: Question) -> list[tuple[str, str]]:
    """What names the question in an address or in hidden fields of a form."""
    filters = question.filters
    return [
        *asked_pairs(question),
        *(("hide", one) for one in sorted(filters.hidden_styles)),
        *(("without", one) for one in sorted(filters.hidden_schemas)),
        *(("unknown", one) for one in sorted(filters.hidden_access)),
        *((("since", filters.since),) if filters.since else ()),
        *((("until", filters.until),) if filters.until else ()),
        *((("ended", "1"),) if filters.ended else ()),
    ]


def asked_pairs(question: Question) -> list[tuple[str, str]]:
    """The question without its filters."""
    found = [("entity", uid) for uid in question.entities]
    if question.case:
        found.append(("case", question.case))
    if question.opened != question.entities:
        found += [("open", uid) for uid in question.opened or ("",)]
    return found


def _hidden(asked: QueryDict, box: str, link: str) -> frozenset[str]:
    unticked = set(asked.getlist(f"{box}_had")) - set(asked.getlist(box))
    return frozenset(unticked | set(asked.getlist(link)))


def _date(text: str) -> str:
    """A browser's date field gives ISO days; anything else is no filter."""
    parts = text.strip().split("-")
    return text.strip() if len(parts) <= 3 and all(part.isdigit() for part in parts) else ""


def _flat(more: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, one)
        for name, value in more.items()
        for one in ([value] if isinstance(value, str) else value)
    ]


def _words(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
