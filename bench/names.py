"""How well the fold and the scorer know the region's names: python3 dev bench names

Beside a plain string score (rapidfuzz token_sort_ratio) on the same pairs, in one run. Needs the
public data beside the clone (../shared/data); prints n everywhere.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from rapidfuzz import fuzz  # noqa: E402

from khabar.collation import fold, name_keys, similarity  # noqa: E402

DATA = HERE.parents[1] / "shared" / "data"
Score = Callable[[str, str], float]
SEED = 20261123


def main() -> None:
    if not DATA.exists():
        print("names: no public data beside the clone (../shared/data): SKIPPED")
        return
    print(f"{'rank-1 among the others of the set':58}{'n':>6}{'ours':>8}{'plain':>8}{'block':>8}")
    for title, pairs in _sets():
        some = random.Random(SEED).sample(pairs, min(150, len(pairs)))
        ours, plain = (_rank_one(some, score) for score in (_ours, _plain))
        print(f"{title:58}{len(some):>6}{ours:>8.3f}{plain:>8.3f}{_blocked(some):>8.3f}")
    _bench_of_names()
    _speed()


def _sets() -> list[tuple[str, list[tuple[str, str]]]]:
    places = _rows("05_names/uz_places_latin_cyrillic_ru.csv")
    original = _rows("02_un_sc_list/truth_cross_script_pairs.csv")
    people = [r for r in original if r["kind"] == "individual" and r["script"] == "ARABIC"]
    villages = [r for r in places if r["kind"] not in ("region", "district")]
    return [
        ("Uzbek places, Uzbek Latin – Russian", _pairs(villages, "uz_latin", "ru")),
        ("Uzbek places, Uzbek Cyrillic – Latin", _pairs(villages, "uz_cyrillic", "uz_latin")),
        ("UN list, people, Latin – Arabic script", _pairs(people, "name_latin", "name_original")),
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as found:
        return list(csv.DictReader(found))


def _pairs(rows: list[dict[str, str]], left: str, right: str) -> list[tuple[str, str]]:
    made = {row[left]: row[right] for row in rows if row[left] and row[right]}
    return list(made.items())


def _ours(left: str, right: str) -> float:
    return similarity(left, right).score


def _plain(left: str, right: str) -> float:
    return fuzz.token_sort_ratio(left.casefold(), right.casefold())


def _rank_one(pairs: list[tuple[str, str]], score: Score) -> float:
    """How often the true counterpart scores above all others; a tie is no win."""
    wins = 0
    for left, right in pairs:
        best = score(left, right)
        wins += best > 0 and all(score(left, other) < best for _, other in pairs if other != right)
    return wins / len(pairs)


def _blocked(pairs: list[tuple[str, str]]) -> float:
    """How many true pairs share a search key: what search can find at all."""
    return sum(bool(set(name_keys(a)) & set(name_keys(b))) for a, b in pairs) / len(pairs)


def _bench_of_names() -> None:
    rows = [r for r in _rows("05_names/opensanctions_name_bench.csv") if r["schema"] == "Person"]
    pairs = [(r["name1"], r["name2"], r["is_match"] == "true") for r in rows]
    print(f"\nname_bench, Person, n = {len(pairs)}: area under the curve")
    for title, score in (("ours", _ours), ("plain", _plain)):
        print(f"  {title:8}{_area([(score(a, b), same) for a, b, same in pairs]):.3f}")


def _area(scored: list[tuple[float, bool]]) -> float:
    good = [score for score, same in scored if same]
    bad = [score for score, same in scored if not same]
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return won / (len(good) * len(bad))


def _speed() -> None:
    names = [row["uz_latin"] for row in _rows("05_names/uz_places_latin_cyrillic_ru.csv")]
    fold.cache_clear()
    began = time.process_time()
    for name in names:
        list(name_keys(name))
    keyed = time.process_time() - began
    dice = random.Random(SEED)
    pairs = [(dice.choice(names), dice.choice(names)) for _ in range(5000)]
    began = time.process_time()
    for left, right in pairs:
        similarity(left, right)
    scored = time.process_time() - began
    print(f"\nkeys of {len(names) / keyed:,.0f} names/s, {len(pairs) / scored:,.0f} pairs/s scored")


if __name__ == "__main__":
    main()
