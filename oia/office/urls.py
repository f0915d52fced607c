"""Addresses of the overview, sign-in, shared registers, imports, figures, long work, health."""

from django.urls import path

from oia.office.views import desk, doors, imports, registers
from oia.office.writing.addresses import written
from oia.office.writing.suggestions import lookup

urlpatterns = [
    path("", desk.home, name="home"),
    path("sign-in/", doors.SignIn.as_view(), name="login"),
    path("sign-in/<str:token>/", doors.sign_in_link, name="sign_in_link"),
    path("sign-out/", doors.SignOut.as_view(), name="logout"),
    path("language/", doors.set_language, name="set_language"),
    path("set-up/", doors.set_up, name="set_up"),
    path("search/", desk.search, name="search"),
    path("lookup/<slug:kind>/", lookup, name="lookup"),
    path("records/<int:pk>/", desk.record, name="record"),
    path("records/<int:pk>/document/", desk.document_add, name="document_add"),
    path("documents/<int:pk>/", desk.document, name="document"),
    path("events/", registers.EventList.as_view(), name="event_list"),
    path("events/<int:pk>/", registers.EventDetail.as_view(), name="event"),
    path("people/", registers.PersonList.as_view(), name="person_list"),
    path("people/<int:pk>/", registers.PersonDetail.as_view(), name="person"),
    path("organisations/", registers.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/<int:pk>/", registers.OrganisationDetail.as_view(), name="organisation"),
    path("budget/", registers.AllotmentList.as_view(), name="allotment_list"),
    path("budget/<int:pk>/", registers.AllotmentDetail.as_view(), name="allotment"),
    path("spending/", registers.SpendingList.as_view(), name="spending_list"),
    path("spending/<int:pk>/", registers.SpendingDetail.as_view(), name="spending"),
    path("figures/", desk.figure_list, name="figure_list"),
    path("figures/<slug:code>/", desk.figure, name="figure"),
    path("imports/", imports.ImportList.as_view(), name="import_list"),
    path("imports/new/", imports.import_start, name="import_start"),
    path("imports/new/<slug:kind>/", imports.import_start, name="import_start"),
    path("imports/questions/", imports.question_list, name="question_list"),
    path("imports/<int:pk>/", imports.import_run, name="import_run"),
    path("imports/<int:pk>/answer/", imports.import_answer, name="import_answer"),
    path("imports/<int:pk>/save/", imports.import_save, name="import_save"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("jobs/", desk.job_list, name="job_list"),
    path("jobs/<uuid:pk>/", desk.job, name="job"),
    path("jobs/<uuid:pk>/cancel/", desk.job_cancel, name="job_cancel"),
    path("jobs/<uuid:pk>/retry/", desk.job_retry, name="job_retry"),
    path("users/", desk.user_list, name="user_list"),
    path("livez", doors.livez, name="livez"),
    path("readyz", doors.readyz, name="readyz"),
    *written("events/", registers.EVENT),
    *written("people/", registers.PERSON),
    *written("organisations/", registers.ORGANISATION),
    *written("budget/", registers.ALLOTMENT),
    *written("spending/", registers.SPENDING),
]
