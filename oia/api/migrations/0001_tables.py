"""The tables of the first release, with their rules and their history."""

import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("api", "0001_tokens_and_changes"),
        ("api", "0002_names_on_screen"),
    ]

    initial = True

    dependencies = [
        ("core", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Which system uses it: the council's calendar.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="checksum"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "read"), ("write", "read and write")],
                        default="read",
                        max_length=8,
                        verbose_name="may",
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                ("expires", models.DateTimeField(verbose_name="expires")),
                ("revoked", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "token",
                "verbose_name_plural": "tokens",
                "ordering": ["-created"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="token_digest_sha256",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apitoken",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "api_apitokenhistory" ("created", "digest", "expires", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (NEW."created", NEW."digest", NEW."expires", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked", NEW."scope", NEW."user_id"); RETURN NULL;',
                    hash="cda004923d01c28f488f3743d12d9dd04e96a4ec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d7986",
                    table="api_apitoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apitoken",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."expires" IS DISTINCT FROM (NEW."expires") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked" IS DISTINCT FROM (NEW."revoked") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "api_apitokenhistory" ("created", "digest", "expires", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (NEW."created", NEW."digest", NEW."expires", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked", NEW."scope", NEW."user_id"); RETURN NULL;',
                    hash="e9abaaf055ad1b0bae2e2e1b0787dad357870ef4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55b1f",
                    table="api_apitoken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apitoken",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "api_apitokenhistory" ("created", "digest", "expires", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (OLD."created", OLD."digest", OLD."expires", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked", OLD."scope", OLD."user_id"); RETURN NULL;',
                    hash="f9f69b6dd4a914e305e6a0281de608a58e725df7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c6793",
                    table="api_apitoken",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ApiTokenHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "name",
                    models.CharField(
                        help_text="Which system uses it: the council's calendar.",
                        max_length=80,
                        verbose_name="name",
                    ),
                ),
                (
                    "digest",
                    models.CharField(editable=False, max_length=64, verbose_name="checksum"),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "read"), ("write", "read and write")],
                        default="read",
                        max_length=8,
                        verbose_name="may",
                    ),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                ("expires", models.DateTimeField(verbose_name="expires")),
                ("revoked", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="user_name_digest_scope_created_expires_revoked_events",
                        to="api.apitoken",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                ("model", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("what", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("closed", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["transaction", "id"], name="change_order"),
                    models.Index(fields=["model", "object_id", "id"], name="change_of_row"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TokenUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="use",
                        to="api.apitoken",
                    ),
                ),
            ],
        ),
    ]
