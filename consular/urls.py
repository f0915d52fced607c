"""Addresses of the consular corps."""

from django.urls import path

from consular import views

urlpatterns = [
    path("", views.PostList.as_view(), name="post_list"),
    path("<int:pk>/", views.PostDetail.as_view(), name="post"),
    path("officers/", views.OfficerList.as_view(), name="officer_list"),
    path("officers/<int:pk>/", views.OfficerDetail.as_view(), name="officer"),
    path("precedence/", views.precedence, name="precedence"),
]
