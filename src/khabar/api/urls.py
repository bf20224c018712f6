"""Addresses between nodes."""

from django.urls import URLPattern, path

from khabar.api.parcel import parcel_door

urlpatterns: list[URLPattern] = [
    path("parcel", parcel_door),
    path("receipt", parcel_door),  # a receipt is a letter: the signed header says which it is
]
