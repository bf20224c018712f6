"""Numbers in the remarks: which paper, which number, who issued it."""

import re
from typing import NamedTuple

PASSPORTS = (
    "Diplomatic Passport", "U.S.A. Passport", "Passport Booklet", "Passport",
    "British National Overseas Passport", "Stateless Person Passport",
)  # fmt: skip
COINS = (
    "XBT", "ETH", "LTC", "ZEC", "DASH", "BTG", "ETC", "BSV", "BCH", "XVG", "USDT", "XRP", "XMR",
)  # fmt: skip
UNNUMBERED = ("SWIFT/BIC", "Email Address")
TAX = (
    "NIT #", "R.F.C.", "RFC", "RUC #", "RIF #", "RTN", "Tax ID No.", "V.A.T. Number", "US FEIN",
    "Italian Fiscal Code", "C.U.I.T.", "C.I.F.", "Fiscal Code",
    "Numero Unico de Identificacao Tributaria (NUIT)",
)  # fmt: skip
REGISTERED = (
    "Registration Number", "Registration ID", "UK Company Number", "Company Number",
    "Commercial Registry Number", "Business Registration Document # CUD",
    "Business Registration Document #", "Business Registration Number", "Business Number",
    "Matricula Mercantil No", "Folio Mercantil No.", "Chamber of Commerce Number",
    "Dubai Chamber of Commerce Membership No.", "Public Registration Number",
    "Certificate of Incorporation Number", "Trade License No.", "Enterprise Number",
    "Registered Charity No.", "Legal Entity Number", "Branch Unit Number", "C.R. No.",
    "Government Gazette Number", "United Social Credit Code Certificate (USCCC)",
    "Unified Social Credit Code (USCC)",
)  # fmt: skip
PAPERS = (
    "Cedula No.", "Cedula de Ciudadania", "Cedula de Residencia", "C.U.R.P.", "C.U.I.P.", "C.U.I.",
    "National ID No.", "National Foreign ID Number", "Identification Number IMO",
    "Identification Number", "Turkish Identification Number", "Turkish Identificiation Number",
    "Personal ID Card", "Citizen's Card Number", "Kenyan ID No.", "Tazkira National ID Card",
    "Tazkira", "Numero de Identidad", "Electoral Registry No.", "Credencial electoral", "I.F.E.",
    "D.N.I.", "LE Number", "SSN", "Driver's License No.", "Cartilla de Servicio Militar Nacional",
    "Residency Number", "Birth Certificate Number", "Travel Document Number", "VisaNumberID",
    "Immigration No.", "Pilot License Number", "Stateless Person ID Card", "Refugee ID Card",
    "D-U-N-S Number", "SWIFT/BIC", "BIK (RU)", "BIK", "License", "File Number", "SRE Permit No.",
    "Serial No.", "Chinese Commercial Code", "MMSI", "Aircraft Mode S Transponder Code",
    "Afghan Money Service Provider License Number", "Company Number IMO",
    "Public Security and Immigration No.", "Aircraft Serial Identification", "N.I.E.",
    *(f"Digital Currency Address - {coin}" for coin in COINS),
)  # fmt: skip
VESSELS = ("Vessel Registration Identification IMO", "Vessel Registration Identification")
TAILS = ("Aircraft Tail Number",)
SERIALS = (
    "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Manufacturer's Serial Number",
    "Aircraft Construction Number (also called L/N or S/N or F/N)", "Aircraft Construction Number",
)  # fmt: skip
PHONES = ("Telephone No.", "Telephone", "Phone Number", "Phone No.", "PHONE", "Phone")
FAXES = ("Fax No.", "FAX", "Fax")
PROPS: dict[str, str] = {
    **dict.fromkeys(PAPERS, "idNumber"),
    **dict.fromkeys(PASSPORTS, "passportNumber"),
    **dict.fromkeys(TAX, "taxNumber"),
    **dict.fromkeys(REGISTERED, "registrationNumber"),
    **dict.fromkeys(VESSELS, "imo"),
    **dict.fromkeys(TAILS, "registrationNumber"),
    **dict.fromkeys(SERIALS, "serialNumber"),
    **dict.fromkeys(PHONES, "phone"),
    **dict.fromkeys(FAXES, "phone"),
    "Email Address": "email",
}
"""How the publisher calls the number → our property. What a schema does not know of these
(a company's passport) becomes its idNumber."""

_HEAD = re.compile(
    "(" + "|".join(re.escape(kind) for kind in sorted(PROPS, key=len, reverse=True)) + r")[:\s(]"
)
_ENDS = re.compile(
    r"\s+\((?!\d)[^()]*\)(?!\w)|\s+(?:issued|expires|exp\.|Expires|Issued)\b|\s+\(\d{4}\)$"
)
_ISSUER = re.compile(r"\(([^()\d]{2,})\)(?!\w)")


class Paper(NamedTuple):
    """A numbered paper as the publisher wrote it.

    kind    "Cedula No.", "Passport"; his words
    number  as printed
    issuer  country or places, "Jalisco, Mexico"; "" when he gave none
    """

    kind: str
    number: str
    issuer: str


def read_paper(clause: str) -> Paper | None:
    """Read "Cedula No. 16247821 (Colombia)"; None when the clause is no numbered paper."""
    found = _HEAD.match(clause + " ")
    if not found:
        return None
    rest = clause[found.end(1) :].lstrip(":# ")
    number = _number(_ENDS.split(rest, maxsplit=1)[0])
    if not any(sign.isdigit() for sign in number) and found[1] not in UNNUMBERED:
        return None
    issuers = _ISSUER.findall(rest)
    return Paper(found[1], number, ", ".join(issuer.strip() for issuer in issuers))


def _number(text: str) -> str:
    """Without the town that sometimes follows: "181301-1 Cali" is 181301-1."""
    words = text.split()
    while len(words) > 1 and words[-1].isalpha() and len(words[-1]) > 2:
        words.pop()
    return " ".join(words)
