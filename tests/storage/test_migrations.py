"""The migrations say what the models say."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command


def test_no_model_has_moved_ahead_of_its_migration(node: Path) -> None:
    behind = False
    try:
        call_command("makemigrations", "storage", check=True, dry_run=True, verbosity=0)
    except SystemExit:
        behind = True

    assert not behind
