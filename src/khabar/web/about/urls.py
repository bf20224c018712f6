from django.urls import path

from khabar.web.about import pages

urlpatterns = [
    path("source/", pages.source_page),
    path("source/khabar.tar.gz", pages.source_file),
]
