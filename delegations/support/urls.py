"""Addresses of the schemes of travel support."""

from django.urls import path

from delegations.support import views
from oia.office.steps import stepped

urlpatterns = [
    path("", views.scheme_list, name="scheme_list"),
    path("new/", views.scheme_new, name="scheme_new"),
    path("import/", views.scheme_import, name="scheme_import"),
    path("<int:pk>/", views.scheme, name="scheme"),
    path("<int:pk>/edit/", views.scheme_edit, name="scheme_edit"),
    path("<int:pk>/new-version/", views.version_begin, name="scheme_version_begin"),
    path("versions/<int:pk>/", views.SchemeVersionPage.as_view(), name="scheme_version"),
    stepped("versions/", views.SchemeVersionPage),
    path("versions/<int:pk>/edit/", views.version_edit, name="scheme_version_edit"),
    path("versions/<int:pk>/file/", views.version_file, name="scheme_version_file"),
    path("versions/<int:pk>/try/", views.version_try, name="scheme_version_try"),
    path("versions/<int:pk>/compare/", views.version_compare, name="scheme_version_compare"),
]
