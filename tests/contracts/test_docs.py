"""The docs hold together: links resolve, every page can be found, nothing of our machines in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.S | re.M)
TEXT = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".mjs", ".json", ".sh", ".typ", ""}
VENDORED = "src/khabar/web/static/vendor/"
MACHINE = re.compile(r"(?<![\w.-])/(?:work|root)/|(?<![\w./-])/home/[a-z]\w*")
INDEX = re.compile("|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)",
                             "npm" + r"mirror\.com", "//mirr" + r"ors?\.")))  # fmt: skip


def linked(page: Path) -> list[Path]:
    """The files of this repository that a page links to."""
    found = LINK.findall(FENCED.sub("", page.read_text("utf-8")))
    here = [link.partition("#")[0] for link in found if "://" not in link]
    return [(page.parent / link).resolve() for link in here if link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link.as_posix() for link in linked(page) if not link.exists()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page.suffix == ".md" and page.is_file() and page not in reached:
            reached.add(page)
            waiting += linked(page)

    lost = [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached]
    assert lost == []


def test_the_readme_fits() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 120


def test_the_plan_on_the_founding_page_founds_a_node(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "found-a-node.md").read_text("utf-8")
    (plan,) = re.findall(r"^```python\n(.*?)^```", page, re.S | re.M)
    alone = {name: word for name, word in os.environ.items() if "DATABASE_URL" not in name}

    said = subprocess.run(
        [sys.executable, "-c", plan],
        env=alone | {"KHABAR_HOME": str(tmp_path / "node")}, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert [line.split()[0] for line in said.stdout.splitlines()] == ["otabek", "parvina"]
    assert (tmp_path / "node" / "keys" / "node.key").stat().st_mode & 0o777 == 0o600


def tracked() -> list[Path]:
    said = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if said.returncode:
        pytest.skip("not a git clone")
    files = [name for name in said.stdout.split("\0") if name and not name.startswith(VENDORED)]
    return [ROOT / name for name in files if Path(name).suffix in TEXT]


@pytest.mark.parametrize("wrong", [MACHINE, INDEX], ids=["machine path", "package index"])
def test_no_tracked_text_names_our_machines(wrong: re.Pattern[str]) -> None:
    found = [
        f"{file.relative_to(ROOT)}: {hit.group()}"
        for file in tracked()
        if file.is_file()
        for hit in wrong.finditer(file.read_text("utf-8", errors="ignore"))
    ]

    assert found == []
