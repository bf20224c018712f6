from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from khabar.dissemination import Change, Doubt, Kind, pdf, sheet
from khabar.dissemination.printed import spans
from tests.dissemination.samples import BOTH, COPY, EVIDENCE, CatalogueWords


def pages(printed: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(printed)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_the_same_sheet_gives_the_same_bytes(language: str) -> None:
    said = sheet(BOTH, COPY, CatalogueWords(language))

    assert pdf(said) == pdf(said)


def test_handling_copy_and_page_stand_on_every_page() -> None:
    long = replace(BOTH, evidence=tuple(replace(EVIDENCE[0], mark=f"E{n}") for n in range(1, 60)))

    printed = pages(pdf(sheet(long, COPY, CatalogueWords("en"))))

    assert len(printed) >= 3
    for number, page in enumerate(printed, start=1):
        assert "H2: not passed on" in page
        assert page.count("Copy 04") == 2
        assert "7C1F-04-9F2C" in page
        assert f"Page {number} of {len(printed)}" in page


def test_tajik_and_uzbek_letters_come_out_as_written() -> None:
    page = "\n".join(pages(pdf(sheet(BOTH, COPY, CatalogueWords("en")))))

    assert "Ваҳдат, кӯчаи Ғафуров, 12" in page
    assert "Ulugʻbek T." in page


def test_the_russian_print_says_the_russian_sentences_and_marks_the_rest() -> None:
    page = "\n".join(pages(pdf(sheet(BOTH, COPY, CatalogueWords("ru")))))

    assert "Каримзода руководит перевозками" in page
    assert "Who receives beyond Tashkent. No report. (en)" in page


def test_what_a_person_typed_is_never_markup() -> None:
    typed = '$ #read("/etc/passwd") [x] *y* _z_ <w> @ref // no'
    trick = replace(BOTH, wordings={}, alternatives=(typed,), gaps=(typed,))

    page = "\n".join(pages(pdf(sheet(trick, COPY, CatalogueWords("en")))))

    assert page.count(typed) == 2


def test_a_moved_ground_and_a_recall_are_printed_first() -> None:
    shaken = replace(
        COPY,
        doubts=(Doubt(mark="E3", change=Change.REFUTED, since=None),),
        recalled_on=date(2026, 11, 20),
        recall_reason="wrong vehicle",
    )

    page = "\n".join(pages(pdf(sheet(BOTH, shaken, CatalogueWords("en")))))

    assert page.index("Recalled on 20.11.2026") < page.index("Farhod Karimzoda")
    assert "Refuted since this was written: E3" in page


def test_a_preview_says_that_it_is_none_of_the_copies() -> None:
    preview = replace(COPY, number=None, trace=None, recipient=None, issued_on=None, answer_by=None)
    bulletin = replace(BOTH, kind=Kind.BULLETIN, subject=None)

    page = "\n".join(pages(pdf(sheet(bulletin, preview, CatalogueWords("en")))))

    assert "Preview, not a copy" in page
    assert "Trace" not in page


def test_an_expired_copy_says_so_before_all_else() -> None:
    late = replace(COPY, today=date(2027, 5, 7))

    page = "\n".join(pages(pdf(sheet(BOTH, late, CatalogueWords("en")))))

    assert page.index("Expired on 06.05.2027") < page.index("Farhod Karimzoda")


def test_marks_in_a_row_are_read_as_a_span() -> None:
    assert spans(["E1", "E2", "E3", "E5", "E7", "E8"]) == "E1–E3, E5, E7, E8"
    assert spans([]) == ""
