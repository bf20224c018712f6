"""Partners around the test's node TJ, and a report of its own that may go to UZ. All invented."""

from __future__ import annotations

from khabar.collation import draft
from khabar.core.ids import random_ids
from khabar.exchange import NodeCard, key_text, sign_card
from khabar.safeguards import Handling, Label, Level, releasable_to_nodes
from khabar.storage import labels, peers, statements
from khabar.storage.connection import together
from khabar.storage.keys import node_keys
from khabar.storage.models.accounts import Account, Agency, CaseFile
from khabar.storage.models.collection import Item, Origin, Report
from khabar.storage.models.evaluation import Evaluation
from tests.cast import CASE, NIGHT, OPERATION
from tests.exchange.making import HUB, KZ, UZ, Node

NUMBER = "TJ-DCA-2026-7KQ4M"
FOR_UZ = Label(
    level=Level.RESTRICTED, originator="TJ-DCA", handling=Handling.H2,
    releasable=releasable_to_nodes("TJ", "UZ"), compartment=OPERATION,
)  # fmt: skip
GROUND = "Seen twice at night at the river bank handing bundles over to a van"


def me() -> Node:
    """The test's own node, as its partners know it."""
    keys = node_keys()
    return Node("TJ", "node", keys.signing, keys.identity)


def pin_partners(*, via: str = "HUB", address: str = "") -> None:
    for node in (HUB, UZ, KZ):
        card = NodeCard(
            v=1, code=node.code, name=node.code, role=node.role, recipient=node.peer.recipient,
            signing=key_text(node.signing.public_key()), address=address,
        )  # fmt: skip
        with together():
            peers.pin(card, token=sign_card(card, node.signing), address=address,
                      via="" if node is HUB else via, at=NIGHT, by=None)  # fmt: skip


def keep_report(
    number: str = NUMBER, *, label: Label = FOR_UZ, text: str = "Farhod K. drives van 00 O 417."
) -> str:
    """An accepted report with one graded item and three statements; → uid of the item."""
    with together():
        label_id = labels.intern(label)
        CaseFile.objects.filter(uid=CASE).update(
            ground=GROUND, offence="Drug trafficking, art. 200"
        )
        report = Report.objects.create(
            uid=random_ids(), number=number, agency=Agency.objects.get(code="TJ-DCA"),
            unit="Unit 1", author=Account.objects.get(username="rustam"),
            case=CaseFile.objects.get(uid=CASE), event_text="17.10.2026", event_precision="day",
            event_zone="Asia/Dushanbe", event_from=NIGHT, event_to=NIGHT, place_text="Darvoz",
            recorded_at=NIGHT, submitted_at=NIGHT, legal_basis="ORD law, art. 8", state="accepted",
            origin_node="TJ", label_id=label_id,
        )  # fmt: skip
        item = Item.objects.create(
            uid=random_ids(), report=report, seq=1, text=f"My cousin says: {text}",
            sanitised_text=text, how_known="told", known_to="many", state="accepted",
            origin=Origin.objects.create(uid=random_ids(), kind="source"), label_id=label_id,
        )  # fmt: skip
        item.evaluation = Evaluation.objects.create(
            uid=random_ids(), item=item, scheme="4x4", source_code="B", information_code="2",
            verdict="accepted", evaluator=Account.objects.get(username="madina"), at=NIGHT,
            origin_node="TJ", label_id=label_id,
        )  # fmt: skip
        item.save()
        van, man, cousin = random_ids(), random_ids(), random_ids()
        statements.keep(
            [
                draft(van, "Vehicle", "plate", "00 O 417").draft,
                draft(man, "Person", "name", "Farhod K").draft,
                draft(cousin, "Person", "name", "Bahrom Safarov").draft,
            ],
            item=item.uid, label=label_id, by=None, at=NIGHT, ids=random_ids,
        )  # fmt: skip
    return item.uid


def refute(item_uid: str) -> None:
    """What the evaluators' desk does when an item falls."""
    with together():
        item = Item.objects.get(uid=item_uid)
        item.evaluation = Evaluation.objects.create(
            uid=random_ids(), item=item, scheme="4x4", source_code="B", information_code="2",
            verdict="refuted", reason_code="contradicted", at=NIGHT, origin_node="TJ",
            label_id=item.label_id,
        )  # fmt: skip
        item.state = "refuted"
        item.save()
