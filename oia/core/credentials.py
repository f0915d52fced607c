"""What people prove themselves with, and where they are signed in. The verbs: `factors`,
`passkeys`, `signin`, `single`, `places`.

Nothing here can be used by whoever reads the table: secrets of apps are encrypted, codes are
hashed, and of a passkey only the public half is kept.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.sealed import EncryptedField

DIGIT_CODES = 10  # codes on paper that a person gets at once


class Authenticator(models.Model):
    """A secret shared with an app (RFC 6238); it counts once its first code was typed."""

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, verbose_name=_("account"))
    secret = EncryptedField(purpose="authenticator-secret")
    created = models.DateTimeField(default=timezone.now)
    confirmed = models.DateTimeField(null=True)
    # The last half minute whose code was taken: none works twice.
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                name="authenticator_one_confirmed",
                condition=models.Q(confirmed__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user"],
                name="authenticator_one_waiting",
                condition=models.Q(confirmed__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code on paper; its first sign is its number, so that one hash tells whether it fits."""

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, verbose_name=_("account"))
    number = models.PositiveSmallIntegerField()
    hashed = models.CharField(max_length=200)
    used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [
            models.UniqueConstraint(fields=["user", "number"], name="recovery_code_once"),
            models.CheckConstraint(
                name="recovery_code_number", condition=models.Q(number__lt=DIGIT_CODES)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Passkey(models.Model):
    """The public half of a key that a device or a password manager keeps (WebAuthn)."""

    user = models.ForeignKey(
        "core.User", on_delete=models.CASCADE, related_name="passkeys", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=60)
    # Random, one per person: what the device stores instead of name and address.
    handle = models.BinaryField(max_length=64)
    key_id = models.BinaryField(max_length=1023, unique=True)
    public = models.BinaryField()
    # Counts on devices that count; a lower number than before betrays a copy.
    count = models.BigIntegerField(default=0)
    created = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(name="passkey_named", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class OutsideIdentity(models.Model):
    """Who a person is at the city's identity provider (OpenID Connect), linked by themselves."""

    user = models.ForeignKey(
        "core.User", on_delete=models.CASCADE, related_name="identities", verbose_name=_("account")
    )
    issuer = models.CharField(_("identity provider"), max_length=255)
    # Stays the same when name or address change there, and is never given out again.
    subject = models.CharField(_("number there"), max_length=255)
    created = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("single sign-on")
        verbose_name_plural = _("single sign-ons")
        constraints = [
            models.UniqueConstraint(name="identity_once", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="identity_one_each", fields=["user", "issuer"]),
        ]

    def __str__(self) -> str:
        return self.issuer


class MailedCode(models.Model):
    """Six digits sent by mail, good in the browser that asked for them.

    A row is made for every address, known or not, so that both cost the same.
    """

    user = models.ForeignKey(
        "core.User", null=True, on_delete=models.CASCADE, verbose_name=_("account")
    )
    browser = models.CharField(_("browser"), max_length=64, unique=True)
    hashed = models.CharField(max_length=200)
    expires = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("code by mail")
        verbose_name_plural = _("codes by mail")
        constraints = [
            models.CheckConstraint(name="mailed_code_tries", condition=models.Q(tries__lte=5)),
        ]

    def __str__(self) -> str:
        return str(self.user)


class PlaceQuerySet(models.QuerySet["SignedIn"]):
    def visible_to(self, user: Any) -> PlaceQuerySet:
        """Everybody's own; nobody else sees where somebody works."""
        return self.filter(user_id=user.pk)

    def alive(self) -> PlaceQuerySet:
        session = Session.objects.filter(
            session_key=models.OuterRef("key"), expire_date__gt=timezone.now()
        )
        return self.filter(models.Exists(session))


class SignedIn(models.Model):
    """A browser in which somebody is signed in, in words its owner recognises."""

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, verbose_name=_("account"))
    key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    # How they proved themselves: the first step and the second, where there was one.
    how = models.CharField(_("way of signing in"), max_length=12)
    proven = models.CharField(_("second step"), max_length=12, blank=True)
    since = models.DateTimeField(default=timezone.now)
    last_used = models.DateTimeField(default=timezone.now)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-last_used", "pk"]

    def __str__(self) -> str:
        return str(self.browser)
