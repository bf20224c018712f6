"""Addresses of the published lists."""

from django.urls import path

from khabar.web.lists import pages

urlpatterns = [
    path("lists/", pages.lists_page),
    path("lists/edition/<str:uid>/", pages.edition_page),
    path("lists/edition/<str:uid>/entry/<str:ref>/", pages.change_page),
    path("lists/edition/<str:uid>/<str:change>/", pages.changes_page),
    path("lists/<str:code>/sign/", pages.sign_page),
]
