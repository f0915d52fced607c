"""Addresses of the desk for applications."""

from django.urls import path

from delegations.applications import awards_page, desk_papers, letter_pages, round_page, views
from delegations.payments.views import proofs, revoking
from oia.office.steps import stepped
from oia.office.writing.addresses import written

urlpatterns = [
    path("", views.ApplicationList.as_view(), name="application_list"),
    path("round/", round_page.application_round, name="application_round"),
    path("awards/", awards_page.award_file, name="award_file"),
    path("letters/", letter_pages.letter_list, name="letter_list"),
    path("letters/<slug:kind>/<slug:language>/", letter_pages.letter, name="letter"),
    path("clubs/<int:pk>/people/", views.club_people, name="club_people"),
    path("<int:pk>/", views.ApplicationPage.as_view(), name="application"),
    stepped("", views.ApplicationPage),
    path("<int:pk>/recommend/", views.recommend, name="application_recommend"),
    path("<int:pk>/ask/", desk_papers.ask, name="application_ask"),
    path("papers/<int:pk>/put/", desk_papers.put, name="application_put"),
    path("papers/<int:pk>/put/back/", desk_papers.put_back, name="application_put_back"),
    path("<int:pk>/decide/", views.decide, name="application_decide"),
    path("<int:pk>/examine/", proofs.examine, name="application_examine"),
    path("<int:pk>/close/", proofs.close, name="application_close"),
    path("<int:pk>/revoke/", revoking.revoke, name="application_revoke"),
    path("<int:pk>/revoke/decide/", revoking.revoke_decide, name="application_revoke_decide"),
    path("<int:pk>/revoke/drop/", revoking.revoke_drop, name="application_revoke_drop"),
    path("<int:pk>/repaid/", revoking.repaid, name="application_repaid"),
    path("<int:pk>/waive/ask/", revoking.waive_ask, name="application_waive_ask"),
    path("<int:pk>/waive/", revoking.waive, name="application_waive"),
    path("<int:pk>/waive/drop/", revoking.waive_drop, name="application_waive_drop"),
    path("<int:pk>/declare/", views.declare, name="application_declare"),
    path("<int:pk>/tell/", views.tell, name="application_tell"),
    *written("", views.APPLICATION_WRITING),
]
