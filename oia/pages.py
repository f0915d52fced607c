"""The addresses of all pages; each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("partners/", include("partners.urls")),
    path("delegations/", include("delegations.urls")),
    path("apply/", include("delegations.applications.portal_urls")),
    path("networks/", include("networks.urls")),
    path("eufunding/", include("eufunding.urls")),
    path("consular/", include("consular.urls")),
    path("reporting/", include("reporting.urls")),
    # Last: its addresses have no name in common, and each would be tried before the others'.
    path("", include("oia.office.urls")),
]
