"""Addresses of the annual reports."""

from django.urls import path

from reporting import views

urlpatterns = [
    path("", views.report_list, name="report_list"),
]
