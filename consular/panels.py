"""The officers on the page of their post."""

from django.utils.translation import gettext_lazy as _

from consular.models import Officer, Post
from consular.tables import OfficerTable
from oia.ui.panels import Panel, register

register(
    Post,
    Panel(
        key="officers",
        title=_("Officers"),
        table=OfficerTable,
        rows=lambda post: Officer.objects.filter(post=post),
        columns=("name", "role", "head_class", "exequatur", "left"),
        list_url="officer_list",
        list_filter="post",
        capability="consular.read",
        order=10,
    ),
)
