from django.urls import path

from khabar.web.evaluator import pages, subjects

urlpatterns = [
    path("evaluator/", pages.queue_page),
    path("evaluator/returned/", pages.returned_page),
    path("evaluator/done/", pages.done_page),
    path("evaluator/item/<str:uid>/", pages.item_page),
    path("evaluator/item/<str:uid>/return/", pages.return_page),
    path("evaluator/item/<str:uid>/refuse/", pages.refuse_page),
    path("evaluator/item/<str:uid>/lift/", pages.lift_page),
    path("evaluator/item/<str:uid>/join/", pages.join_page),
    path("evaluator/item/<str:uid>/undo/", pages.undo_page),
    path("evaluator/item/<str:uid>/regrade/", pages.regrade_page),
    path("evaluator/item/<str:uid>/refute/", pages.refute_page),
    path("evaluator/item/<str:uid>/confirm/", pages.confirm_page),
    path("subjects/", subjects.waiting_page),
    path("subjects/new/<str:entity>/", subjects.propose_page),
    path("subjects/<str:uid>/approve/", subjects.approve_page),
]
