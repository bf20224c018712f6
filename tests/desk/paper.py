"""A written profile of the invented network, and the steps a product goes through."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.desk.analyse import Question, write_finding
from khabar.desk.analyse import Typed as TypedFinding
from khabar.desk.composing import Typed
from khabar.desk.product import approve_product, read_product, submit_product, write_product
from khabar.desk.release import release_product
from khabar.safeguards import Purpose
from khabar.storage.models.accounts import Account
from tests.conftest import Seats
from tests.desk.network import Network
from tests.desk.test_analyse_finding import DRAFT
from tests.dissemination.samples import CatalogueWords

WORDS = CatalogueWords("en")


@dataclass
class Paper:
    """Zarina writes, Nazar approves and releases; the clock moves as they go."""

    sit: Seats
    net: Network = field(default_factory=Network)
    calls: str = ""

    def ground(self) -> None:
        """A network of four things, and Zarina's finding on it."""
        self.sit.clock.move(days=10)
        self.net.thing("karim", "Фарҳод Каримзода", role="subject", birthDate="1979-03-14")
        self.net.thing("ulug", "Ulugʻbek T.")
        self.net.thing("phone", "+992 000 10 04 18", schema="Phone")
        self.calls = self.net.says("karim", "Uses", "phone", grade="A1", origin="billing")
        self.net.says("karim", "Associate", "ulug", grade="B4", origin="tj-17")

    def finding(self) -> str:
        zarina = self.sit("zarina", Purpose.CASE)
        question = Question(entities=("karim", "ulug", "phone"))
        written = write_finding(
            zarina, TypedFinding(draft=DRAFT, speaks_for=(self.calls,), picture=question)
        )
        return written.uid

    def typed(self, **changed: object) -> Typed:
        form: dict[str, object] = {
            "findings": (),
            "kind": "profile",
            "title": "Farhod Karimzoda",
            "language": "en",
            "question": "Does Karimzoda direct the transports?",
            "asked_by": "Tasking meeting",
            "legal_basis": "Art. 200, approved 18 October",
            "subject": "karim",
            "alternatives": "He only lends the vehicles.",
            "gaps": "Who pays?",
            "recommendations": "Develop; no arrest yet.",
            "distribution": "TJ-DCA head of unit",
            "expires_on": "2027-04-01",
        }
        return Typed(**{**form, **changed})  # type: ignore[arg-type]

    def write(self, **changed: object) -> str:
        typed = self.typed(**{"findings": (self.finding(),), **changed})
        return write_product(self.sit("zarina", Purpose.CASE), typed)

    def approve(self, number: str, verdict: str = "approved", reason: str = "") -> None:
        submit_product(self.sit("zarina", Purpose.CASE), number)
        nazar = self.sit("nazar", Purpose.DECIDE)
        seen = read_product(nazar, number).row.content_hash
        approve_product(nazar, number, seen_hash=seen, verdict=verdict, reason=reason)

    def release(self, number: str, to: str, **more: str) -> str:
        self.sit.clock.move(hours=1)
        return release_product(self.sit("nazar", Purpose.DECIDE), number, to=person(to), **more)

    def released(self, to: str = "dilshod") -> tuple[str, str]:
        """(number, uid of the release) of a product that went the whole way."""
        number = self.write()
        self.approve(number)
        return number, self.release(number, to)


def person(username: str) -> str:
    """The form's value for a recipient of this node."""
    return f"person:{Account.objects.get(username=username).uid}"
