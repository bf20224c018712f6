"""The night of 24 October, invented: who is said to move what, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass

from tests.desk.network import Network

PEOPLE = {
    "karim": ("Каримзода Фарҳод", "subject"),
    "bahrom": ("Bahrom S.", "subject"),
    "nargis": ("“Nargis S.”", "subject"),
    "ulug": ("Ulugʻbek T.", "subject"),
    "jamshed": ("Jamshed R.", "contact"),
    "odil": ("Odil", "contact"),
    "witness": ("Witness 3", "witness"),
}
THINGS = {
    "phone": ("+992 000 10 04 18", "Phone"),
    "far-phone": ("+998 000 22 00 31", "Phone"),
    "handset": ("IMEI 350000000000417", "Device"),
    "truck": ("00 О 417", "Vehicle"),
    "firm": ("Sabo-Trans Demo", "Organisation"),
    "store": ("Vahdat store", "Place"),
    "post": ("Fotehobod post", "Place"),
    "far-store": ("Tashkent store", "Place"),
    "load": ("38 kg", "Consignment"),
    "wallet": ("W-1", "Account"),
}
SAID = (
    ("karim", "Uses", "phone", "A1", "billing", "2026-10-02"),
    ("phone", "LinkedTo", "handset", "A1", "billing", ""),
    ("karim", "Pays", "bahrom", "B2", "tj-17", "2026-10-20"),
    ("karim", "Owns", "firm", "A1", "registry", ""),
    ("firm", "Owns", "truck", "A1", "registry", ""),
    ("truck", "SeenAt", "post", "A1", "border", "2026-10-24"),
    ("jamshed", "MemberOf", "firm", "X4", "tj-21", ""),
    ("load", "SeenAt", "store", "X4", "tj-17", "2026-10-23"),
    ("load", "SeenAt", "store", "X4", "cousin-1", "2026-10-23"),
    ("load", "SeenAt", "store", "X4", "cousin-2", "2026-10-23"),
    ("ulug", "Uses", "far-phone", "A1", "billing-uz", "2026-10-01"),
    ("ulug", "ResidesAt", "far-store", "A1", "registry-uz", ""),
    ("karim", "Associate", "nargis", "X4", "tj-21", "2026-10-18"),
    ("nargis", "Uses", "wallet", "A1", "fiu", ""),
    ("odil", "Associate", "nargis", "B2", "watch", "2026-10-19"),
    ("witness", "Associate", "jamshed", "X4", "witness", ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Statements that findings lean on: drives and calls speak for it, fruit against."""

    drives: str
    calls: str
    fruit: str


def told(net: Network) -> Night:
    """Tell the night; one line rests on three reports of one origin, one is refuted."""
    for uid, (name, role) in PEOPLE.items():
        net.thing(uid, name, role=role)
    for uid, (name, kind) in THINGS.items():
        net.thing(uid, name, schema=kind)
    for left, word, right, grade, origin, day in SAID:
        net.says(left, word, right, grade=grade, origin=origin, on=day)
    net.join_origins("tj-17", "cousin-1")
    net.join_origins("cousin-1", "cousin-2")
    net.refute(net.says("odil", "MemberOf", "firm", grade="X4", origin="uz-05"))
    return Night(
        drives=net.says("bahrom", "Drives", "truck", grade="A1", origin="watch", on="2026-10-24"),
        calls=net.says(
            "phone", "Calls", "far-phone", grade="A1", origin="billing", on="2026-10-24"
        ),
        fruit=net.says("truck", "Carries", "load", grade="C2", origin="customs", on="2026-10-06"),
    )
