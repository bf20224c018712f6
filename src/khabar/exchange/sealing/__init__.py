"""Seal: exact bytes, one signature form, one age file.

comes in    records and their parts; keys as arguments
goes out    a sealed package, or an opened one whose every byte was checked
never       writes a decrypted byte anywhere before the signature and all hashes held
"""

from khabar.exchange.sealing.envelope import (
    PACKAGE_BYTES,
    Opened,
    PackageRefused,
    Sealed,
    is_for,
    open_letter,
    open_package,
    seal_letter,
    seal_package,
)
from khabar.exchange.sealing.jws import SignatureRefused, claimed, kid_of, sign, verified
from khabar.exchange.sealing.strict import (
    JsonRefused,
    as_bytes,
    read_lines,
    read_object,
    read_record,
)

__all__ = [
    "PACKAGE_BYTES",
    "JsonRefused",
    "Opened",
    "PackageRefused",
    "Sealed",
    "SignatureRefused",
    "as_bytes",
    "claimed",
    "is_for",
    "kid_of",
    "open_letter",
    "open_package",
    "read_lines",
    "read_object",
    "read_record",
    "seal_letter",
    "seal_package",
    "sign",
    "verified",
]
