"""Addresses of partnerships, agreements and clubs."""

from django.urls import path

from oia.office.steps import stepped
from oia.office.writing.addresses import written
from partners import views

urlpatterns = [
    path("", views.PartnershipList.as_view(), name="partnership_list"),
    path("<int:pk>/", views.PartnershipDetail.as_view(), name="partnership"),
    stepped("", views.PartnershipDetail),
    path("agreements/", views.AgreementList.as_view(), name="agreement_list"),
    path("agreements/<int:pk>/", views.AgreementDetail.as_view(), name="agreement"),
    path("clubs/", views.ClubList.as_view(), name="club_list"),
    path("clubs/<int:pk>/", views.ClubDetail.as_view(), name="club"),
    *written("", views.PARTNERSHIP),
    *written("agreements/", views.AGREEMENT),
    *written("clubs/", views.CLUB),
]
