"""Addresses of mails that came in."""

from django.urls import path

from delegations.replies import views

urlpatterns = [
    path("", views.incoming_list, name="incoming_list"),
    path("<int:pk>/", views.incoming_mail, name="incoming_mail"),
    path("<int:pk>/discard/", views.incoming_discard, name="incoming_discard"),
    path("<int:pk>/file/<int:number>/", views.incoming_file, name="incoming_file"),
]
