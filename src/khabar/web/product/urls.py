"""Addresses of products. Numbers and random ids only: an address never carries a name."""

from django.urls import path

from khabar.web.product import deciding, inbox, pages

urlpatterns = [
    path("products/", pages.list_page),
    path("products/new/", pages.write_page),
    path("products/inbox/", inbox.inbox_page),
    path("products/inbox/<str:uid>/", inbox.copy_page),
    path("products/inbox/<str:uid>/pdf/", inbox.print_copy),
    path("products/inbox/<str:uid>/answer/", inbox.answer_page),
    path("products/seen/", inbox.seen_page),
    path("products/copy/<str:uid>/pdf/", deciding.print_page),
    path("products/<str:number>/", pages.product_page),
    path("products/<str:number>/<int:version>/", pages.product_page),
    path("products/<str:number>/revise/", pages.revise_page),
    path("products/<str:number>/translate/<str:language>/", pages.translate_page),
    path("products/<str:number>/submit/", pages.submit_page),
    path("products/<str:number>/approve/", deciding.approve_page),
    path("products/<str:number>/release/", deciding.release_page_),
    path("products/<str:number>/seen/<str:uid>/", deciding.seen_abroad_page),
    path("products/<str:number>/recall/", pages.recall_page),
]
