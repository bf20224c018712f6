"""Findings: write, review by another person, issue, read with what changed, replay."""

from __future__ import annotations

from khabar.analysis import (
    LINK_CHART,
    Analysis,
    FindingStale,
    Replay,
    Stance,
    changes,
    inference,
    is_stale,
    issue,
    method,
    must_not_stand_on_itself,
    replay,
    review,
    supersede,
)
from khabar.desk.chart import (
    Question,
    chart_of,
    chart_of_case,
    gathered,
    joined,
    page_of,
    save_chart,
    saved_charts,
)
from khabar.desk.citing import citable, citations
from khabar.desk.finding import (
    FindingLine,
    FindingPage,
    Ground,
    Typed,
    basis_of,
    expires,
    is_alleged,
    number_of,
    page_now,
    picture,
    question_of,
    run_of,
    shown_with,
    under,
)
from khabar.desk.sitting import Sitting, act, look
from khabar.desk.standing import now_of
from khabar.storage import analyses, cases, labels
from khabar.storage.connection import Read
from khabar.storage.sql import analyses as read_analyses
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Kept

__all__ = [
    "FindingLine",
    "FindingPage",
    "Ground",
    "Question",
    "Typed",
    "chart_of",
    "chart_of_case",
    "ground_of",
    "issue_finding",
    "list_findings",
    "read_finding",
    "replay_finding",
    "review_finding",
    "save_chart",
    "saved_charts",
    "write_finding",
]


def ground_of(sitting: Sitting, question: Question) -> Ground:
    """What could be cited for or against, from what this viewer may see of the question."""
    with look(sitting, "chart.read") as seen:
        found = gathered(seen.read, question)
        page = page_of(seen.read, question, None, found=found)
        focus = [uid for one in page.focus[:12] for uid in page.things[one].members]
        said = citable(seen.read, under(page.chart, found), focus)
        cited = citations(seen.read, said)
        others = read_analyses.listed_for(seen.read, sitting.case)
        seen.about(*page.focus[:20])
    return Ground(
        page=page,
        citations=tuple(cited[one.uid] for one in said),
        others=tuple(one for one in others if one.analysis.state.value != "superseded"),
    )


def write_finding(sitting: Sitting, typed: Typed) -> Analysis:
    """Write a finding, or a new version of one, with the picture it stands on.

    →       the finding, a draft until another person has reviewed it

    Raises  DraftFaulty with all faults; OwnSource when it would be evidence for itself;
            NotInThatState when the version it replaces was already replaced
    """
    with act(sitting, "finding.write") as doing:
        before = read_analyses.by_uid(doing.read, typed.previous) if typed.previous else None
        found = gathered(doing.read, typed.picture)
        drawn = picture(found, typed.picture)
        basis, label_ids, faults = basis_of(doing.read, typed, drawn, found)
        premises = [read_analyses.by_uid(doing.read, uid) for uid in typed.premises]
        uid = sitting.ids()
        lineage = before.analysis.lineage if before else uid
        stands_on = tuple(dict.fromkeys(one.analysis.lineage for one in premises))
        must_not_stand_on_itself(lineage, stands_on, read_analyses.premises(doing.read))
        analysis = Analysis(
            uid=uid,
            number=number_of(sitting, before),
            lineage=lineage,
            version=before.analysis.version + 1 if before else 1,
            question=typed.draft.question.strip(),
            purpose=sitting.purpose.value if sitting.purpose else "",
            legal_basis=cases.load(sitting.case).legal_basis if sitting.case else "",
            case=sitting.case,
            run=run_of(typed.picture, drawn, found),
            own_caveats=tuple(one.strip() for one in typed.draft.own_caveats if one.strip()),
            answered={
                caveat: text.strip()
                for caveat, text in typed.answered.items()
                if text.strip() and caveat in LINK_CHART.caveats
            },
            inference=inference(typed.draft, basis, seen=faults),
            basis=tuple(basis),
            premises=stands_on,
            author=sitting.who.id,
            written_at=sitting.clock(),
            expires_at=expires(sitting, typed.draft),
        )
        label = joined([*label_ids, *(one.label for one in premises)])
        assert label, "a finding cites at least one statement, and each has a label"
        if before:
            analyses.move(supersede(before.analysis))
        analyses.keep(analysis, label=labels.intern(label))
        doing.about(uid, *typed.speaks_for, *typed.speaks_against)
    return analysis


def review_finding(sitting: Sitting, uid: str, *, note: str = "") -> Analysis:
    """Another person agrees that the sentence follows from its basis.

    Raises  SamePerson for the author; FindingStale when the basis has changed meanwhile
    """
    with act(sitting, "finding.review") as doing:
        kept = read_analyses.by_uid(doing.read, uid)
        reviewed = review(kept.analysis, by=sitting.who.id, at=sitting.clock(), note=note)
        _must_stand(doing.read, kept)
        analyses.move(reviewed)
        doing.about(uid)
    return reviewed


def issue_finding(sitting: Sitting, uid: str) -> Analysis:
    """Let products cite a reviewed finding.

    Raises  NotInThatState; FindingStale
    """
    with act(sitting, "finding.issue") as doing:
        kept = read_analyses.by_uid(doing.read, uid)
        issued = issue(kept.analysis, at=sitting.clock())
        _must_stand(doing.read, kept)
        analyses.move(issued)
        doing.about(uid)
    return issued


def list_findings(sitting: Sitting, *, case: str | None = None) -> list[FindingLine]:
    """Findings in scope, newest first, each with whether it still stands."""
    with look(sitting, "finding.list") as seen:
        found = read_analyses.listed_for(seen.read, case)
        now = now_of(seen.read, [row.statement for one in found for row in one.analysis.basis])
        seen.about(*(one.analysis.uid for one in found[:20]))
    lines = []
    for kept in found:
        changed = [one for one in changes(kept.analysis.basis, now) if one.weighs]
        lines.append(
            FindingLine(
                kept=kept,
                stale=bool(changed),
                changed=len(changed),
                label=labels.get(kept.label),
            )
        )
    return lines


def read_finding(sitting: Sitting, uid: str) -> FindingPage:
    """One finding with its evidence as it stands now, and everything that changed."""
    with look(sitting, "finding.read") as seen:
        kept = read_analyses.by_uid(seen.read, uid)
        analysis = kept.analysis
        said = charts.statements(seen.read, [one.statement for one in analysis.basis])
        spoken = {one.statement for one in analysis.basis if one.stance is not Stance.DRAWN}
        drawn = page_now(seen.read, question_of(analysis))
        every = read_analyses.listed_for(seen.read, None) if analysis.premises else []
        page = FindingPage(
            kept=kept,
            changed=changes(
                analysis.basis, now_of(seen.read, [o.statement for o in analysis.basis])
            ),
            citations=citations(seen.read, [one for one in said if one.uid in spoken]),
            versions=tuple(read_analyses.versions(seen.read, analysis.lineage)),
            premises=tuple(
                one
                for one in every
                if one.analysis.lineage in analysis.premises
                and one.analysis.state.value != "superseded"
            ),
            page=drawn,
            may_review=analysis.state.value == "draft" and analysis.author != sitting.who.id,
            alleged=is_alleged(analysis),
            label=shown_with(labels.get(kept.label), drawn),
        )
        seen.about(uid)
    return page


def replay_finding(sitting: Sitting, uid: str) -> tuple[FindingPage, Replay]:
    """Run the finding's method again on what this viewer may see now, and compare."""
    with look(sitting, "finding.replay") as seen:
        kept = read_analyses.by_uid(seen.read, uid)
        method(kept.analysis.run.method)
        question = question_of(kept.analysis)
        found = gathered(seen.read, question)
        again = run_of(question, picture(found, question), found)
        seen.about(uid)
    return read_finding(sitting, uid), replay(kept.analysis.run, again)


def _must_stand(read: Read, kept: Kept) -> None:
    basis = kept.analysis.basis
    if is_stale(changes(basis, now_of(read, [one.statement for one in basis]))):
        raise FindingStale(number=kept.analysis.number)
