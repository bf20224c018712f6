"""Every verb of the desk meets the cast of four.

Nobody is refused whatever is asked. Bek, beside Zarina, and Dilshod at the hub get the same
answer for what is hidden as for what is absent. Zarina's own world is played by the exercise.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from khabar import desk
from khabar.core.errors import KhabarError
from khabar.safeguards import ACTS, Label, NotYourAct, Purpose, Role
from khabar.storage import labels, ledger
from khabar.words import knows
from tests.cast import OPERATION
from tests.conftest import Seats

HOUSE = Path(desk.__file__).parent
# Not acts of a person: they open the sitting, found the node, or are the machine's own.
NOT_VERBS = {"sitting", "founding", "worker", "office"}
# The machine's own carriage, reached only through `carriage.receive_parcel` and `pump`, which
# sit down as the node: no person asks them.
MACHINE = {"arriving.take_in", "carriage.give_notices"}


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    for file in sorted(HOUSE.glob("*.py")):
        if file.stem in NOT_VERBS or file.stem.startswith("_"):
            continue
        module = import_module(f"khabar.desk.{file.stem}")
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_") and _takes_sitting(function):
                yield f"{file.stem}.{name}", function


def _takes_sitting(function: Callable[..., Any]) -> bool:
    return next(iter(inspect.signature(function).parameters), "") == "sitting"


def _codes(function: Callable[..., Any]) -> set[str]:
    """The codes that the verb's `look`, `act` or check names."""
    calls = [
        call
        for call in ast.walk(ast.parse(inspect.getsource(function)))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"look", "act", "must_be_theirs"}
    ]
    last = [call.args[-1] for call in calls if call.args]
    return {str(one.value) for one in last if isinstance(one, ast.Constant)}


ALL = dict(verbs())
OPEN = {name: verb for name, verb in ALL.items() if _codes(verb) and name not in MACHINE}


def test_every_act_of_the_table_has_its_word() -> None:
    assert [code for code in ACTS if not knows(f"verb.{code}")] == []


def test_every_code_a_verb_opens_with_is_in_the_table() -> None:
    used = {code for verb in OPEN.values() for code in _codes(verb)}

    assert used - set(ACTS) == set()


def _asked(verb: Callable[..., Any], value: object) -> dict[str, object]:
    """Arguments that fill every place: the same value everywhere."""
    return {
        name: value
        for name, parameter in list(inspect.signature(verb).parameters.items())[1:]
        if parameter.default is inspect.Parameter.empty
    }


@pytest.mark.parametrize("name", OPEN)
def test_nobody_is_refused_whatever_is_asked(sit: Seats, name: str) -> None:
    with pytest.raises(NotYourAct):
        OPEN[name](sit("nobody"), **_asked(OPEN[name], "x"))

    last = json.loads(list(ledger.entries())[-1].body)
    assert (last["who"], last["result"]) == ("", "refused:safeguards.not-your-act")


def _hidden_ids() -> dict[str, str]:
    """Every uid and number of this node under a label of the case, by table."""
    of_case = {pk for pk, label in labels.every().items() if OPERATION in label.compartments}
    found: dict[str, str] = {}
    for model in apps.get_app_config("storage").get_models():
        columns = {column.name for column in model._meta.get_fields()}
        if "label" not in columns or model._meta.db_table == "case_file":
            continue
        for key in ("uid", "number"):
            if key not in columns:
                continue
            rows = model._default_manager.filter(label_id__in=of_case)
            found |= {
                str(value): f"{model._meta.db_table}.{key}"
                for value in rows.values_list(key, flat=True)[:3]
                if value
            }
    return found


def _world(sit: Seats) -> dict[str, Any]:
    """A report of the case, graded and read into statements, through the desk."""
    from khabar.collection import ItemDraft, ReportDraft
    from khabar.desk import analyse, collate, evaluate, report, review

    draft = ReportDraft(
        items=(ItemDraft(text="Каримзода звонил с +992 000 10 04 17 MARKERWORD.",
                         how_known="seen", known_to="many"),),
        when="10.10.2026", where="Вахдат", useful="longer", source_checked=True,
    )  # fmt: skip
    sent = report.submit_report(sit("rustam", Purpose.CASE), draft)
    madina = sit("madina", Purpose.REVIEW)
    item = next(row.item for row in review.queue(madina).rows)
    evaluate.write_sanitised(
        madina, item=item.uid, text="Каримзода, +992 000 10 04 17.", looked=True
    )
    evaluate.grade_item(madina, item=item.uid, source="B", information="2")
    evaluate.accept_report(sit("madina", Purpose.REVIEW), report=item.report_uid)

    def say(schema: str, **values: str) -> str:
        zarina = sit("zarina", Purpose.CASE)
        return collate.state_thing(zarina, item=item.uid, schema_name=schema, values=values)

    man, phone = say("Person", name="Каримзода"), say("Phone", number="+992000100417")
    collate.state_link(
        sit("zarina", Purpose.CASE), item=item.uid, schema_name="Uses", source=man, target=phone
    )
    zarina = sit("zarina", Purpose.CASE)
    picture = analyse.Question(entities=(man,), opened=(man,))
    ground = analyse.ground_of(zarina, picture)
    from khabar.analysis import Draft

    finding = analyse.write_finding(
        zarina,
        analyse.Typed(
            draft=Draft(question="Q?", sentence="S.", kind="hypothesis", probability="unlikely",
                        confidence="low", alternatives=(("Other.", "unlikely"),), gaps=("G?",)),
            speaks_for=tuple(one.statement for one in ground.citations), picture=picture,
        ),
    )  # fmt: skip
    return {"number": sent.number, "man": man, "phone": phone, "finding": finding.uid}


OUTSIDERS = (("bek", Purpose.ASSESS), ("dilshod", Purpose.ASSESS))


def _answer(call: Callable[[], object]) -> tuple[str, object]:
    try:
        return "answered", call()
    except KhabarError as wrong:
        return wrong.code, {key: str(value) for key, value in wrong.facts.items()}


def _one_id(verb: Callable[..., Any]) -> bool:
    """Does the verb ask for exactly one thing by its id or number?"""
    asked = list(inspect.signature(verb).parameters.values())[1:]
    needed = [one for one in asked if one.default is inspect.Parameter.empty]
    return len(needed) == 1 and needed[0].annotation in ("str", str)


@pytest.mark.parametrize(("who", "purpose"), OUTSIDERS)
def test_hidden_and_absent_are_the_same_answer(sit: Seats, who: str, purpose: Purpose) -> None:
    world = _world(sit)
    hidden = {**_hidden_ids(), world["man"]: "entity.uid", world["phone"]: "entity.uid"}
    told = []
    for name, verb in OPEN.items():
        codes = _codes(verb)
        theirs = all(Role.ANALYST in ACTS[code].roles for code in codes)
        if not (_one_id(verb) and theirs) or name in {"search.search"}:
            continue
        place = next(iter(_asked(verb, "")))
        absent = _answer(
            lambda verb=verb, place=place: verb(sit(who, purpose), **{place: "0" * 32})
        )
        for thing, kind in hidden.items():
            got = _answer(
                lambda verb=verb, place=place, t=thing: verb(sit(who, purpose), **{place: t})
            )
            if got[0] == "answered" or got[0] != absent[0]:
                told.append((name, kind, got[0], absent[0]))

    assert told == []


@pytest.mark.parametrize(("who", "purpose"), OUTSIDERS)
def test_lists_and_searches_show_outsiders_nothing_of_it(
    sit: Seats, who: str, purpose: Purpose
) -> None:
    from khabar.desk import search

    world = _world(sit)
    secret = {*_hidden_ids(), world["man"], world["phone"], "MARKERWORD", "Каримзода"}
    leaked = []
    for name, verb in OPEN.items():
        if _asked(verb, ""):
            continue
        shown = repr(_answer(lambda verb=verb: verb(sit(who, purpose))))
        leaked += [(name, word) for word in secret if word in shown]
    for text in ("Каримзода", "Karimzoda", "+992000100417"):
        found = search.search(sit(who, purpose), text)
        leaked += [("search", text)] if found.total or found.hits else []

    assert leaked == []


def test_zarina_reads_her_own(sit: Seats) -> None:
    from khabar.desk import analyse, entity, report, search

    world = _world(sit)
    zarina = sit("zarina", Purpose.CASE)

    assert report.read_report(zarina, world["number"]).report.number == world["number"]
    assert entity.read_entity(zarina, world["man"]).view.title
    assert search.search(zarina, "Karimzoda").total == 1
    assert not analyse.read_finding(zarina, world["finding"]).stale


def test_hidden_labels_are_in_no_outsiders_scope(sit: Seats) -> None:
    _world(sit)
    every: dict[int, Label] = labels.every()
    of_case = {pk for pk, label in every.items() if OPERATION in label.compartments}

    assert of_case
    for who, purpose in OUTSIDERS:
        assert not sit(who, purpose).scope.labels & of_case


def test_the_desk_is_found_whole() -> None:
    assert len(OPEN) > 60
