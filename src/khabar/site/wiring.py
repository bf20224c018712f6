"""Start Django for this process: every command, page server and test calls it once."""

import os


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.site.settings")
    import django

    django.setup()
