"""The application's addresses, and the same rows by other means: the admin, a raw page, DRF."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import escape
from rest_framework.response import Response
from rest_framework.serializers import ModelSerializer
from rest_framework.views import APIView

from delegations.models import Trip
from oia.urls import urlpatterns as own


class Site(admin.AdminSite):
    """The admin as a superuser meets it: every permission, and rows to select for actions."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class TripAdmin(admin.ModelAdmin):
    """The same columns, sort and page size as the list of trips."""

    list_display = (
        "title",
        "destination",
        "first_day",
        "department",
        "travellers",
        "with_mayor",
        "purpose",
        "cost",
        "status",
    )
    list_select_related = ("destination", "department")
    list_per_page = 50
    ordering = ("-first_day",)
    search_fields = ("search_text",)
    list_filter = ("status", "purpose", "with_mayor")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_delete_permission = has_view_permission
    has_module_permission = has_view_permission  # type: ignore[assignment]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True


site = Site(name="admin")
site.register(Trip, TripAdmin)

PATHS = (
    "pk",
    "title",
    "destination__name",
    "destination__country",
    "first_day",
    "department__name",
    "travellers",
    "with_mayor",
    "purpose",
    "cost",
    "status",
)


def raw(request: HttpRequest) -> HttpResponse:
    """The same query and a plain building of strings: as fast as a page can be."""
    rows = Trip.objects.filter(kind="trip").order_by("-first_day", "-id").values_list(*PATHS)[:50]
    cells = (
        "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>" for row in rows
    )
    return HttpResponse("<table>" + "".join(cells) + "</table>")


class TripSerializer(ModelSerializer):
    """The members of a trip in the API, as DRF makes them of the model."""

    class Meta:
        model = Trip
        depth = 1
        fields = (
            "id",
            "title",
            "destination",
            "first_day",
            "last_day",
            "leader",
            "travellers",
            "with_mayor",
            "programme",
            "purpose",
            "cost",
            "currency",
            "status",
            "department",
            "desk",
            "confidentiality",
            "note",
        )


class PlainTrips(APIView):
    def get(self, request: HttpRequest) -> Response:
        rows = Trip.objects.visible_to(request.user).select_related(
            "destination", "department", "desk"
        )
        page = rows.order_by("-first_day", "-id")[:50]
        return Response(TripSerializer(page, many=True).data)


urlpatterns = [
    *own,
    path("admin/", site.urls),
    path("raw/", raw),
    path("plain/", PlainTrips.as_view()),
]
