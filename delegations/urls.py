"""Addresses of trips and visits."""

from django.urls import include, path

from delegations import views
from delegations.map import travel_map
from oia.office.steps import stepped
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.TripList.as_view(), name="trip_list"),
    path("map/", travel_map, name="travel_map"),
    path("overlaps/", views.trip_overlaps, name="trip_overlaps"),
    path("<int:pk>/", views.TripDetail.as_view(), name="trip"),
    stepped("", views.TripDetail),
    path("visits/", views.VisitList.as_view(), name="visit_list"),
    path("visits/<int:pk>/", views.VisitDetail.as_view(), name="visit"),
    stepped("visits/", views.VisitDetail),
    path("applications/mails/", include("delegations.replies.urls")),
    path("applications/", include("delegations.applications.urls")),
    path("payments/", include("delegations.payments.urls")),
    path("support/", include("delegations.support.urls")),
    *written("", views.TRIP_WRITING),
    *written("visits/", views.VISIT_WRITING),
]
