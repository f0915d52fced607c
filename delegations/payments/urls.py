"""Addresses of the desk for payments to clubs."""

from django.urls import path

from delegations.payments import views

urlpatterns = [
    path("accounts/<int:pk>/", views.bank_account, name="bank_account"),
    path("accounts/<int:pk>/number/", views.reveal, name="bank_account_reveal"),
    path("accounts/<int:pk>/confirm/", views.confirm, name="bank_account_confirm"),
]
