"""Addresses of the measures."""

from django.urls import path

from khabar.web.dashboard import pages

urlpatterns = [
    path("dashboard/", pages.board_page),
    path("dashboard/<str:code>/", pages.measure_page),
]
