"""Addresses of networks, memberships and offices held."""

from django.urls import path

from networks import views
from oia.office.steps import stepped
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.NetworkList.as_view(), name="network_list"),
    path("<int:pk>/", views.NetworkDetail.as_view(), name="network"),
    path("memberships/", views.MembershipList.as_view(), name="membership_list"),
    path("memberships/<int:pk>/", views.MembershipDetail.as_view(), name="membership"),
    stepped("memberships/", views.MembershipDetail),
    path("offices/", views.OfficeHeldList.as_view(), name="office_held_list"),
    path("offices/<int:pk>/", views.OfficeHeldDetail.as_view(), name="office_held"),
    *written("", views.NETWORK_WRITING),
    *written("memberships/", views.MEMBERSHIP),
    *written("offices/", views.OFFICE_HELD),
]
