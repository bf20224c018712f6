"""Every address of the node. A folder of pages brings its own `urls.py`."""

from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path

from khabar.web import doors, purpose

_WEB = Path(__file__).resolve().parent.parent / "web"
_AUDIENCES = sorted(found.parent.name for found in _WEB.glob("*/urls.py"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("", doors.home),
    path("purpose/", purpose.purpose_page),
    path("set-language/", doors.set_language),
    path("health/", doors.health),
    path("account/", include(doors.log_in_paths)),
    path("node/v1/", include("khabar.api.urls")),
]
for _audience in _AUDIENCES:
    urlpatterns += import_module(f"khabar.web.{_audience}.urls").urlpatterns
