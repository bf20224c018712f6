"""The top bar: each role opens on its own work; at most seven places."""

from __future__ import annotations

from khabar.desk.sitting import Sitting
from khabar.safeguards import Role

PLACES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    # href, code of the word, roles that have the place; the first of a role is its home
    ("/officer/", "place.officer", frozenset({Role.OFFICER})),
    ("/evaluator/", "place.evaluator", frozenset({Role.EVALUATOR})),
    ("/lists/", "place.lists", frozenset({Role.REGISTRAR, Role.EVALUATOR})),
    ("/supervisor/", "place.supervisor", frozenset({Role.SUPERVISOR})),
    ("/liaison/", "place.liaison", frozenset({Role.LIAISON})),
    ("/oversight/", "place.oversight", frozenset({Role.OVERSIGHT, Role.AUDITOR})),
    ("/search/", "place.search", frozenset({Role.ANALYST, Role.OFFICER})),
    ("/chart/", "place.chart", frozenset({Role.ANALYST})),
    ("/findings/", "place.findings", frozenset({Role.ANALYST})),
    (
        "/products/",
        "place.products",
        frozenset({Role.ANALYST, Role.SUPERVISOR, Role.LIAISON, Role.OFFICER}),
    ),
    ("/collate/", "place.collate", frozenset({Role.ANALYST})),
    ("/dashboard/", "place.dashboard", frozenset({Role.SUPERVISOR, Role.OVERSIGHT})),
    ("/subjects/", "place.subjects", frozenset({Role.SUPERVISOR})),
    ("/admin/", "place.admin", frozenset({Role.ADMIN})),
)
BELONGS = {"entity": "/search/", "report": "/search/"}  # pages one comes to from a place


def places_of(sitting: Sitting, path: str) -> list[dict[str, object]]:
    """The places of this person's roles, with the one they are in marked."""
    mine = [place for place in PLACES if place[2] & sitting.who.roles]
    path = BELONGS.get(path.strip("/").split("/")[0], path)
    return [
        {"href": href, "code": code, "here": path.startswith(href)} for href, code, _ in mine[:7]
    ]


def home_of(sitting: Sitting) -> str:
    """Where this person's day begins."""
    places = places_of(sitting, "")
    return str(places[0]["href"]) if places else "/purpose/"
