"""What the layout of every page needs: places, purpose bar, node, language."""

from __future__ import annotations

from django.http import HttpRequest

from khabar.desk.office import my_cases, this_node
from khabar.web.places import places_of
from khabar.web.purpose import kept
from khabar.words import LANGUAGES, say


def frame(request: HttpRequest) -> dict[str, object]:
    """places, purpose_bar, node and languages for `layout.html`."""
    sitting = getattr(request, "sitting", None)
    language = getattr(request, "language", "en")
    node = this_node()
    shown: dict[str, object] = {
        "language": language,
        "languages": [(code, say(f"language.{code}", code)) for code in LANGUAGES],
        "node": node,
        "exercise": bool(node and node.exercise),
        "node_name": node.names[language] if node else "",
        "zone": node.zone if node else "UTC",
    }
    if sitting is None or not sitting.who.id:
        return shown
    stated = kept(request.session)
    if stated and not stated.holds(sitting.clock()):
        stated = None
    case = next((c for c in my_cases(sitting) if stated and c.uid == stated.case), None)
    return shown | {
        "who": sitting.who,
        "places": places_of(sitting, request.path),
        "purpose_bar": {"stated": stated, "case": case},
    }
