"""Addresses of bids and calls."""

from django.urls import path

from eufunding import views
from oia.office.steps import stepped
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.BidList.as_view(), name="bid_list"),
    path("<int:pk>/", views.BidDetail.as_view(), name="bid"),
    stepped("", views.BidDetail),
    path("calls/", views.CallList.as_view(), name="call_list"),
    path("calls/<int:pk>/", views.CallDetail.as_view(), name="call"),
    stepped("calls/", views.CallDetail),
    *written("", views.BID),
    *written("calls/", views.CALL),
]
