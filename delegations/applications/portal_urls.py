"""Addresses of the portal."""

from django.urls import path

from delegations.applications import portal, portal_case, portal_files, portal_people
from delegations.payments import portal as portal_money
from oia.ui import manual

urlpatterns = [
    path("", portal.portal, name="portal"),
    path("help/", manual.clubs, name="portal_help"),
    path("check/", portal.quick_check, name="portal_check"),
    path("register/", portal_people.register, name="portal_register"),
    path("register/<str:token>/", portal_people.confirm, name="portal_confirm"),
    path("new/", portal.begin, name="portal_new"),
    path("club/<int:pk>/", portal_people.club_people, name="portal_club"),
    path("club/<int:pk>/account/", portal_money.account, name="portal_account"),
    path("papers/<int:pk>/", portal_files.paper, name="portal_paper"),
    path("papers/<int:pk>/letter/", portal_files.papers_letter, name="portal_request"),
    path("messages/<int:pk>/", portal_files.message_file, name="portal_mailed"),
    path("<int:pk>/", portal_case.application, name="portal_application"),
    path("<int:pk>/papers/", portal_case.papers, name="portal_papers"),
    path("<int:pk>/send/", portal_case.send, name="portal_send"),
    path("<int:pk>/message/", portal_case.message, name="portal_message"),
    path("<int:pk>/letter/", portal_files.letter, name="portal_letter"),
    path("<int:pk>/receipt/", portal_files.receipt, name="portal_receipt"),
    path("<int:pk>/proof/", portal_money.proof, name="portal_proof"),
    path("<int:pk>/reclaim/", portal_money.reclaim_letter, name="portal_reclaim"),
    path("<int:pk>/revocation/", portal_money.revocation_letter, name="portal_revocation"),
    path("<int:pk>/do/", portal_case.take_step, name="portal_do"),
    path("<int:pk>/<slug:name>/", portal_case.step, name="portal_form"),
]
