"""Guest lists: who is invited to an event, what they were told, what they answered."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.office.choices import Reply, ReplyWay
from oia.office.models.events import Event
from oia.office.models.people import Organisation, Person
from oia.office.models.records import Searchable
from oia.office.querysets import SearchableQuerySet

# Those who may still come and therefore hear of changes.
EXPECTED = (Reply.INVITED, Reply.ACCEPTED, Reply.NO_ANSWER)


class InvitationQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        seen = super().visible_to(user)
        return seen.filter(event__in=Event.objects.visible_to(user))

    def to_invite(self) -> Self:
        """On the list with an address, and not told yet."""
        return self.filter(state=Reply.LISTED).exclude(email="")

    def to_tell_anew(self, told: str) -> Self:
        """Expected, and told something else than what is true now."""
        return self.filter(state__in=EXPECTED).exclude(told="").exclude(told=told)

    def to_call_off(self) -> Self:
        """Told by mail, and not declined."""
        return self.filter(state__in=EXPECTED).exclude(told="")

    def answers(self) -> dict[str, int]:
        """How many stand on the list, come, decline, and how many they bring along."""
        return self.aggregate(
            listed=Count("pk"),
            accepted=Count("pk", filter=Q(state=Reply.ACCEPTED)),
            declined=Count("pk", filter=Q(state=Reply.DECLINED)),
            companions=Sum("companions", filter=Q(state=Reply.ACCEPTED), default=0),
        )


@tracked
class Invitation(Searchable):
    """A person or organisation on an event's list.

    `uid` and `sequence` are those of the calendar entry in the guest's program (RFC 5546); `told`
    is a digest of the days and place the guest was told last, empty before the first mail.
    """

    area = "invitations"
    detail_url_name = "invitation"
    names_a_person: ClassVar[bool] = True
    restricted_by: ClassVar[str] = "person__restricted_until"
    found_beside: ClassVar[str] = "event__title"

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="invitations"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="invitations",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="invitations",
    )  # fmt: skip
    name = models.CharField(_("guest"), max_length=200, editable=False)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Without one the guest is invited by letter or phone.")
    )
    state = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.LISTED)
    companions = models.PositiveSmallIntegerField(_("accompanying persons"), default=0)
    replied = models.DateField(_("replied on"), null=True, blank=True)
    replied_by = models.CharField(_("replied by"), max_length=6, choices=ReplyWay, blank=True)
    note = models.TextField(_("note"), blank=True, help_text=_("Seat, diet, car …"))
    uid = models.UUIDField(
        _("number of the calendar entry"), default=uuid.uuid4, unique=True, editable=False
    )
    sequence = models.PositiveIntegerField(_("number of the change"), default=0, editable=False)
    told = models.CharField(_("calendar entry sent"), max_length=64, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_of_somebody",
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                violation_error_message=_("Name a person or an organisation."),
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                name="invitation_person_once",
                condition=Q(person__isnull=False),
                violation_error_message=_("This person is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="invitation_organisation_once",
                condition=Q(person=None),
                violation_error_message=_("This organisation is on the list already."),
            ),
        ]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="invitation_search")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = str(self.person or self.organisation)
        super().save(*args, **kwargs)

    def search_words(self) -> list[Any]:
        return [self.name, self.organisation]
