"""Every address of the desk: the pages, and the API made of them."""

from django.urls import include, path

urlpatterns = [
    path("", include("oia.pages")),
    path("", include("oia.api.urls")),
]

# While the database is away every page says so plainly.
handler500 = "oia.office.views.health.server_error"
