"""Filters of posts and officers."""

from django.utils.translation import gettext_lazy as _

from consular.choices import HeadClass, OfficerRole, PostKind
from consular.models import Post
from oia.office.filters import RecordFilters
from oia.ui.filters import ChoiceFilter, CountryFilter, Filters, ObjectFilter, YesNoFilter


class PostFilter(RecordFilters):
    country = CountryFilter("country", label=_("Sending state"))
    kind = ChoiceFilter("post_kind", label=_("Kind"), choices=PostKind.choices)
    career = YesNoFilter("career", label=_("Career"))


class OfficerFilter(Filters):
    role = ChoiceFilter("role", label=_("Role"), choices=OfficerRole.choices)
    head_class = ChoiceFilter("head_class", label=_("Class"), choices=HeadClass.choices)
    career = YesNoFilter("career", label=_("Career"))
    post = ObjectFilter("post", label=_("Post"), queryset=Post.objects.all(), text="title")
