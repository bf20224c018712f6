"""Words of probability: seven terms with fixed ranges, and confidence apart from them."""

from dataclasses import dataclass
from enum import StrEnum

from khabar.core.errors import Invalid


class ProbabilityUnknown(Invalid):
    """A word that is not on the yardstick."""

    code = "analysis.probability-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """One term of the yardstick and the range it always means, in percent.

    code  stable name of the term; the words live in the catalogue
    low   lower end, included
    high  upper end, included unless `below`
    """

    code: str
    low: int
    high: int
    below: bool = False

    @property
    def span(self) -> str:
        """The range as it is printed, without the percent sign: "55–75", "40–<50"."""
        return f"{self.low}–{'<' if self.below else ''}{self.high}"

    def __lt__(self, other: "Probability") -> bool:
        return self.low < other.low


YARDSTICK = (
    Probability(code="remote-chance", low=0, high=5),
    Probability(code="highly-unlikely", low=10, high=20),
    Probability(code="unlikely", low=25, high=35),
    Probability(code="realistic-possibility", low=40, high=50, below=True),
    Probability(code="likely", low=55, high=75),
    Probability(code="highly-likely", low=80, high=90),
    Probability(code="almost-certain", low=95, high=100),
)
"""Source: PHIA yardstick as given in the domain notes; not checked against the original text."""


def probability(code: str) -> Probability:
    """Find a term by its code.

    Raises  ProbabilityUnknown
    """
    for term in YARDSTICK:
        if term.code == code:
            return term
    raise ProbabilityUnknown(probability=code)


def term_for(percent: float) -> Probability | None:
    """Find the term whose range holds this number.

    percent  0 … 100
    →        None between two ranges: the yardstick leaves gaps on purpose, nobody is that exact
    """
    for term in YARDSTICK:
        if term.low <= percent and (percent < term.high or (percent == term.high != 50)):
            return term
    return None


class Confidence(StrEnum):
    """How good the basis is; said apart from how probable the sentence is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    def exceeds(self, other: "Confidence") -> bool:
        order = list(Confidence)
        return order.index(self) > order.index(other)
