"""Addresses of the desk for payments to clubs."""

from django.urls import path

from delegations.payments.views import accounts, lists
from oia.office.steps import stepped

urlpatterns = [
    path("", lists.PaymentRegister.as_view(), name="payment_list"),
    path("source/", lists.paying_account, name="paying_account"),
    path("source/<int:pk>/confirm/", lists.paying_account_confirm, name="paying_account_confirm"),
    path("<int:pk>/out/", lists.payment_out, name="payment_out"),
    path("<int:pk>/back/", lists.payment_back, name="payment_back"),
    path("<int:pk>/cancel/", lists.payment_cancel, name="payment_cancel"),
    path("plan/<int:pk>/", lists.payment_plan, name="payment_plan"),
    path("lists/", lists.BatchRegister.as_view(), name="payment_run_list"),
    path("lists/new/", lists.batch_new, name="payment_run_new"),
    path("lists/<int:pk>/", lists.BatchPage.as_view(), name="payment_run"),
    path("lists/<int:pk>/file/", lists.batch_file, name="payment_run_file"),
    path("lists/<int:pk>/book/", lists.batch_book, name="payment_run_book"),
    stepped("lists/", lists.BatchPage),
    path("accounts/<int:pk>/", accounts.bank_account, name="bank_account"),
    path("accounts/<int:pk>/number/", accounts.reveal, name="bank_account_reveal"),
    path("accounts/<int:pk>/confirm/", accounts.confirm, name="bank_account_confirm"),
]
