from django.urls import path

from khabar.web.liaison import asking, gating, pages, sending

urlpatterns = [
    path("liaison/", pages.board_page),
    path("liaison/partner/", pages.choose_partner),
    path("liaison/message/<str:uid>/", pages.message_page),
    path("liaison/message/<str:uid>/file/", pages.message_file),
    path("liaison/partners/", pages.partners_page),
    path("liaison/send/", sending.send_page),
    path("liaison/file/", sending.file_page),
    path("liaison/gate/<str:uid>/", gating.gate_page),
    path("liaison/request/new/", asking.new_page),
    path("liaison/request/<str:uid>/", asking.request_page),
    path("liaison/request/<str:uid>/acknowledge/", asking.acknowledge_page),
]
