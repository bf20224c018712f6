"""The Django application of the pages: template tags only, no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "khabar.web"
    label = "web"
