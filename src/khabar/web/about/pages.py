"""The source, offered to everyone who uses the pages (AGPL-3.0, section 13)."""

from __future__ import annotations

import io
import tarfile
from functools import cache
from pathlib import Path

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from khabar.web.request import DeskRequest

PACKAGE = Path(__file__).resolve().parents[2]


def source_page(request: DeskRequest) -> HttpResponse:
    """What this is, under which licence, and where its source is: here."""
    return render(
        request, "about/source.html", {"no_intelligence": True, "kilobytes": len(_packed()) // 1024}
    )


def source_file(_request: DeskRequest) -> FileResponse:
    """The source as it runs now, without the network."""
    return FileResponse(io.BytesIO(_packed()), as_attachment=True, filename="khabar.tar.gz")


@cache
def _packed() -> bytes:
    """The package folder, compressed; caches of the interpreter stay out."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as archive:
        for file in sorted(PACKAGE.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.add(file, arcname=str(Path("khabar") / file.relative_to(PACKAGE)))
    return into.getvalue()
