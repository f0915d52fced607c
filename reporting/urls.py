"""Addresses of the annual reports."""

from django.urls import path

from reporting import views

urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("new/", views.report_begin, name="report_begin"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/build/", views.report_build, name="report_build"),
    path("<int:pk>/step/", views.report_step, name="report_step"),
    path("<int:pk>/text/<slug:section>/", views.narrative, name="report_narrative"),
    path("<int:pk>/file/<slug:kind>/", views.report_file, name="report_file"),
    path("<int:pk>/picture/<str:digest>/", views.report_picture, name="report_picture"),
    path("<int:pk>/v<int:number>/", views.report_version, name="report_version"),
    path("<int:pk>/v<int:number>/figure/<slug:code>/", views.version_figure, name="version_figure"),
    path(
        "<int:pk>/v<int:number>/picture/<str:digest>/",
        views.version_picture,
        name="version_picture",
    ),
    path("<int:pk>/v<int:number>/file/<slug:kind>/", views.version_file, name="version_file"),
]
