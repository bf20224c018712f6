"""Read an accepted item: say things and links of it, each citing the item."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from khabar.collation import EntityView, Schema, schemas
from khabar.core.errors import Invalid, NotFound
from khabar.desk import collate
from khabar.desk.entity import read_entity
from khabar.desk.search import search
from khabar.web.request import DeskRequest, text


def queue_page(request: DeskRequest) -> HttpResponse:
    """Accepted items, those not read yet first."""
    return render(request, "analyst/queue.html", {"waiting": collate.queue(request.sitting)})


def item_page(request: DeskRequest, item: str) -> HttpResponse:
    """The item beside what was read from it, and the form for the next thing."""
    return _item(request, item, {})


@require_POST
def thing_page(request: DeskRequest, item: str) -> HttpResponse:
    """Keep what was typed of one thing."""
    wanted = _schema(text(request, "schema"), link=False)
    typed = {name: text(request, f"p_{name}") for name in wanted.props}
    try:
        collate.state_thing(
            request.sitting,
            item=item,
            schema_name=wanted.name,
            values={name: value.splitlines() for name, value in typed.items()},
            entity=text(request, "entity") or None,
            country=text(request, "country") or None,
            as_written=bool(text(request, "as_written")),
        )
    except Invalid as wrong:
        return _item(
            request, item, {"faults": wrong, "wrong": wrong.by_field, "typed": typed}, status=400
        )
    return HttpResponseRedirect(f"/collate/{item}/")


@require_POST
def link_page(request: DeskRequest, item: str) -> HttpResponse:
    """Keep a link between two things."""
    wanted = _schema(text(request, "link"), link=True)
    typed = {name: text(request, f"p_{name}") for name in wanted.props}
    ends = {name: text(request, name) for name in ("source", "target")}
    try:
        collate.state_link(
            request.sitting,
            item=item,
            schema_name=wanted.name,
            source=ends["source"],
            target=ends["target"],
            values=typed,
        )
    except (Invalid, NotFound) as wrong:
        faults = wrong if isinstance(wrong, Invalid) else Invalid(code="collation.end-missing")
        shown = {"faults": faults, "wrong": faults.by_field, "typed": typed | ends}
        return _item(request, item, shown, status=400)
    return HttpResponseRedirect(f"/collate/{item}/")


def _item(
    request: DeskRequest, item: str, more: dict[str, object], status: int = 200
) -> HttpResponse:
    page = collate.read_item(request.sitting, item)
    asked = request.POST or request.GET
    wanted = _schema(asked.get("schema", "Person"), link=False)
    link = _schema(asked.get("link", "Uses"), link=True)
    find = asked.get("find", "").strip()
    shown = {
        "page": page,
        "shown_label": page.label,
        "things": [s for s in schemas().values() if not s.is_link],
        "links": [s for s in schemas().values() if s.is_link],
        "schema": wanted,
        "link": link,
        "link_props": [p for p in link.props.values() if p.kind != "ref"],
        "find": find,
        "found": search(request.sitting, find).hits[:8] if find else (),
        "picked": _picked(request, asked.getlist("with")),
        "entity": asked.get("entity", ""),
        "typed": {},
        "wrong": {},
    }
    return render(request, "analyst/item.html", shown | more, status=status)


def _picked(request: DeskRequest, uids: list[str]) -> list[EntityView]:
    """Things chosen from the search, to be ends of a link or to say more of."""
    return [read_entity(request.sitting, uid).view for uid in dict.fromkeys(uids[:6])]


def _schema(name: str, *, link: bool) -> Schema:
    found = schemas().get(name)
    fallback = schemas()["Uses" if link else "Person"]
    return found if found and found.is_link == link else fallback
