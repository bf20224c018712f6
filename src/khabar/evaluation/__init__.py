"""Evaluation: how far can this be trusted, and who may hear of it?

comes in    an item of a report, the words of another person about it
goes out    Grade, Evaluation, leak warnings, the count of independent origins
never       changes the report's text; converts, averages or orders grades; learns who the
            source is
"""

from khabar.evaluation.corroborate import (
    Graded,
    Strength,
    independent_origins,
    line_strength,
    origin_groups,
)
from khabar.evaluation.evaluation import (
    REFUSE_REASONS,
    REFUTE_REASONS,
    RETURN_REASONS,
    Evaluation,
    NoSecondOrigin,
    NotNow,
    ReasonUnknown,
    Verdict,
    accept,
    decide,
    must_be_open_to,
    must_have_second_origin,
)
from khabar.evaluation.facets import (
    Access,
    Corroboration,
    Facets,
    TrackRecord,
    facets_of,
)
from khabar.evaluation.grade import Badge, Grade, GradeUnknown, badge, carries
from khabar.evaluation.repetition import Repeat, repeats
from khabar.evaluation.sanitise import Leak, leaks, needs_another_text, traces
from khabar.evaluation.scales import DEFAULT_SCHEME, SCHEMES, Scheme

__all__ = [
    "DEFAULT_SCHEME",
    "REFUSE_REASONS",
    "REFUTE_REASONS",
    "RETURN_REASONS",
    "SCHEMES",
    "Access",
    "Badge",
    "Corroboration",
    "Evaluation",
    "Facets",
    "Grade",
    "GradeUnknown",
    "Graded",
    "Leak",
    "NoSecondOrigin",
    "NotNow",
    "ReasonUnknown",
    "Repeat",
    "Scheme",
    "Strength",
    "TrackRecord",
    "Verdict",
    "accept",
    "badge",
    "carries",
    "decide",
    "facets_of",
    "independent_origins",
    "leaks",
    "line_strength",
    "must_be_open_to",
    "must_have_second_origin",
    "needs_another_text",
    "origin_groups",
    "repeats",
    "traces",
]
