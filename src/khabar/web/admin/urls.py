from django.urls import path

from khabar.web.admin import pages

urlpatterns = [
    path("admin/", pages.accounts_page),
    path("admin/accounts/new/", pages.new_account_page),
    path("admin/accounts/<str:uid>/close/", pages.close_page),
    path("admin/health/", pages.health_page),
]
