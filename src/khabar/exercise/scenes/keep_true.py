"""Truth maintenance at TJ: the word against Odil falls, and all that stood on it shows it."""

from __future__ import annotations

import json
from typing import Any

from khabar.desk import analyse, entity, inbox, measure, oversee, product, release, truth
from khabar.exercise.script import OPERATION, script
from khabar.exercise.stage import Stage
from khabar.safeguards import Purpose


def refute(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """P9: contradicted by where Odil was; Madina refutes, nothing is deleted."""
    madina = stage.sit("madina", stage.now, Purpose.REVIEW, reason="опровержение")
    moved = truth.refute_item(
        madina,
        item=known["items"]["malicious"][0],
        reason_code="contradicted",
        reason=script()["reports"]["malicious"]["refute_reason"],
    )
    return {"refuted_touches": sorted({one.kind for one in moved.dependents})}


def recall(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """Nazar calls the copies of the bulletin back; the dashboard counts how long it took."""
    nazar = stage.sit("nazar", stage.now, Purpose.DECIDE, operation=OPERATION)
    called = release.recall_product(nazar, known["bulletin"], reason="Сведение опровергнуто.")
    return {"recalled_copies": called}


def show(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The same fall on every page of this node."""
    zarina = stage.sit("zarina", stage.now, Purpose.CASE, operation=OPERATION)
    nazar = stage.sit("nazar", stage.now, Purpose.DECIDE, operation=OPERATION)
    link = entity.read_entity(zarina, known["organises"]).view
    strengths = {v.strength for fact in link.facts for v in fact.values if v.ref}
    chart = analyse.chart_of_case(zarina, known["case"])
    lines = [
        one.style.value
        for one in chart.chart.lines
        if known["organises"] in getattr(one.tie, "links", ())
    ]
    copy = next(
        one
        for one in inbox.inbox(stage.sit("latif", stage.now))
        if one.release.uid == known["copies"]["bulletin"]
    )
    late = measure.one_measure(nazar, "l5")
    return {
        "struck": {
            "entity page": strengths == {"refuted"},
            "chart": lines == ["refuted"],
            "finding": analyse.read_finding(zarina, known["odil_finding"]).stale,
            "product": bool(product.read_product(zarina, known["bulletin"]).doubts),
            "reader's copy": bool(copy.doubts),
            "dashboard": late.n > 0,
        },
        "other_finding_stands": not analyse.read_finding(zarina, known["finding"]).stale,
    }


def oversee_it(stage: Stage, known: dict[str, Any]) -> dict[str, Any]:
    """The prosecutor sees the stopped text, Bek's refusal, and proves the ledger."""
    parvina = stage.sit("parvina", stage.now, Purpose.OVERSEE, reason="проверка законности")
    stopped = oversee.stopped_items(parvina)
    refused = oversee.read_ledger(parvina, refused=True)
    oversee.sequence_ledger()
    found = oversee.verify_ledger()
    return {
        "prosecutor_sees_stopped": known["political_item"] in {one.uid for one in stopped},
        "bek_in_ledger": any(line.who.startswith("Bek") for line in refused),
        "refusals": len(refused),
        "ledger": json.loads(json.dumps({"ok": found.ok, "entries": found.entries})),
    }
