from django.urls import path

from khabar.web.analyst import collating, pages

urlpatterns = [
    path("search/", pages.search_page),
    path("entity/<str:uid>/", pages.entity_page),
    path("entity/<str:uid>/judge/", pages.judge_page),
    path("entity/<str:uid>/undo/<str:judgement>/", pages.undo_page),
    path("collate/", collating.queue_page),
    path("collate/<str:item>/", collating.item_page),
    path("collate/<str:item>/thing/", collating.thing_page),
    path("collate/<str:item>/link/", collating.link_page),
]
