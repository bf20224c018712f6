"""Numbers that name a thing: read them, keep them as written beside the reading.

A number that cannot be read is kept and found as text; it is never dropped. `fault` says why it
could not be read, in words that a form can show beside the field.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers

from khabar.core.errors import Fault

LOOK_ALIKES = str.maketrans("АВЕЁКМНОРСТУХІЈЅ", "ABEEKMHOPCTYXIJS")
REGION_OF_CALLING_CODE = ("998", "992", "996", "993", "994", "93", "7")
IDENTIFIERS = frozenset(
    {"phone", "plate", "passport", "id", "list", "imei", "vin", "account", "email"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number as written and as read.

    norm    comparable form; None when it could not be read
    fault   what is wrong with it; a number may be readable and still have one (a bad check digit)
    """

    kind: str
    raw: str
    norm: str | None
    fault: Fault | None = None


def normalise_identifier(
    kind: str, text: str, country: str | None = None, *, field: str = "value"
) -> Identifier:
    """Read a number.

    kind     one of IDENTIFIERS
    text     as written, any script, any spacing
    country  ISO 3166 two letters: whose numbering plan a short phone number follows
    field    named in the fault
    →        never raises for a bad number: `norm` is None and `fault` says why
    """
    norm, code = _READERS[kind](text.strip(), country)
    fault = Fault(where=field, code=f"collation.{code}", facts={"text": text}) if code else None
    return Identifier(kind=kind, raw=text, norm=norm, fault=fault)


Reading = tuple[str | None, str | None]


def _phone(text: str, country: str | None) -> Reading:
    if any(sign.isalpha() for sign in text):
        return None, "phone-letters"
    digits = re.sub(r"\D", "", text)
    if not digits:
        return None, "phone-empty"
    for attempt, region in _phone_attempts(text, digits, country):
        try:
            number = phonenumbers.parse(attempt, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), None
    return None, "phone-length"


def _phone_attempts(text: str, digits: str, country: str | None) -> list[tuple[str, str | None]]:
    """International first; then a calling code without its "+"; then the country's own plan."""
    if text.startswith("+"):
        return [(text, None)]
    tries: list[tuple[str, str | None]] = []
    if digits.startswith("00"):
        tries.append(("+" + digits[2:], None))
    if len(digits) >= 11 and digits.startswith(REGION_OF_CALLING_CODE):
        tries.append(("+" + digits, None))
    if country:
        calling = phonenumbers.country_code_for_region(country.upper())
        tries += [(digits, country.upper()), (f"+{calling}{digits}", None)] if calling else []
    return tries


def _latin(text: str) -> str:
    """Upper case, Cyrillic letters that look Latin made Latin, only letters and digits kept."""
    return "".join(s for s in text.upper().translate(LOOK_ALIKES) if s.isalnum())


def _plate(text: str, country: str | None) -> Reading:
    del country  # the plate's country is a statement of its own
    norm = _latin(text)
    if not 4 <= len(norm) <= 10 or not any(s.isdigit() for s in norm):
        return None, "plate-shape"
    return norm, None


def _passport(text: str, country: str | None) -> Reading:
    del country
    norm = _latin(text.replace("№", "").replace("No.", ""))
    if not 5 <= len(norm) <= 20 or sum(s.isdigit() for s in norm) < 4:
        return None, "passport-shape"
    return norm, None


def _id(text: str, country: str | None) -> Reading:
    del country
    norm = _latin(text)
    return (norm, None) if norm else (None, "id-empty")


def _imei(text: str, country: str | None) -> Reading:
    del country
    digits = re.sub(r"[\s./-]", "", text)
    if not digits.isdecimal() or len(digits) not in (14, 15, 16):
        return None, "imei-shape"
    wrong = len(digits) == 15 and not _luhn(digits)
    return digits[:14], "imei-check" if wrong else None


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _vin(text: str, country: str | None) -> Reading:
    del country
    norm = _latin(text)
    return (norm, None) if len(norm) == 17 and not set(norm) & set("IOQ") else (None, "vin-shape")


def _email(text: str, country: str | None) -> Reading:
    del country
    good = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text)
    return (text.casefold(), None) if good else (None, "email-shape")


_READERS: dict[str, Callable[[str, str | None], Reading]] = {
    "phone": _phone,
    "plate": _plate,
    "passport": _passport,
    "id": _id,
    "list": _id,
    "imei": _imei,
    "vin": _vin,
    "account": _id,
    "email": _email,
}
