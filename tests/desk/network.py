"""Invented reports put straight into the store: who is said to do what, how well it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from khabar.collation import claim_digest, draft
from khabar.collation.ontology import schema
from khabar.safeguards import Label
from khabar.storage import labels
from khabar.storage.connection import together
from khabar.storage.models.accounts import Account, Agency, CaseFile
from khabar.storage.models.collation import Entity, Judgement, Statement
from khabar.storage.models.collection import Item, Origin, Report
from khabar.storage.models.evaluation import Evaluation, OriginJoin
from khabar.storage.models.evaluation_extra import Predicate
from tests.cast import CASE, CASE_LABEL

AT = datetime(2026, 10, 24, 19, tzinfo=UTC)


@dataclass
class Network:
    """Each `says` is one report with one item of one origin; names are uids too."""

    label: Label = CASE_LABEL
    numbers: count[int] = field(default_factory=lambda: count(1))

    def thing(self, uid: str, name: str, **values: str) -> str:
        """An entity without links; its name comes from an A1 record."""
        kind = values.pop("schema", "Person")
        Entity.objects.get_or_create(
            uid=uid, defaults={"schema": kind, "origin_node": "TJ", "created_at": AT}
        )
        title = schema(kind).title[0]
        self._keep(uid, kind, {title: name, **values}, grade="A1", origin=f"register-{uid}")
        if values.get("role") == "subject":
            self.predicate(uid)
        return uid

    def predicate(self, uid: str) -> None:
        """Why this person is a subject: written by Zarina, approved by Nazar."""
        people = {row.username: row for row in Account.objects.all()}
        Predicate.objects.create(
            uid=f"why-{uid}", entity=Entity.objects.get(uid=uid), facts="Invented.",
            offence="Art. 200", offence_group="trafficking", digest="0",
            writer=people["zarina"], written_at=AT, approver=people["nazar"], approved_at=AT,
            label_id=labels.intern(self.label),
        )  # fmt: skip

    def says(
        self,
        left: str,
        word: str,
        right: str,
        *,
        grade: str = "X4",
        origin: str = "tj-17",
        link: str | None = None,
        on: str = "",
        label: Label | None = None,
    ) -> str:
        """Somebody says that left does word to right.  →  uid of the first end's statement"""
        ends = schema(word).ends
        assert ends
        uid = link or f"{left}-{word}-{right}"
        Entity.objects.get_or_create(
            uid=uid, defaults={"schema": word, "origin_node": "TJ", "created_at": AT}
        )
        values = {ends[0]: left, ends[1]: right} | ({"date": on} if on else {})
        return self._keep(uid, word, values, grade=grade, origin=origin, label=label)

    def _keep(
        self,
        uid: str,
        kind: str,
        values: dict[str, str],
        *,
        grade: str,
        origin: str,
        label: Label | None = None,
    ) -> str:
        n = next(self.numbers)
        first = ""
        with together():
            row = self._item(n, grade, origin, labels.intern(label or self.label))
            for prop, text in values.items():
                is_ref = schema(kind).props[prop].kind == "ref"
                words = draft(uid, kind, prop, text, ref_uid=text if is_ref else None).draft
                kept = Statement.objects.create(
                    uid=f"s{n}-{prop}",
                    item=row,
                    entity=Entity.objects.get(uid=uid),
                    schema=kind,
                    prop=prop,
                    kind=words.kind,
                    value_raw=words.value_raw,
                    value_norm=words.value_norm,
                    ref_entity=Entity.objects.get(uid=text) if is_ref else None,
                    method="typed",
                    claim_digest=claim_digest(words, row.uid),
                    asserted_at=AT,
                    origin_node="TJ",
                    label_id=row.label_id,
                )
                first = first or kept.uid
        return first

    def _item(self, n: int, grade: str, origin: str, label_id: int) -> Item:
        report = Report.objects.create(
            uid=f"r{n}",
            number=f"TJ-DCA-2026-{n:06}",
            agency=Agency.objects.get(code="TJ-DCA"),
            author=Account.objects.get(username="rustam"),
            case=CaseFile.objects.get(uid=CASE),
            event_from=AT,
            event_to=AT,
            recorded_at=AT,
            state="accepted",
            origin_node="TJ",
            label_id=label_id,
        )
        source, _ = Origin.objects.get_or_create(uid=origin, defaults={"kind": "human"})
        row = Item.objects.create(
            uid=f"i{n}",
            report=report,
            seq=1,
            text=f"What report {n} says, invented.",
            how_known="direct",
            origin=source,
            state="accepted",
            label_id=label_id,
        )
        row.evaluation = Evaluation.objects.create(
            uid=f"e{n}",
            item=row,
            scheme="4x4",
            source_code=grade[0],
            information_code=grade[1],
            verdict="accepted",
            at=AT,
            origin_node="TJ",
            label_id=label_id,
        )
        row.save()
        return row

    def refute(self, statement: str) -> None:
        """The item under a statement is refuted."""
        with together():
            Item.objects.filter(statement__uid=statement).update(state="refuted")

    def regrade(self, statement: str, grade: str) -> None:
        with together():
            row = Item.objects.get(statement__uid=statement)
            old = row.evaluation
            assert old
            row.evaluation = Evaluation.objects.create(
                uid=f"{old.uid}-again",
                item=row,
                scheme="4x4",
                source_code=grade[0],
                information_code=grade[1],
                verdict="accepted",
                at=AT,
                origin_node="TJ",
                label_id=row.label_id,
            )
            row.save()

    def end(self, statement: str) -> None:
        """A list takes a statement back: it ends when that batch is published."""
        with together():
            Statement.objects.filter(uid=statement).update(ended_by_id=labels.intern(self.label))

    def withdraw(self, statement: str) -> None:
        with together():
            Statement.objects.filter(uid=statement).delete()

    def join_origins(self, left: str, right: str) -> None:
        with together():
            OriginJoin.objects.create(
                uid=f"{left}+{right}",
                left=Origin.objects.get(uid=left),
                right=Origin.objects.get(uid=right),
                by=Account.objects.get(username="madina"),
                at=AT,
                reason="cousins",
                label_id=labels.intern(self.label),
            )

    def judge_same(self, left: str, right: str) -> None:
        with together():
            Judgement.objects.create(
                uid=f"{left}={right}",
                left=Entity.objects.get(uid=left),
                right=Entity.objects.get(uid=right),
                verdict="same",
                reason="one man",
                by=Account.objects.get(username="zarina"),
                at=AT,
                label_id=labels.intern(self.label),
            )
