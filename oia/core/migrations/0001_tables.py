"""The tables of the first release, with their rules and their history."""

import secrets
import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import oia.core.models
import oia.core.sealed


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_saved_views"),
        ("core", "0003_forms_are_saved_once_and_files_kept"),
        ("core", "0004_operation_and_erasures"),
        ("core", "0005_monday_mail"),
        ("core", "0006_invitations"),
        ("core", "0007_links_that_ask_for_a_password"),
        ("core", "0008_tries_at_the_doors"),
        ("core", "0009_who_read_what"),
        ("core", "0010_second_step_passkeys_and_places"),
        ("core", "0011_names_on_screen"),
        ("core", "0012_answers_go_to"),
        ("core", "0013_single_sign_on"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("table", models.CharField(max_length=63)),
                ("key", models.CharField(max_length=64)),
                ("values", models.JSONField(null=True, verbose_name="values kept")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("by", models.BigIntegerField(null=True)),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
            },
        ),
        migrations.CreateModel(
            name="FailedTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("door", models.CharField(max_length=20)),
                ("account", models.CharField(max_length=64, verbose_name="account")),
                ("address", models.CharField(max_length=64, verbose_name="address")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "failed try",
                "verbose_name_plural": "failed tries",
                "indexes": [
                    models.Index(fields=["door", "account", "at"], name="failed_try_account"),
                    models.Index(fields=["door", "address", "at"], name="failed_try_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("detail", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="file_digest_sha256",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "monday_mail",
                    models.BooleanField(
                        default=True, verbose_name="a mail on Monday of what waits for me"
                    ),
                ),
                (
                    "second_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not set up"),
                            ("app", "authenticator app"),
                            ("passkey", "passkey"),
                            ("both", "authenticator app and passkey"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="second step",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_lower",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_userhistory" ("email", "id", "is_active", "language", "monday_mail", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "second_step") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."monday_mail", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."second_step"); RETURN NULL;',
                    hash="55b9d3ed611f331d5e3d8a9a3ce5bb1f02f97b57",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45de6",
                    table="core_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."monday_mail" IS DISTINCT FROM (NEW."monday_mail") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."second_step" IS DISTINCT FROM (NEW."second_step"))',
                    func='INSERT INTO "core_userhistory" ("email", "id", "is_active", "language", "monday_mail", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "second_step") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."monday_mail", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."second_step"); RETURN NULL;',
                    hash="399a3a69ba84bbcaa838acd8218344becfae3cd6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ccff",
                    table="core_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Authenticator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret", oia.core.sealed.EncryptedField(purpose="authenticator-secret", shown=0)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed", models.DateTimeField(null=True)),
                ("last_step", models.BigIntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "authenticator app",
                "verbose_name_plural": "authenticator apps",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed__isnull", False)),
                        fields=("user",),
                        name="authenticator_one_confirmed",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed__isnull", True)),
                        fields=("user",),
                        name="authenticator_one_waiting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("task", models.CharField(max_length=80)),
                ("arguments", models.JSONField(default=dict, verbose_name="what it works on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="step")),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("token", models.UUIDField(null=True)),
                ("lease", models.DateTimeField(null=True)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("result", models.JSONField(null=True, verbose_name="result")),
                ("error", models.TextField(blank=True, verbose_name="fault")),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("rung", models.DateTimeField(null=True)),
                ("started", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "work in the background",
                "verbose_name_plural": "work in the background",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=["state", "lease"],
                        name="job_open",
                    ),
                    models.Index(fields=["-created"], name="job_created"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="job_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("lease__isnull", False), ("token__isnull", False)),
                            _connector="OR",
                        ),
                        name="job_running_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(default=secrets.token_urlsafe, max_length=64, unique=True),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("created", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "file kept for a form",
                "verbose_name_plural": "files kept for a form",
            },
        ),
        migrations.CreateModel(
            name="MailedCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("browser", models.CharField(max_length=64, unique=True, verbose_name="browser")),
                ("hashed", models.CharField(max_length=200)),
                ("expires", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "code by mail",
                "verbose_name_plural": "codes by mail",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tries__lte", 5)), name="mailed_code_tries"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=120)),
                ("recipient", models.EmailField(max_length=254, verbose_name="recipient")),
                ("template", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "calendar",
                    models.TextField(blank=True, default="", verbose_name="calendar entry"),
                ),
                (
                    "reply_to",
                    models.EmailField(
                        blank=True, default="", max_length=254, verbose_name="answers go to"
                    ),
                ),
                (
                    "message_id",
                    models.CharField(
                        default=oia.core.models.new_message_id, max_length=120, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("unknown", "unknown whether it arrived"),
                            ("failed", "failed"),
                            ("paused", "held back"),
                            ("given_up", "given up"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(default=django.utils.timezone.now)),
                ("error", models.TextField(blank=True, verbose_name="fault")),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "sending"])),
                        fields=["not_before"],
                        name="mail_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "recipient", "template"), name="mail_once_per_event"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsideIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=255, verbose_name="identity provider")),
                ("subject", models.CharField(max_length=255, verbose_name="number there")),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_used", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "single sign-on",
                "verbose_name_plural": "single sign-ons",
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once"),
                    models.UniqueConstraint(fields=("user", "issuer"), name="identity_one_each"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("handle", models.BinaryField(max_length=64)),
                ("key_id", models.BinaryField(max_length=1023, unique=True)),
                ("public", models.BinaryField()),
                ("count", models.BigIntegerField(default=0)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_used", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "passkey",
                "verbose_name_plural": "passkeys",
                "ordering": ["created", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="passkey_named"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="when"
                    ),
                ),
                ("area", models.CharField(default="", max_length=20, verbose_name="area")),
                ("what", models.CharField(max_length=200, verbose_name="page")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "read",
                "verbose_name_plural": "access log",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("hashed", models.CharField(max_length=200)),
                ("used", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "recovery code",
                "verbose_name_plural": "recovery codes",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "number"), name="recovery_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__lt", 10)), name="recovery_code_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=2000, verbose_name="filters")),
                (
                    "shared",
                    models.BooleanField(default=False, verbose_name="for everybody in the office"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "page", "name"), name="saved_view_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="saved_view_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("model", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField(null=True)),
                ("created", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "sent form",
                "verbose_name_plural": "sent forms",
            },
        ),
        migrations.CreateModel(
            name="SignedIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True)),
                ("browser", models.CharField(blank=True, max_length=60, verbose_name="browser")),
                ("how", models.CharField(max_length=12, verbose_name="way of signing in")),
                ("proven", models.CharField(blank=True, max_length=12, verbose_name="second step")),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_used", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
                "verbose_name_plural": "sign-ins",
                "ordering": ["-last_used", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                ("asks_password", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "link to sign in",
                "verbose_name_plural": "links to sign in",
            },
        ),
        migrations.CreateModel(
            name="UserHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "monday_mail",
                    models.BooleanField(
                        default=True, verbose_name="a mail on Monday of what waits for me"
                    ),
                ),
                (
                    "second_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not set up"),
                            ("app", "authenticator app"),
                            ("passkey", "passkey"),
                            ("both", "authenticator app and passkey"),
                        ],
                        db_default="",
                        default="",
                        max_length=8,
                        verbose_name="second step",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
