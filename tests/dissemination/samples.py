"""Invented material for the dissemination tests: one profile of the ARCHA case."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import khabar
from khabar.dissemination import Copy, Evidence, KeyFinding, Kind, Line, Product, Terms, translate
from khabar.safeguards import Handling, Label, Level

WRITTEN = datetime(2026, 11, 6, 9, 30, tzinfo=UTC)
CATALOGUES = Path(khabar.__file__).parent / "words" / "catalogue"
LABEL = Label(level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H2)


class CatalogueWords:
    """The real catalogue of this family; words of other families are shown as their code."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._said = tomllib.loads((CATALOGUES / "disseminate.toml").read_text("utf-8"))

    def say(self, code: str, **facts: object) -> str:
        said = self._said.get(code, {}).get(self.language, code.rpartition(".")[2])
        if isinstance(said, Mapping):
            said = said["one" if facts.get("n") == 1 and "one" in said else "other"]
        return str(said).format(**facts)

    def day(self, day: date) -> str:
        return day.strftime("%d.%m.%Y")


def row(mark: int, prop: str, value: str, grade: str, **more: object) -> Evidence:
    found = Evidence(
        mark=f"E{mark}",
        statement=f"statement-{mark}",
        item=f"item-{mark}",
        report=f"TJ-DCA-2026-{mark:04d}",
        seq=1,
        subject="Фарҳод Каримзода",
        code=f"prop.{prop}",
        value=value,
        scheme="4x4",
        source=grade[0],
        information=grade[1],
        carries=grade in {"A1", "B2"},
        reports=1,
        origins=1,
        evaluation=f"evaluation-{mark}",
    )
    return replace(found, **more)  # type: ignore[arg-type]


def link(left: str, right: str, shape: str, style: str) -> Line:
    return Line(
        left=left, right=right, left_name=left, right_name=right, left_shape="person",
        right_shape=shape, style=style,
    )  # fmt: skip


EVIDENCE = (
    row(1, "phone", "+992 000 10 04 17", "A1", reports=2, origins=2),
    row(2, "alias", "«Карим-ога»", "B2", reports=2, origins=2),
    row(3, "drives", "00 О 417", "A1", line=link("Каримзода", "00 О 417", "thing", "confirmed")),
    row(4, "address", "Ваҳдат, кӯчаи Ғафуров, 12", "B4", reports=3, origins=1),
)

PROFILE = Product(
    uid="profile-1",
    number="TJ-DCA-SP-2026-9F2C",
    version=1,
    kind=Kind.PROFILE,
    language="en",
    title="Farhod Karimzoda",
    subject="entity-1",
    terms=Terms(
        question="Does Karimzoda direct the ARCHA transports, and who receives?",
        asked_by="Tasking meeting of 4 November",
        purpose="decide",
        legal_basis="Article 200 of the Criminal Code, approved 18 October",
    ),
    findings=(
        KeyFinding(
            finding="finding-1",
            text="Karimzoda directs the transports and pays the drivers.",
            probability="highly-likely",
            confidence="moderate",
            rests_on=("E1", "E2", "E3"),
            against=("E4",),
        ),
        KeyFinding(
            finding="finding-2",
            text="Ulugʻbek T. receives the goods in Tashkent.",
            probability="likely",
            confidence="low",
            rests_on=("E3",),
            line=link("Каримзода", "Ulugʻbek T.", "person", "inferred"),
        ),
    ),
    evidence=EVIDENCE,
    alternatives=("He only lends vehicles to others (unlikely, 25–35 %).",),
    gaps=(
        "What lies in the Vahdat store. Three reports say 38 kg, one origin.",
        "Who receives beyond Tashkent. No report.",
    ),
    recommendations=("Develop and prepare a joint operation with UZ; no arrest yet.",),
    conditions="No covert step on this alone. Ask before showing it to a third agency.",
    distribution=("TJ-DCA head of unit", "UZ-MIA operations"),
    expires_on=date(2027, 5, 6),
)

RUSSIAN = {
    "title": "Фарҳод Каримзода",
    "question": "Руководит ли Каримзода перевозками АРЧА и кто получатель?",
    "asked_by": "Координационное совещание 4 ноября",
    "legal_basis": "Статья 200 УК, утверждено 18 октября",
    "finding.1": "Каримзода руководит перевозками и платит водителям.",
    "finding.2": "Улуғбек Т. получает груз в Ташкенте.",
    "alternative.1": "Он лишь сдаёт машины другим (маловероятно, 25–35 %).",
    "gap.1": "Что лежит на складе в Вахдате. Три сообщения говорят о 38 кг, источник один.",
    "recommendation.1": "Разрабатывать, готовить совместную операцию с УЗ; пока не задерживать.",
    "conditions": "Не начинать негласных действий только на этом основании.",
}

BOTH = translate(PROFILE, "ru", RUSSIAN)

COPY = Copy(
    label=LABEL,
    author="З. Олимова (Z. Olimova)",
    approved_by="S. Nazarov",
    released_by="S. Nazarov",
    number=4,
    recipient="UZ-MIA, U. Tursunov",
    trace="7C1F-04-9F2C",
    issued_on=date(2026, 11, 6),
    answer_by=date(2026, 12, 6),
)
