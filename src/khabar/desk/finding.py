"""What a finding is made from and shown as: ground, basis, run, page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from khabar.analysis import (
    LINK_CHART,
    Analysis,
    Basis,
    Change,
    Chart,
    Confidence,
    Draft,
    Inferred,
    Input,
    Run,
    Stance,
    ceiling,
    chart_rows,
    code,
    draw,
    is_stale,
    run,
)
from khabar.core.errors import Fault
from khabar.desk.chart import ChartPage, Question, gathered, page_of
from khabar.desk.citing import Citation
from khabar.desk.gathering import Gathered
from khabar.desk.sitting import Sitting
from khabar.evaluation import origin_groups
from khabar.safeguards import Label, join
from khabar.storage.connection import Read
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Kept
from khabar.storage.sql.charts import Said

MEMBERSHIP_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a finding on this question could cite, with the picture it would be written on."""

    page: ChartPage
    citations: tuple[Citation, ...]
    others: tuple[Kept, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding in the list; changed counts what weighs in it and is no longer as it was."""

    kept: Kept
    stale: bool
    changed: int
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """A finding as one person sees it now.

    changed    what is no longer as it was, what weighs first
    alleged    it says membership on less than two origins or one grade that carries
    citations  {statement: Citation}; a withdrawn one is absent
    """

    kept: Kept
    changed: tuple[Change, ...]
    citations: Mapping[str, Citation]
    versions: tuple[Kept, ...]
    premises: tuple[Kept, ...]
    page: ChartPage | None
    may_review: bool
    alleged: bool
    label: Label

    @property
    def stale(self) -> bool:
        return is_stale(self.changed)

    def standing(self, stance: str) -> list[tuple[Basis, Citation | None, Change | None]]:
        """Rows of one side: the statement as it was, as it reads now, and what happened."""
        happened = {one.statement: one for one in self.changed}
        return [
            (one, self.citations.get(one.statement), happened.get(one.statement))
            for one in self.kept.analysis.basis
            if one.stance.value == stance
        ]

    @property
    def speaks_for(self) -> list[tuple[Basis, Citation | None, Change | None]]:
        return self.standing(Stance.FOR.value)

    @property
    def speaks_against(self) -> list[tuple[Basis, Citation | None, Change | None]]:
        return self.standing(Stance.AGAINST.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A finding as typed on the page or at the command line; see Draft for the words.

    speaks_for, speaks_against  statement uids
    picture                     the question whose chart is kept with it
    answered                    {caveat code: the analyst's answer}
    premises                    uids of other findings it builds on
    previous                    uid of the version it replaces, or None
    """

    draft: Draft
    speaks_for: tuple[str, ...]
    picture: Question
    speaks_against: tuple[str, ...] = ()
    answered: Mapping[str, str] = field(default_factory=dict)
    premises: tuple[str, ...] = ()
    previous: str | None = None


def picture(found: Gathered, question: Question) -> Chart:
    """The reported picture only: a finding never stands on another finding's line."""
    asked = [found.head[uid] for uid in found.asked if uid in found.head]
    return draw(found.things.values(), found.ties, focus=asked, filters=question.filters)


def run_of(question: Question, drawn: Chart, found: Gathered) -> Run:
    return run(
        LINK_CHART,
        parameters={
            "entities": list(question.entities),
            "case": question.case,
            "opened": list(question.opened),
        },
        inputs=[
            Input(
                statement=one.uid,
                digest=one.digest,
                grade=code(one.grade),
                standing=one.standing,
            )
            for one in under(drawn, found)
        ],
        rows=chart_rows(drawn),
    )


def under(drawn: Chart, found: Gathered) -> list[Said]:
    uids = {
        uid
        for one in drawn.lines
        if not isinstance(one.tie, Inferred)
        for support in one.tie.supports
        for uid in support.statements
    }
    return [found.said[uid] for uid in sorted(uids)]


def basis_of(
    read: Read, typed: Typed, drawn: Chart, found: Gathered
) -> tuple[list[Basis], set[int], list[Fault]]:
    """Every statement under the finding with its stance, their labels, and what cannot be cited."""
    spoken = dict.fromkeys(typed.speaks_for, Stance.FOR)
    both = [uid for uid in typed.speaks_against if uid in spoken]
    spoken |= dict.fromkeys(typed.speaks_against, Stance.AGAINST)
    said = {one.uid: one for one in charts.statements(read, spoken)}
    faults = [
        Fault(where=stance.value, code="analysis.statement-not-seen")
        for uid, stance in spoken.items()
        if uid not in said
    ]
    faults += [Fault(where="against", code="analysis.both-sides") for _ in both[:1]]
    said |= {one.uid: one for one in under(drawn, found)}
    origins = origin_groups({one.origin for one in said.values()}, charts.origin_joins(read))
    basis = [
        Basis(
            statement=one.uid,
            stance=spoken.get(one.uid, Stance.DRAWN),
            digest=one.digest,
            grade=one.grade,
            origin=str(origins[one.origin]),
            standing=one.standing,
        )
        for one in said.values()
    ]
    return basis, {one.label for one in said.values()}, faults


def question_of(analysis: Analysis) -> Question:
    asked = analysis.run.parameters
    return Question(
        entities=_words(asked.get("entities")),
        case=str(asked["case"]) if asked.get("case") else None,
        opened=_words(asked.get("opened")),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, Sequence) else ()


def page_now(read: Read, question: Question) -> ChartPage | None:
    """The chart as it would be drawn now, None when nothing of it can be seen any more."""
    found = gathered(read, question)
    return page_of(read, question, None, found=found) if found.things else None


def shown_with(own: Label, drawn: ChartPage | None) -> Label:
    """What the page of a finding shows: the finding, and the picture as it is drawn today."""
    return join(own, drawn.label) if drawn and drawn.label else own


def number_of(sitting: Sitting, before: Kept | None) -> str:
    if before:
        stem = before.analysis.number.split("/")[0]
        return f"{stem}/{before.analysis.version + 1}"
    return f"A-{sitting.clock():%Y}-{sitting.ids()[:6].upper()}"


def expires(sitting: Sitting, draft: Draft) -> datetime | None:
    """Membership of a group is judged anew within a year."""
    membership = draft.line and draft.line[2] == "MemberOf"
    return sitting.clock() + MEMBERSHIP_LASTS if membership else None


def is_alleged(analysis: Analysis) -> bool:
    line = analysis.inference.line
    return bool(line and line.schema == "MemberOf" and ceiling(analysis.basis) is Confidence.LOW)
