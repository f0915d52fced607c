"""Forms of posts and officers."""

from consular.models import Officer, Post
from oia.office.forms import NounForm, RecordForm


class PostForm(RecordForm):
    first = ("country", "post_kind", "seat")

    class Meta:
        model = Post
        fields = [
            "country",
            "post_kind",
            "seat",
            "career",
            "district",
            "address",
            "email",
            "phone",
            "celebrates",
            "first_day",
            "last_day",
            "note",
        ]


class OfficerForm(NounForm):
    first = ("post", "name", "head_class")

    class Meta:
        model = Officer
        fields = [
            "post",
            "name",
            "role",
            "order",
            "head_class",
            "career",
            "exequatur",
            "provisional",
            "commission",
            "assumed",
            "left",
        ]
