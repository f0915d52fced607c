"""Every address of the desk; each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("oia.office.urls")),
    path("partners/", include("partners.urls")),
    path("delegations/", include("delegations.urls")),
    path("networks/", include("networks.urls")),
    path("eufunding/", include("eufunding.urls")),
    path("consular/", include("consular.urls")),
    path("reporting/", include("reporting.urls")),
]

# While the database is away every page says so plainly.
handler500 = "oia.office.views.health.server_error"
