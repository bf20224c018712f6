"""Addresses of the workbench."""

from django.urls import path

from khabar.web.workbench import findings, pages

urlpatterns = [
    path("chart/", pages.chart_page),
    path("chart/save/", pages.save_page),
    path("findings/", findings.list_page),
    path("findings/new/", findings.write_page),
    path("findings/<str:uid>/", findings.finding_page),
    path("findings/<str:uid>/review/", findings.review_page),
    path("findings/<str:uid>/issue/", findings.issue_page),
]
