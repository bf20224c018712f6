"""Addresses of the officer's pages and of the page of one report."""

from django.urls import path

from khabar.web.officer import pages

urlpatterns = [
    path("officer/", pages.home),
    path("officer/new/", pages.new_report),
    path("officer/report/<str:number>/", pages.own_report),
    path("officer/report/<str:number>/fix/", pages.fix_report),
    path("report/<str:number>/", pages.report),
]
