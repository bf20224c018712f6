"""What an analyst does with a product: list, write, read, revise, translate, hand over, recall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from khabar.core.errors import Invalid
from khabar.desk.composing import Typed
from khabar.desk.product import (
    Materials,
    list_products,
    materials,
    read_product,
    revise_product,
    submit_product,
    translate_product,
    write_product,
)
from khabar.desk.release import recall_product
from khabar.safeguards import Role
from khabar.web.product.forms import again, fresh, typed
from khabar.web.product.tongue import shown, strictest
from khabar.web.request import DeskRequest, text
from khabar.words import LANGUAGES, say

WRITERS = frozenset({Role.ANALYST, Role.SUPERVISOR, Role.LIAISON, Role.OVERSIGHT})


def list_page(request: DeskRequest) -> HttpResponse:
    sitting = request.sitting
    if sitting.purpose is None or not sitting.who.roles & WRITERS:
        return redirect("/products/inbox/")
    lines = list_products(sitting)
    context = {"lines": lines, "place": "list", "is_writer": _is_writer(request)}
    context |= {"shown_label": strictest(line.label for line in lines)}
    return render(request, "product/list.html", context)


def product_page(request: DeskRequest, number: str, version: int | None = None) -> HttpResponse:
    page = read_product(request.sitting, number, version)
    context = shown(request, page.row.product, page.preview)
    context |= {"page": page, "is_author": page.row.author_id == request.sitting.who.id}
    context |= {"decides": Role.SUPERVISOR in request.sitting.who.roles}
    return render(request, "product/page.html", context)


def write_page(request: DeskRequest) -> HttpResponse:
    if request.method == "POST":
        form = typed(request)
        try:
            number = write_product(request.sitting, form)
        except Invalid as wrong:
            return _form(request, _materials(request, form), form, wrong)
        return redirect(f"/products/{number}/")
    asked = tuple(request.GET.getlist("finding"))
    found = materials(request.sitting, findings=asked, subject=request.GET.get("subject", ""))
    if not found.chosen:
        return render(
            request,
            "product/choose.html",
            {"found": found, "missed": "kind" in request.GET} | {"shown_label": found.label},
        )
    return _form(request, found, fresh(request, found))


def revise_page(request: DeskRequest, number: str) -> HttpResponse:
    if request.method == "POST":
        form = typed(request)
        try:
            version = revise_product(request.sitting, number, form)
        except Invalid as wrong:
            return _form(request, _materials(request, form), form, wrong, number)
        return redirect(f"/products/{number}/{version}/")
    form = again(read_product(request.sitting, number))
    return _form(request, _materials(request, form), form, None, number)


def translate_page(request: DeskRequest, number: str, language: str) -> HttpResponse:
    page = read_product(request.sitting, number)
    product = page.row.product
    if language not in LANGUAGES:
        return redirect(f"/products/{number}/")
    if request.method == "POST":
        texts = {place: text(request, place) for place in product.texts()}
        translate_product(request.sitting, number, language, texts)
        return redirect(f"/products/{number}/?in={language}")
    done = product.wordings.get(language, {})
    rows = [(place, said, done.get(place, "")) for place, said in product.texts().items()]
    context = {"page": page, "rows": rows, "to": language, "to_word": _name(language)}
    return render(request, "product/translate.html", context | {"shown_label": page.label})


def submit_page(request: DeskRequest, number: str) -> HttpResponse:
    if request.method == "POST":
        submit_product(request.sitting, number)
    return redirect(f"/products/{number}/")


def recall_page(request: DeskRequest, number: str) -> HttpResponse:
    wrong = None
    if request.method == "POST":
        try:
            copies = request.POST.getlist("copy")
            recall_product(request.sitting, number, reason=text(request, "reason"), copies=copies)
        except Invalid as found:
            wrong = found
        else:
            return redirect(f"/products/{number}/")
    page = read_product(request.sitting, number)
    context = {"page": page, "faults": wrong and wrong.by_field, "shown_label": page.label}
    return render(request, "product/recall.html", context)


def _form(
    request: DeskRequest,
    found: Materials,
    form: Typed,
    wrong: Invalid | None = None,
    number: str = "",
) -> HttpResponse:
    languages = [(code, _name(code)) for code in LANGUAGES]
    context = {"found": found, "form": form, "number": number, "languages": languages}
    context |= {"faults": wrong.by_field if wrong else {}, "shown_label": found.label}
    return render(request, "product/write.html", context, status=400 if wrong else 200)


def _materials(request: DeskRequest, form: Typed) -> Materials:
    return materials(request.sitting, findings=form.findings, subject=form.subject)


def _is_writer(request: DeskRequest) -> bool:
    return Role.ANALYST in request.sitting.who.roles


def _name(language: str) -> str:
    return say(f"language.{language}", language)
