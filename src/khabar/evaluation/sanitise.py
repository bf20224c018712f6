"""Sanitising: words that would lead a reader to the source.

comes in    the text as reported; the text another hand wrote for those who receive it
goes out    Traces in the one, leak warnings in the other, each with its place in the text
never       says a text is safe: a warning passed is no safety, and no warning is none either
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """A place in a text that points at the source.

    kind        "kin", "role", "name", "phone", "place" near words like "heard from";
                "kept" carried over from such a place; "unchanged", "verbatim": whole texts
    start, end  characters of the text it was looked for in; start < end
    words       what stands there
    """

    kind: str
    start: int
    end: int
    words: str

    @property
    def blocks(self) -> bool:
        """Must be written differently before the text goes on; a verbatim run only warns."""
        return self.kind != "verbatim"


LONGEST_RUN = 9
"""Words taken over in one piece before we say that the source's own speech shows."""


def traces(raw: str) -> tuple[Leak, ...]:
    """Where the reported text tells who knew it: for the left column of the desk.

    →  oldest place first, never overlapping
    """
    found = [leak for start, end in _about_the_teller(raw) for leak in _in_clause(raw, start, end)]
    return _apart(found)


def leaks(raw: str, sanitised: str) -> tuple[Leak, ...]:
    """What still points at the source in the text written for others.

    raw        the text as reported
    sanitised  the text to judge; places in the result are places in it
    →          first place first, never overlapping; () is no proof of safety
    """
    if not sanitised.strip():
        return ()
    if _plain(raw) == _plain(sanitised) and traces(raw):
        return (Leak(kind="unchanged", start=0, end=len(sanitised), words=sanitised),)
    found = list(traces(sanitised))
    for trace in traces(raw):
        found += _kept(trace, sanitised)
    return _apart(found) or _verbatim(raw, sanitised)


def needs_another_text(how_known: str) -> bool:
    """Whether a person's word stands behind it: such a text never travels as it was told."""
    return how_known == "told"


_WORDS: dict[str, list[str]] = tomllib.loads(
    (files("khabar.evaluation") / "source_words.toml").read_text("utf-8")
)
_STILL = frozenset(_WORDS["still"])


_NOT_NAMES = frozenset(_WORDS["not_names"])


def _any_of(key: str) -> re.Pattern[str]:
    """Any listed beginning with its ending; short ones take two letters at most."""
    longest_first = sorted(_WORDS[key], key=len, reverse=True)
    endings = (
        re.escape(word) + (r"[\w'ʻ’]*" if len(word) > 4 else r"\w{0,2}(?!\w)")
        for word in longest_first
    )
    return re.compile(r"(?<![\w-])(?:" + "|".join(endings) + ")")


_BEFORE, _AFTER = _any_of("before"), _any_of("after")
_LISTED = {kind: _any_of(kind) for kind in ("kin", "role", "place")}
_NAME = re.compile(r"(?<![\w.])[A-ZА-ЯЁҒҚҲҶӢӮЎ][\w'ʻ’]{2,}(?:-[\w'ʻ’]+)*")
_PHONE = re.compile(r"\+?\d[\d\s()-]{6,}\d")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_CLAUSE = re.compile(r"[^,;:–—]+")
_TOKEN = re.compile(r"[\w'ʻ’-]+")


def _about_the_teller(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the clauses that speak of who told it."""
    for sentence in _SENTENCE.finditer(text):
        told = named_next = False
        for clause in _CLAUSE.finditer(text, sentence.start(), sentence.end()):
            words = clause.group().lower().replace("’", "'")
            before, after = _BEFORE.search(words), _AFTER.search(words)
            first = _TOKEN.search(words)
            told = named_next or (told and first is not None and first.group() in _STILL)
            if before:
                yield clause.start() + before.end(), clause.end()
            elif after:
                yield clause.start(), clause.start() + after.start()
            elif told:
                yield clause.span()
            told = told or bool(before or after)
            named_next = bool(before) and not _TOKEN.search(words, before.end() if before else 0)


def _in_clause(text: str, start: int, end: int) -> Iterator[Leak]:
    lower = text.lower()
    for kind, listed in _LISTED.items():
        for hit in listed.finditer(lower, start, end):
            yield _leak(kind, hit, text)
    for hit in _PHONE.finditer(text, start, end):
        yield _leak("phone", hit, text)
    for hit in _NAME.finditer(text, start, end):
        if hit.group().lower() not in _NOT_NAMES:
            yield _leak("name", hit, text)


def _kept(trace: Leak, sanitised: str) -> Iterator[Leak]:
    """The same word or number, whatever its ending, anywhere in the other text."""
    if trace.kind == "phone":
        digits = re.sub(r"\D", "", trace.words)
        same = [hit for hit in _PHONE.finditer(sanitised) if re.sub(r"\D", "", hit[0]) == digits]
    elif trace.kind in ("name", "role"):
        stem = re.escape(_stem(trace.words))
        same = list(re.finditer(rf"(?<!\w){stem}\w*", sanitised, re.IGNORECASE))
    else:
        same = []
    for hit in same:
        yield Leak(kind="kept", start=hit.start(), end=hit.end(), words=hit.group())


def _verbatim(raw: str, sanitised: str) -> tuple[Leak, ...]:
    spoken = f" {_plain(raw)} "
    tokens = list(_TOKEN.finditer(sanitised))
    for at in range(len(tokens) - LONGEST_RUN + 1):
        run = tokens[at : at + LONGEST_RUN]
        if f" {' '.join(token.group().lower() for token in run)} " in spoken:
            start, end = run[0].start(), run[-1].end()
            return (Leak(kind="verbatim", start=start, end=end, words=sanitised[start:end]),)
    return ()


def _leak(kind: str, hit: re.Match[str], text: str) -> Leak:
    start, end = hit.span()
    return Leak(kind=kind, start=start, end=end, words=text[start:end])


def _apart(found: list[Leak]) -> tuple[Leak, ...]:
    """First the longest of those that begin together; none inside another."""
    kept: list[Leak] = []
    for leak in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or leak.start >= kept[-1].end:
            kept.append(leak)
    return tuple(kept)


def _stem(word: str) -> str:
    return word.lower()[: max(4, len(word) - 2)]


def _plain(text: str) -> str:
    return " ".join(token.group().lower() for token in _TOKEN.finditer(text))
