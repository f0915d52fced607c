"""Addresses of the consular corps."""

from django.urls import path

from consular import views
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.PostList.as_view(), name="post_list"),
    path("<int:pk>/", views.PostDetail.as_view(), name="post"),
    path("officers/", views.OfficerList.as_view(), name="officer_list"),
    path("officers/<int:pk>/", views.OfficerDetail.as_view(), name="officer"),
    path("precedence/", views.precedence, name="precedence"),
    *written("", views.POST),
    *written("officers/", views.OFFICER),
]
