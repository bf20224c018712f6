from django.urls import path

from khabar.web.oversight import pages

urlpatterns = [
    path("oversight/", pages.ledger_page),
    path("oversight/looks/<str:thing>/", pages.looks_page),
    path("oversight/stopped/", pages.stopped_page),
    path("oversight/verify/", pages.verify_page),
]
