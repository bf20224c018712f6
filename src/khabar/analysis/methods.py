"""The methods a picture can be made with, and the caveats that always come with them."""

from dataclasses import dataclass

from khabar.core.errors import Conflict


class MethodUnknown(Conflict):
    """No method of that name and version is run here (any more)."""

    code = "analysis.method-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A way from statements to a picture.

    name     stable name; the words live in the catalogue
    version  rises when the same statements would give another result
    caveats  codes; fixed here, so an analyst may answer one and can never delete one
    """

    name: str
    version: int
    caveats: tuple[str, ...]

    @property
    def code(self) -> str:
        return f"{self.name}@{self.version}"


LINK_CHART = Method(
    name="link-chart",
    version=1,
    caveats=(
        "visible-only",
        "reported-not-proven",
        "silence-is-not-no",
        "central-is-not-important",
        "number-is-not-person",
    ),
)
TIMELINE = Method(
    name="timeline",
    version=1,
    caveats=("visible-only", "reported-not-proven", "time-as-told", "silence-is-not-no"),
)

METHODS = {method.code: method for method in (LINK_CHART, TIMELINE)}


def method(code: str) -> Method:
    """Find a method by "name@version".

    Raises  MethodUnknown, also for a version that is no longer run
    """
    try:
        return METHODS[code]
    except KeyError:
        raise MethodUnknown(method=code) from None
