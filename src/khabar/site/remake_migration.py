"""Write storage/migrations/0001_initial.py anew from the models. Only until the first release."""

from pathlib import Path

from khabar.site.wiring import start


def main() -> None:
    start()
    from django.core.management import call_command

    folder = Path(__file__).resolve().parent.parent / "storage" / "migrations"
    for old in folder.glob("0*.py"):
        old.unlink()
    call_command("makemigrations", "storage", name="initial", verbosity=1)


if __name__ == "__main__":
    main()
