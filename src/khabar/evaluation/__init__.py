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
from khabar.evaluation.facets import (
    Access,
    Corroboration,
    Facets,
    TrackRecord,
    facets_of,
)
from khabar.evaluation.grade import Badge, Grade, GradeUnknown, badge, carries
from khabar.evaluation.scales import DEFAULT_SCHEME, SCHEMES, Scheme

__all__ = [
    "DEFAULT_SCHEME",
    "SCHEMES",
    "Access",
    "Badge",
    "Corroboration",
    "Facets",
    "Grade",
    "GradeUnknown",
    "Graded",
    "Scheme",
    "Strength",
    "TrackRecord",
    "badge",
    "carries",
    "facets_of",
    "independent_origins",
    "line_strength",
    "origin_groups",
]
