"""What every app stands on: people who sign in, long work, mail, files."""

import secrets
import uuid
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.core.choices import JobState, Language, MailState, SecondStep
from oia.core.credentials import Authenticator as Authenticator
from oia.core.credentials import MailedCode as MailedCode
from oia.core.credentials import OutsideIdentity as OutsideIdentity
from oia.core.credentials import Passkey as Passkey
from oia.core.credentials import RecoveryCode as RecoveryCode
from oia.core.credentials import SignedIn as SignedIn


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, *, role: str, name: str = "", **extra: Any) -> "User":
        """A person who signs in by link until they set a password."""
        user = self.model(email=email.strip().lower(), role=role, name=name, **extra)
        user.set_unusable_password()
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


@pghistory.track(exclude=["password", "last_login"], model_name="UserHistory")
class User(AbstractBaseUser):
    """Somebody who signs in; what they may is their role, in `oia/roles.py`."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=Language, default="de")
    is_active = models.BooleanField(_("active"), default=True)
    monday_mail = models.BooleanField(_("a mail on Monday of what waits for me"), default=True)
    # Told by `factors` after each change, so that the history says who changed it and why.
    second_step = models.CharField(
        _("second step"), max_length=8, choices=SecondStep, blank=True, default="", db_default=""
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="user_email_lower", condition=models.Q(email=models.functions.Lower("email"))
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class SignInLink(models.Model):
    """A single-use link; the token itself is not kept, only its SHA-256."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("account"))
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    # The person chooses a password before the link lets them in.
    asks_password = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("link to sign in")
        verbose_name_plural = _("links to sign in")

    def __str__(self) -> str:
        return str(self.user)


class FailedTry(models.Model):
    """A try at a door that led nowhere; account and address only as keyed digests."""

    door = models.CharField(max_length=20)
    account = models.CharField(_("account"), max_length=64)
    address = models.CharField(_("address"), max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("failed try")
        verbose_name_plural = _("failed tries")
        indexes = [
            models.Index(fields=["door", "account", "at"], name="failed_try_account"),
            models.Index(fields=["door", "address", "at"], name="failed_try_address"),
        ]

    def __str__(self) -> str:
        return str(self.door)


class SavedView(models.Model):
    """A list's search, filters, order and columns under a name; `page` is the list's route."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("account"))
    page = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters"), max_length=2000, blank=True)
    shared = models.BooleanField(_("for everybody in the office"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_once"),
            models.CheckConstraint(name="saved_view_named", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of_list(cls, user: Any, page: str) -> list["SavedView"]:
        """The person's own views of a list and the shared ones.

        By hand, because every list asks: the ORM's own work is many times the query's.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, name, query, owner_id FROM core_savedview"
                " WHERE page = %s AND (owner_id = %s OR shared) ORDER BY name, id",
                [page, user.pk],
            )
            return [
                cls(pk=pk, page=page, name=name, query=query, owner_id=owner)
                for pk, name, query, owner in cursor.fetchall()
            ]


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> "JobQuerySet":
        from oia.core.permissions import may, own_only

        if not may(user, "jobs.read"):
            return self.none()
        return self.filter(by=user) if own_only(user, "jobs") else self


class Job(models.Model):
    """A piece of long work; this row is the truth, the broker only a doorbell.

    A worker owns the job while `lease` lies ahead and `token` is its own; each claim makes a new
    token, so a worker that was thought dead can no longer write.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=80)
    arguments = models.JSONField(_("what it works on"), default=dict)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, verbose_name=_("by"))
    state = models.CharField(max_length=12, choices=JobState, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(_("step"), max_length=200, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    result = models.JSONField(_("result"), null=True)
    error = models.TextField(_("fault"), blank=True)
    created = models.DateTimeField(default=timezone.now)
    rung = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("work in the background")
        verbose_name_plural = _("work in the background")
        indexes = [
            models.Index(
                fields=["state", "lease"],
                name="job_open",
                condition=models.Q(state__in=["queued", "running"]),
            ),
            models.Index(fields=["-created"], name="job_created"),
        ]
        constraints = [
            models.CheckConstraint(name="job_percent", condition=models.Q(percent__lte=100)),
            models.CheckConstraint(
                name="job_running_has_lease",
                condition=~models.Q(state="running")
                | models.Q(lease__isnull=False, token__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.task)

    @property
    def label(self) -> str:
        from oia.core.jobs import label_of

        return label_of(self.task)

    @property
    def open(self) -> bool:
        return self.state in (JobState.QUEUED, JobState.RUNNING)


def new_message_id() -> str:
    return f"{secrets.token_hex(16)}@oia.invalid"


class MailQuerySet(models.QuerySet["OutboxMail"]):
    def visible_to(self, user: Any) -> "MailQuerySet":
        """All for whoever keeps the outbox; others what they caused or what goes to them."""
        from oia.core.permissions import may, own_only

        if not may(user, "jobs.read"):
            return self.none()
        own = models.Q(by=user) | models.Q(recipient=user.email)
        return self.filter(own) if own_only(user, "jobs") else self


class OutboxMail(models.Model):
    """A mail written in the transaction of the deed and sent afterwards, at most once."""

    event = models.CharField(max_length=120)
    recipient = models.EmailField(_("recipient"))
    template = models.CharField(max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    # An entry for the recipient's calendar program (RFC 5545), where the mail brings one.
    calendar = models.TextField(_("calendar entry"), blank=True, default="")
    # Where an answer goes, if not to the office's own address.
    reply_to = models.EmailField(_("answers go to"), blank=True, default="")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.TextField(_("fault"), blank=True)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "template"], name="mail_once_per_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                name="mail_waiting",
                condition=models.Q(state__in=["waiting", "sending"]),
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)


class StoredFile(models.Model):
    """Bytes under their SHA-256; immutable. Who may have them is asked at the noun they hang on."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="file_digest_sha256", condition=models.Q(digest__regex=r"^[0-9a-f]{64}$")
            )
        ]

    def __str__(self) -> str:
        return gettext("file %(checksum)s…") % {"checksum": self.digest[:12]}


class ReadLogQuerySet(models.QuerySet["ReadLog"]):
    def visible_to(self, user: Any) -> "ReadLogQuerySet":
        from oia.core.permissions import may

        return self if may(user, "reads.read") else self.none()

    def search(self, text: str) -> "ReadLogQuerySet":
        """Reads whose address or reader contains every word, whatever the accents and capitals."""
        found = self
        for word in text.replace("\x00", " ").split():
            found = found.filter(
                models.Q(what__icontains=word) | models.Q(user__name__unaccent__icontains=word)
            )
        return found


class ReadLog(models.Model):
    """Who looked at personal data that must not be looked at unseen; `what` is the address."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        User, verbose_name=_("who"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    area = models.CharField(_("area"), max_length=20, default="")
    what = models.CharField(_("page"), max_length=200)

    objects = ReadLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("read")
        verbose_name_plural = _("access log")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.what


class SentForm(models.Model):
    """The random key of a blank form that was saved: pressed twice, it leads to the same row."""

    key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("account"))
    model = models.CharField(max_length=80)
    object_id = models.BigIntegerField(null=True)
    created = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")

    def __str__(self) -> str:
        return str(self.model)


class KeptFile(models.Model):
    """An upload that passed its checks and waits for the rest of its form to be mended."""

    token = models.CharField(max_length=64, unique=True, default=secrets.token_urlsafe)
    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name=_("account"))
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, verbose_name=_("file"))
    name = models.CharField(_("name"), max_length=200)
    created = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("file kept for a form")
        verbose_name_plural = _("files kept for a form")

    def __str__(self) -> str:
        return str(self.name)


class Mark(models.Model):
    """A dated fact about the running of the program: the worker's last sign, the last backup."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    detail = models.JSONField(default=dict)


class Erasure(models.Model):
    """What was erased, so that a restored backup is erased again. Rows are only added.

    `table` and `key` name the row, `values` the columns with what stands there instead of personal
    data; no values: the row itself is gone. It holds nothing of what was erased.
    """

    at = models.DateTimeField(default=timezone.now)
    table = models.CharField(max_length=63)
    key = models.CharField(max_length=64)
    values = models.JSONField(_("values kept"), null=True)
    reason = models.CharField(_("reason"), max_length=200)
    # Whose deed it was, as a bare number: people are erased too.
    by = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
