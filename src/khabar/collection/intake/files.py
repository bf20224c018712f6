"""Bytes of a published file → its rows as text, or a fault that says where it stops being one."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence

from khabar.core.errors import Fault

GZIP = b"\x1f\x8b"
LARGEST = 256 * 1024 * 1024  # unpacked; the real list is 2 MB: more is a mistake or an attack
END_OF_FILE = "\x1a"


def open_text(name: str, content: bytes, columns: Sequence[str], faults: list[Fault]) -> list[str]:
    """Unpack, decode as UTF-8 (ASCII is part of it) and split into rows without line ends.

    name     "sdn": the fault says sdn.csv
    columns  names of the fields, to say in which one a wrong byte stands
    faults   what is wrong is added here; then no rows come back
    """
    try:
        plain = _unpack(content)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        faults.append(_fault(name, 0, "file-cut"))
        return []
    except OverflowError:
        faults.append(_fault(name, 0, "file-large", megabytes=LARGEST // 1024**2))
        return []
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        faults.append(_wrong_byte(name, plain, wrong.start, columns))
        return []
    if "\0" in text:  # UTF-16 of plain English decodes as UTF-8 with NULs
        faults.append(_wrong_byte(name, plain, plain.index(0), columns))
        return []
    return list(_rows(text))


def _unpack(content: bytes) -> bytes:
    if not content.startswith(GZIP):
        return content
    reader = zlib.decompressobj(wbits=31)
    plain = reader.decompress(content, LARGEST)
    if reader.unconsumed_tail:
        raise OverflowError
    if not reader.eof:
        raise EOFError
    return plain


def _rows(text: str) -> Iterator[str]:
    """Empty rows stay, so that rows keep the numbers an editor shows."""
    for line in text.removesuffix(END_OF_FILE).split("\n"):
        yield line.removesuffix("\r")


def field_at(columns: Sequence[str], row: str) -> str:
    """The name of the field in which this beginning of a row ends."""
    reached = len(next(csv.reader([row]), []))
    return columns[min(max(reached, 1), len(columns)) - 1]


def _wrong_byte(name: str, plain: bytes, at: int, columns: Sequence[str]) -> Fault:
    before = plain[plain.rfind(b"\n", 0, at) + 1 : at].decode("ascii", "replace")
    row = plain.count(b"\n", 0, at) + 1
    column = field_at(columns, before.replace("\0", " "))
    return _fault(name, row, "encoding", column, byte=f"0x{plain[at]:02X}")


def _fault(name: str, row: int, code: str, column: str = "", **facts: object) -> Fault:
    facts = {"file": f"{name}.csv", "row": row, "field": column, **facts}
    return Fault(where=f"{name}.csv:{row}:{column}", code=f"lists.{code}", facts=facts)
