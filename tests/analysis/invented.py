"""An invented network: Karimzoda, his driver, a truck, a phone – and Odil, who is incidental."""

from khabar.analysis import Category, Inferred, Support, Thing, Tie
from khabar.evaluation import Grade


def person(uid: str, category: Category = Category.CONTACT) -> Thing:
    return Thing(uid=uid, schema="Person", name=uid.title(), category=category, members=(uid,))


def thing(uid: str, schema: str = "Phone") -> Thing:
    return Thing(uid=uid, schema=schema, name=uid.upper(), members=(uid,))


def said(
    item: str,
    *,
    grade: str = "X2",
    origin: str = "one",
    standing: str = "live",
    denies: bool = False,
    on: str = "",
) -> Support:
    return Support(
        statements=(f"s-{item}",),
        item=item,
        report=f"R-{item}",
        grade=Grade(source=grade[0], information=grade[1]),
        origin=origin,
        standing=standing,
        denies=denies,
        first=on,
        last=on,
    )


def tie(left: str, right: str, *supports: Support, schema: str = "Uses") -> Tie:
    return Tie(
        uid=f"{schema}:{left}:{right}",
        schema=schema,
        left=left,
        right=right,
        directed=True,
        links=(f"l-{left}-{right}",),
        supports=supports,
    )


def concluded(left: str, right: str) -> Inferred:
    return Inferred(
        uid=f"inferred:{left}:{right}",
        schema="Supplies",
        left=left,
        right=right,
        finding="f1",
        number="A-2026-000001",
        probability="likely",
        confidence="low",
        stale=False,
    )
