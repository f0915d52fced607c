"""Addresses of trips and visits."""

from django.urls import path

from delegations import views
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.TripList.as_view(), name="trip_list"),
    path("overlaps/", views.trip_overlaps, name="trip_overlaps"),
    path("<int:pk>/", views.TripDetail.as_view(), name="trip"),
    path("<int:pk>/step/", views.trip_step, name="trip_step"),
    path("visits/", views.VisitList.as_view(), name="visit_list"),
    path("visits/<int:pk>/", views.VisitDetail.as_view(), name="visit"),
    path("visits/<int:pk>/step/", views.visit_step, name="visit_step"),
    *written("", views.TRIP_WRITING),
    *written("visits/", views.VISIT_WRITING),
]
