"""Predicate: why a person may be a subject at all, and which offences this system is for.

comes in    facts in words, an offence, who wrote and who approves
goes out    Predicate, approved by another person; or every fault at once
never       makes anyone a suspect: that is a procedural word and needs an act's number and date
Source      28 CFR 23.20(c); doctrine.md R1, R2, R9
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from importlib.resources import files

from khabar.core.errors import Conflict, Fault, Invalid, Refusal
from khabar.safeguards.approval import content_hash, must_be_another_person


class Category(Enum):
    """What a person is to a case; only SUBJECT needs a predicate, nobody is one without it."""

    SUBJECT = "subject"  # проверяемое лицо, фигурант дела
    CHECKED = "checked"
    CONTACT = "contact"
    VICTIM = "victim"
    WITNESS = "witness"
    OTHER = "other"


class PredicateMissing(Refusal):
    """Somebody would be treated as a subject without an approved predicate."""

    code = "safeguards.no-predicate"


class PredicateIncomplete(Invalid):
    """The facts, the offence or both do not reach; one fault each."""

    code = "safeguards.predicate-incomplete"


class OutsideLock(Refusal):
    """The offence is none of those this system may hold records about."""

    code = "safeguards.outside-lock"


class PredicateSettled(Conflict):
    """It was approved or withdrawn already."""

    code = "safeguards.predicate-settled"


LEAST_WORDS = 8
"""Words a statement of facts has at least: "known dealer" is no fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """Facts that give a trained officer a basis to believe in involvement in a named crime.

    entity     uid of the person
    facts      in the writer's words
    offence    as written, with its article; `group` is the lock's code it falls under
    items      uids of the graded items the facts stand on
    writer, approver  account ids, never the same; approver None while proposed
    """

    uid: str
    entity: str
    facts: str
    offence: str
    group: str
    items: tuple[str, ...]
    writer: int
    written_at: datetime
    approver: int | None = None
    approved_at: datetime | None = None

    @property
    def digest(self) -> str:
        """What the approver signs; another word makes another digest."""
        return content_hash(
            {
                "entity": self.entity,
                "facts": self.facts,
                "items": sorted(self.items),
                "offence": self.offence,
            }
        )


def propose(
    *,
    uid: str,
    entity: str,
    facts: str,
    offence: str,
    items: tuple[str, ...],
    writer: int,
    at: datetime,
) -> Predicate:
    """Write a predicate down; it makes nobody a subject before another person approves.

    Raises  PredicateIncomplete with every fault; OutsideLock
    """
    faults = []
    if len(re.findall(r"\w+", facts)) < LEAST_WORDS:
        facts_given: dict[str, object] = {"least": LEAST_WORDS}
        faults.append(Fault(where="facts", code="safeguards.facts-thin", facts=facts_given))
    if not offence.strip():
        faults.append(Fault(where="offence", code="safeguards.offence-empty"))
    if not items:
        faults.append(Fault(where="items", code="safeguards.items-missing"))
    if faults:
        raise PredicateIncomplete(*faults)
    return Predicate(
        uid=uid, entity=entity, facts=facts.strip(), offence=offence.strip(),
        group=must_be_locked(offence), items=items, writer=writer, written_at=at,
    )  # fmt: skip


def approve(predicate: Predicate, *, by: int, at: datetime) -> Predicate:
    """Approve what another person proposed.

    Raises  SamePerson · PredicateSettled
    """
    must_be_another_person(by, predicate.writer)
    if predicate.approver is not None:
        raise PredicateSettled()
    return replace(predicate, approver=by, approved_at=at)


def must_have_predicate(category: Category, *, approved: bool) -> None:
    """Refuse to treat anyone as a subject without an approved predicate.

    Raises  PredicateMissing
    """
    if category is Category.SUBJECT and not approved:
        raise PredicateMissing()


def offence_group(offence: str) -> str | None:
    """The lock's code an offence falls under, or None when it is outside.

    offence  a code ("trafficking"), "ст. 200 УК РТ", "UZ 273", or words

    Limits  an article is recognised only with its country; words are looked up by beginnings
    """
    line = offence.strip().lower()
    if line in LOCK:
        return line
    country = next((code for code, mark in _COUNTRIES.items() if mark.search(offence)), "")
    numbers = {number.replace("-", ".") for number in _ARTICLE.findall(offence)}
    for group, known in LOCK.items():
        articles: list[str] = known["articles"].get(country, [])
        if numbers & set(articles):
            return group
    for group, known in LOCK.items():
        if any(re.search(rf"(?<!\w){re.escape(word)}", line) for word in known["words"]):
            return group
    return None


def must_be_locked(offence: str) -> str:
    """The lock's code of an offence.

    Raises  OutsideLock
    """
    group = offence_group(offence)
    if group is None:
        raise OutsideLock()
    return group


LOCK = tomllib.loads((files("khabar.safeguards") / "offences.toml").read_text("utf-8"))
"""{code: {"words": […], "articles": {country: […]}}}, as the release carries it."""

_ARTICLE = re.compile(r"(?<![\d.])\d{3}(?:[.-]\d)?(?!\d)")
_COUNTRIES = {
    "TJ": re.compile(r"\bTJ\b|\bРТ\b|\bҶТ\b|Таджик|Тоҷик|Tajik", re.IGNORECASE),
    "UZ": re.compile(r"\bUZ\b|\bРУз?\b|Узбек|Ўзбек|O['ʻ’]zbek|Uzbek", re.IGNORECASE),
    "KZ": re.compile(r"\bKZ\b|\bРК\b|Казах|Kazakh", re.IGNORECASE),
}
