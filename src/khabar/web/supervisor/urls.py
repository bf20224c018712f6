"""Addresses of the supervisor's pages."""

from django.urls import path

from khabar.web.supervisor import cases, pages

urlpatterns = [
    path("supervisor/", pages.board),
    path("supervisor/decide/", pages.decide),
    path("supervisor/requirement/<str:uid>/", pages.requirement),
    path("supervisor/case/new/", cases.new_case),
    path("supervisor/case/<str:uid>/", cases.case),
]
