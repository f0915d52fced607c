"""The tables of the first release, with their rules and their history."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import oia.core.dates
import oia.core.money
import oia.office.models.accounts
import oia.office.models.office


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("office", "0001_initial"),
        ("office", "0004_tags"),
        ("office", "0005_records_can_be_archived"),
        ("office", "0006_search_of_documents_and_words"),
        ("office", "0007_fold_names_of_documents"),
        ("office", "0008_calendar_feed"),
        ("office", "0009_follow_ups"),
        ("office", "0010_notes_of_talks"),
        ("office", "0011_versions_of_documents"),
        ("office", "0012_results_and_comments"),
        ("office", "0013_photos"),
        ("office", "0014_gifts_and_stock"),
        ("office", "0015_invitations"),
        ("office", "0016_import_has_its_work"),
        ("office", "0017_affiliations_and_substitutions"),
        ("office", "0018_settings_of_the_office"),
        ("office", "0019_offices_at_work_are_set_up"),
        ("office", "0020_journeys_have_both_days"),
        ("office", "0021_money_promised_and_moved"),
        ("office", "0022_import_asks_about_rows"),
        ("office", "0023_files_not_taken_over"),
        ("office", "0024_nobody_is_two_people"),
        ("office", "0025_people_can_be_restricted"),
        ("office", "0026_postings_pay_promises"),
        ("office", "0027_one_expense_two_purposes"),
        ("office", "0028_budget_lines_merge_and_split"),
        ("office", "0029_who_publishes_awards"),
        ("office", "0030_names_on_screen"),
        ("office", "0031_programmes"),
        ("office", "0032_retention"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_tables"),
        ("core", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="name")),
                (
                    "external",
                    models.BooleanField(default=False, verbose_name="outside the administration"),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
            ],
            options={
                "verbose_name": "department",
                "verbose_name_plural": "departments",
                "ordering": ["name"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_departmenthistory" ("archived", "external", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived", NEW."external", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="8e4434d8dd23edbaf19622097a7f91eb8bc8de98",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_287dc",
                    table="office_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived" IS DISTINCT FROM (NEW."archived") OR OLD."external" IS DISTINCT FROM (NEW."external") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "office_departmenthistory" ("archived", "external", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived", NEW."external", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="adb96f90a390c7fd72f9a6c2d2631d712f51aa75",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1340",
                    table="office_department",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="department",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_departmenthistory" ("archived", "external", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."archived", OLD."external", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="1a5208980d9bb8a268abcc258a28a5630e0c7a2d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08bea",
                    table="office_department",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DepartmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "external",
                    models.BooleanField(default=False, verbose_name="outside the administration"),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_external_archived_events",
                        to="office.department",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="desk")),
                (
                    "share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        verbose_name="full-time share",
                    ),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="holder",
                    ),
                ),
            ],
            options={
                "verbose_name": "desk",
                "verbose_name_plural": "desks",
                "ordering": ["name"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desk",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_deskhistory" ("archived", "department_id", "holder_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") VALUES (NEW."archived", NEW."department_id", NEW."holder_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."share"); RETURN NULL;',
                    hash="db133851939976c2261903ce58dcb273e029be2d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_158f4",
                    table="office_desk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived" IS DISTINCT FROM (NEW."archived") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."share" IS DISTINCT FROM (NEW."share"))',
                    func='INSERT INTO "office_deskhistory" ("archived", "department_id", "holder_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") VALUES (NEW."archived", NEW."department_id", NEW."holder_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."share"); RETURN NULL;',
                    hash="10f3e7df79600fea16c64b146b478abd73aa1936",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6e979",
                    table="office_desk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_deskhistory" ("archived", "department_id", "holder_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share") VALUES (OLD."archived", OLD."department_id", OLD."holder_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."share"); RETURN NULL;',
                    hash="5337bd4448fa1ed39853ae79d4dc1242439e7469",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ec349",
                    table="office_desk",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DeskHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=120, verbose_name="desk")),
                (
                    "share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        verbose_name="full-time share",
                    ),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="holder",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_holder_department_share_archived_events",
                        to="office.desk",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("kind", models.CharField(editable=False, max_length=20, verbose_name="kind")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "file_number",
                    models.CharField(blank=True, max_length=60, verbose_name="file number"),
                ),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("internal", "internal"),
                            ("confidential", "confidential"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="confidentiality",
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.desk",
                        verbose_name="responsible",
                    ),
                ),
            ],
            options={
                "verbose_name": "record",
                "verbose_name_plural": "records",
                "indexes": [
                    models.Index(
                        models.F("kind"),
                        models.OrderBy(models.F("first_day"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="record_days",
                    ),
                    models.Index(fields=["kind", "title"], name="record_titles"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="record_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day", None),
                            ("last_day", None),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="record_days_in_order",
                        violation_error_message="The last day lies before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("trip", "visit")), _negated=True),
                            models.Q(("first_day__isnull", False), ("last_day__isnull", False)),
                            _connector="OR",
                        ),
                        name="record_journeys_have_both_days",
                        violation_error_message="A trip or visit has a first and a last day.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_recordhistory" ("archived", "confidentiality", "department_id", "desk_id", "file_number", "first_day", "kind", "last_day", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."archived", NEW."confidentiality", NEW."department_id", NEW."desk_id", NEW."file_number", NEW."first_day", NEW."kind", NEW."last_day", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="5cf4c793078448920ec861c881a17bcae5380c56",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ca66",
                    table="office_record",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived" IS DISTINCT FROM (NEW."archived") OR OLD."confidentiality" IS DISTINCT FROM (NEW."confidentiality") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."desk_id" IS DISTINCT FROM (NEW."desk_id") OR OLD."file_number" IS DISTINCT FROM (NEW."file_number") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "office_recordhistory" ("archived", "confidentiality", "department_id", "desk_id", "file_number", "first_day", "kind", "last_day", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."archived", NEW."confidentiality", NEW."department_id", NEW."desk_id", NEW."file_number", NEW."first_day", NEW."kind", NEW."last_day", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="904703c243eadc54ed7097cb77db7845dc2e94c3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e314b",
                    table="office_record",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_recordhistory" ("archived", "confidentiality", "department_id", "desk_id", "file_number", "first_day", "kind", "last_day", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."archived", OLD."confidentiality", OLD."department_id", OLD."desk_id", OLD."file_number", OLD."first_day", OLD."kind", OLD."last_day", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                    hash="27d7cc9a5822c489f9fad4481e5a97837f36dfd6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_324f4",
                    table="office_record",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind")),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["-created"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="document_search",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_documenthistory" ("created", "file_id", "kind", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."created", NEW."file_id", NEW."kind", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id"); RETURN NULL;',
                    hash="ff6235bc181da76a74f42d9cc1ba03ab0d1b215f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0f35",
                    table="office_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id"))',
                    func='INSERT INTO "office_documenthistory" ("created", "file_id", "kind", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."created", NEW."file_id", NEW."kind", NEW."language", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id"); RETURN NULL;',
                    hash="81f7eaf85c6e1f5abbcbbe3c00359c078b97cfe6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8f37",
                    table="office_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_documenthistory" ("created", "file_id", "kind", "language", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (OLD."created", OLD."file_id", OLD."kind", OLD."language", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id"); RETURN NULL;',
                    hash="024e1011059afa9da61fdc783381d6a431f53019",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_591c3",
                    table="office_document",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DocumentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind")),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_file_name_kind_language_created_events",
                        to="office.document",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EarlierVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("replaced", models.DateTimeField(auto_now_add=True, verbose_name="replaced")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="office.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier version",
                "verbose_name_plural": "earlier versions",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="document_version_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_earlierversionhistory" ("document_id", "file_id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced") VALUES (NEW."document_id", NEW."file_id", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaced"); RETURN NULL;',
                    hash="f5b472e12b2ac107f3ea26d6941931a276e50a5c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a8e74",
                    table="office_earlierversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."replaced" IS DISTINCT FROM (NEW."replaced"))',
                    func='INSERT INTO "office_earlierversionhistory" ("document_id", "file_id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced") VALUES (NEW."document_id", NEW."file_id", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaced"); RETURN NULL;',
                    hash="7230f44d945502303040ad03781429faa4cbf378",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_39587",
                    table="office_earlierversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="earlierversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_earlierversionhistory" ("document_id", "file_id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced") VALUES (OLD."document_id", OLD."file_id", OLD."name", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replaced"); RETURN NULL;',
                    hash="07343c2faa14ea815e842a61ddfb20d037b5e008",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56656",
                    table="office_earlierversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="EarlierVersionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("replaced", models.DateTimeField(auto_now_add=True, verbose_name="replaced")),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="document_number_file_name_replaced_events",
                        to="office.earlierversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                ("due", models.DateField(verbose_name="until")),
                (
                    "repeat",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("weekly", "every week"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="repeat",
                    ),
                ),
                (
                    "month_day",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="day of the month"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("done", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="office.followup",
                        verbose_name="follows",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who does it while the owner is away.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="follow_up_search",
                    ),
                    models.Index(
                        condition=models.Q(("done", None)), fields=["due"], name="follow_up_due"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_followuphistory" ("by_id", "created", "done", "done_by_id", "due", "follows_id", "month_day", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "repeat", "taken_by_id", "title") VALUES (NEW."by_id", NEW."created", NEW."done", NEW."done_by_id", NEW."due", NEW."follows_id", NEW."month_day", NEW."note", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."repeat", NEW."taken_by_id", NEW."title"); RETURN NULL;',
                    hash="d45e7a671fcc23b73c0d815ef94312eb01e3b0fa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e72cd",
                    table="office_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."done" IS DISTINCT FROM (NEW."done") OR OLD."done_by_id" IS DISTINCT FROM (NEW."done_by_id") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."follows_id" IS DISTINCT FROM (NEW."follows_id") OR OLD."month_day" IS DISTINCT FROM (NEW."month_day") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."repeat" IS DISTINCT FROM (NEW."repeat") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "office_followuphistory" ("by_id", "created", "done", "done_by_id", "due", "follows_id", "month_day", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "repeat", "taken_by_id", "title") VALUES (NEW."by_id", NEW."created", NEW."done", NEW."done_by_id", NEW."due", NEW."follows_id", NEW."month_day", NEW."note", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."repeat", NEW."taken_by_id", NEW."title"); RETURN NULL;',
                    hash="402c3c1421a06eb7db1eda8617af674a2e7f68b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed8ca",
                    table="office_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_followuphistory" ("by_id", "created", "done", "done_by_id", "due", "follows_id", "month_day", "note", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "repeat", "taken_by_id", "title") VALUES (OLD."by_id", OLD."created", OLD."done", OLD."done_by_id", OLD."due", OLD."follows_id", OLD."month_day", OLD."note", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."repeat", OLD."taken_by_id", OLD."title"); RETURN NULL;',
                    hash="b8f9378c80b49bb52eb1f7052cb393b91be9dd06",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c124",
                    table="office_followup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FollowUpHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                ("due", models.DateField(verbose_name="until")),
                (
                    "repeat",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("weekly", "every week"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="repeat",
                    ),
                ),
                (
                    "month_day",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="day of the month"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("done", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.followup",
                        verbose_name="follows",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="title_record_owner_taken_by_due_repeat_month_day_note_done_done_by_by_follows_created_events",
                        to="office.followup",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who does it while the owner is away.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GazetteerCity",
            fields=[
                ("geonameid", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("country", models.CharField(max_length=2)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("population", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="GazetteerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("folded", models.CharField(max_length=200)),
                (
                    "city",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="office.gazetteercity",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("name", models.CharField(max_length=200, verbose_name="file")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "preview"),
                            ("saved", "saved"),
                            ("undone", "undone"),
                            ("refused", "not taken over"),
                        ],
                        default="preview",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("result", models.JSONField(default=dict, verbose_name="result")),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="core.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-created"],
            },
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField()),
                ("before", models.JSONField(null=True, verbose_name="before")),
                ("after", models.JSONField(null=True, verbose_name="after")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="office.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of an import",
            },
        ),
        migrations.CreateModel(
            name="Interaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("day", models.DateField(verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("call", "phone call"),
                            ("video", "video call"),
                            ("letter", "letter"),
                            ("mail", "mail"),
                            ("other", "other talk"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of a talk",
                "verbose_name_plural": "notes of talks",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="interaction_search",
                    ),
                    models.Index(fields=["-day"], name="interaction_day"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionhistory" ("by_id", "created", "day", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject") VALUES (NEW."by_id", NEW."created", NEW."day", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subject"); RETURN NULL;',
                    hash="7528b48547d122c6e8feba4fcd5cdeaac619e932",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c195b",
                    table="office_interaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."subject" IS DISTINCT FROM (NEW."subject"))',
                    func='INSERT INTO "office_interactionhistory" ("by_id", "created", "day", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject") VALUES (NEW."by_id", NEW."created", NEW."day", NEW."kind", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subject"); RETURN NULL;',
                    hash="5fdfc874aa585de298aecc97ca4ee820a36dc4b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19543",
                    table="office_interaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interaction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionhistory" ("by_id", "created", "day", "kind", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject") VALUES (OLD."by_id", OLD."created", OLD."day", OLD."kind", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subject"); RETURN NULL;',
                    hash="8a6552b783e241ed57d914f6f3051abe1b808efa",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21306",
                    table="office_interaction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("day", models.DateField(verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("call", "phone call"),
                            ("video", "video call"),
                            ("letter", "letter"),
                            ("mail", "mail"),
                            ("other", "other talk"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="day_kind_subject_note_by_created_events",
                        to="office.interaction",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InteractionRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a talk",
                "verbose_name_plural": "entries of talks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("interaction", "record"), name="interaction_record"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionrecordhistory" ("interaction_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."interaction_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id"); RETURN NULL;',
                    hash="748bee21233c6c3155a44df1fb17143bf3fb3a63",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_875c0",
                    table="office_interactionrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."interaction_id" IS DISTINCT FROM (NEW."interaction_id") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id"))',
                    func='INSERT INTO "office_interactionrecordhistory" ("interaction_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (NEW."interaction_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id"); RETURN NULL;',
                    hash="725f7ef1fbb3b289950616b93e716e6957be3018",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_34873",
                    table="office_interactionrecord",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionrecordhistory" ("interaction_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id") VALUES (OLD."interaction_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id"); RETURN NULL;',
                    hash="40c854f6db6f128e41bdc53587ce5ae77918ec54",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_65f87",
                    table="office_interactionrecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionRecordHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "interaction",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="interaction_record_events",
                        to="office.interactionrecord",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "given_name",
                    models.CharField(blank=True, max_length=100, verbose_name="given name"),
                ),
                (
                    "family_name",
                    models.CharField(blank=True, max_length=100, verbose_name="family name"),
                ),
                (
                    "salutation",
                    models.CharField(blank=True, max_length=200, verbose_name="salutation"),
                ),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "restricted_until",
                    models.DateField(editable=False, null=True, verbose_name="restricted until"),
                ),
                (
                    "restricted_why",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        editable=False,
                        max_length=150,
                        verbose_name="why restricted",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="person_search",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restricted_until", None), ("restricted_why", "")),
                            models.Q(
                                ("restricted_until__isnull", False),
                                models.Q(("restricted_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="person_restricted_with_reason",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_personhistory" ("family_name", "given_name", "language", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "salutation", "source") VALUES (NEW."family_name", NEW."given_name", NEW."language", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."salutation", NEW."source"); RETURN NULL;',
                    hash="5c2f307117ac87476bac55fcf76ef8f405146412",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db889",
                    table="office_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."salutation" IS DISTINCT FROM (NEW."salutation") OR OLD."source" IS DISTINCT FROM (NEW."source"))',
                    func='INSERT INTO "office_personhistory" ("family_name", "given_name", "language", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "salutation", "source") VALUES (NEW."family_name", NEW."given_name", NEW."language", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."salutation", NEW."source"); RETURN NULL;',
                    hash="3fcc98e6aa77f75fbba95a2bcca7f1a89d39020b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae32a",
                    table="office_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_personhistory" ("family_name", "given_name", "language", "name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "salutation", "source") VALUES (OLD."family_name", OLD."given_name", OLD."language", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."salutation", OLD."source"); RETURN NULL;',
                    hash="e2b498071462f78b4ad9bd4bc1b94fe96fb0b05a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fef38",
                    table="office_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person in a talk",
                "verbose_name_plural": "people in talks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("interaction", "person"), name="interaction_person"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionpersonhistory" ("interaction_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."interaction_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="c98ede3547733afd97a7c68b2de90550acc47c2d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26ee4",
                    table="office_interactionperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."interaction_id" IS DISTINCT FROM (NEW."interaction_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                    func='INSERT INTO "office_interactionpersonhistory" ("interaction_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."interaction_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="c5cb6fe6b5335ba768ef9fe4d8cb512f313b0aeb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0883a",
                    table="office_interactionperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionperson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionpersonhistory" ("interaction_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."interaction_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="fd53379754bcd63e96561d12926d6e4699d2aea0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6aa9d",
                    table="office_interactionperson",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionPersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "interaction",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="interaction_person_events",
                        to="office.interactionperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "given_name",
                    models.CharField(blank=True, max_length=100, verbose_name="given name"),
                ),
                (
                    "family_name",
                    models.CharField(blank=True, max_length=100, verbose_name="family name"),
                ),
                (
                    "salutation",
                    models.CharField(blank=True, max_length=200, verbose_name="salutation"),
                ),
                ("language", models.CharField(blank=True, max_length=5, verbose_name="language")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_given_name_family_name_salutation_language_source_note_events",
                        to="office.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                (
                    "title",
                    models.CharField(
                        help_text="Read aloud to people who cannot see it.",
                        max_length=200,
                        verbose_name="what it shows",
                    ),
                ),
                ("taken", models.DateField(blank=True, null=True, verbose_name="taken on")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                ("licence", models.CharField(blank=True, max_length=120, verbose_name="licence")),
                (
                    "consent",
                    models.BooleanField(
                        default=False,
                        help_text="Also where nobody can be recognised.",
                        verbose_name="the people shown have consented",
                    ),
                ),
                (
                    "expires",
                    models.DateField(blank=True, null=True, verbose_name="may be used until"),
                ),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "thumbnail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="small picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="photo_search",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_photohistory" ("by_id", "consent", "created", "credit", "expires", "file_id", "licence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "taken", "thumbnail_id", "title") VALUES (NEW."by_id", NEW."consent", NEW."created", NEW."credit", NEW."expires", NEW."file_id", NEW."licence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."taken", NEW."thumbnail_id", NEW."title"); RETURN NULL;',
                    hash="43f8f86f0af14da2623493e047009117af02292c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_069f1",
                    table="office_photo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."consent" IS DISTINCT FROM (NEW."consent") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."credit" IS DISTINCT FROM (NEW."credit") OR OLD."expires" IS DISTINCT FROM (NEW."expires") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."licence" IS DISTINCT FROM (NEW."licence") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."taken" IS DISTINCT FROM (NEW."taken") OR OLD."thumbnail_id" IS DISTINCT FROM (NEW."thumbnail_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "office_photohistory" ("by_id", "consent", "created", "credit", "expires", "file_id", "licence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "taken", "thumbnail_id", "title") VALUES (NEW."by_id", NEW."consent", NEW."created", NEW."credit", NEW."expires", NEW."file_id", NEW."licence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."taken", NEW."thumbnail_id", NEW."title"); RETURN NULL;',
                    hash="cec6d9dfdc216a049093e5fad031995d33a6256d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d5ed4",
                    table="office_photo",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="photo",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_photohistory" ("by_id", "consent", "created", "credit", "expires", "file_id", "licence", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "taken", "thumbnail_id", "title") VALUES (OLD."by_id", OLD."consent", OLD."created", OLD."credit", OLD."expires", OLD."file_id", OLD."licence", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."taken", OLD."thumbnail_id", OLD."title"); RETURN NULL;',
                    hash="07e88d8d46f1bf48b0faae5c245f2529c4d007cc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89269",
                    table="office_photo",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PhotoHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "title",
                    models.CharField(
                        help_text="Read aloud to people who cannot see it.",
                        max_length=200,
                        verbose_name="what it shows",
                    ),
                ),
                ("taken", models.DateField(blank=True, null=True, verbose_name="taken on")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="credit")),
                ("licence", models.CharField(blank=True, max_length=120, verbose_name="licence")),
                (
                    "consent",
                    models.BooleanField(
                        default=False,
                        help_text="Also where nobody can be recognised.",
                        verbose_name="the people shown have consented",
                    ),
                ),
                (
                    "expires",
                    models.DateField(blank=True, null=True, verbose_name="may be used until"),
                ),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="file",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_file_thumbnail_title_taken_credit_licence_consent_expires_by_created_events",
                        to="office.photo",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "thumbnail",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="small picture",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "name_de",
                    models.CharField(blank=True, max_length=160, verbose_name="German name"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                (
                    "country_printed",
                    models.CharField(blank=True, max_length=80, verbose_name="country as printed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "city"),
                            ("district", "district"),
                            ("region", "region"),
                            ("group", "group of places"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "geonameid",
                    models.PositiveIntegerField(
                        blank=True, null=True, unique=True, verbose_name="number in GeoNames"
                    ),
                ),
                (
                    "in_doubt",
                    models.BooleanField(default=False, verbose_name="as printed, to be checked"),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="office.place",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "indexes": [models.Index(fields=["country", "name"], name="place_country_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("country__regex", "^([A-Z]{2})?$")),
                        name="place_country_iso2",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude", None), ("latitude__range", (-90, 90)), _connector="OR"
                        ),
                        name="place_latitude",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longitude", None), ("longitude__range", (-180, 180)), _connector="OR"
                        ),
                        name="place_longitude",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_placehistory" ("country", "country_printed", "geonameid", "in_doubt", "kind", "latitude", "longitude", "name", "name_de", "name_en", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."country", NEW."country_printed", NEW."geonameid", NEW."in_doubt", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", NEW."name_de", NEW."name_en", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="13b1e697b29457c0c8515e527f97e63a25d6a1eb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84581",
                    table="office_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."country_printed" IS DISTINCT FROM (NEW."country_printed") OR OLD."geonameid" IS DISTINCT FROM (NEW."geonameid") OR OLD."in_doubt" IS DISTINCT FROM (NEW."in_doubt") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_de" IS DISTINCT FROM (NEW."name_de") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id"))',
                    func='INSERT INTO "office_placehistory" ("country", "country_printed", "geonameid", "in_doubt", "kind", "latitude", "longitude", "name", "name_de", "name_en", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."country", NEW."country_printed", NEW."geonameid", NEW."in_doubt", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", NEW."name_de", NEW."name_en", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="dd4ea4c1e78a778f73158031f89967cc6b84ae0b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f376",
                    table="office_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_placehistory" ("country", "country_printed", "geonameid", "in_doubt", "kind", "latitude", "longitude", "name", "name_de", "name_en", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."country", OLD."country_printed", OLD."geonameid", OLD."in_doubt", OLD."kind", OLD."latitude", OLD."longitude", OLD."name", OLD."name_de", OLD."name_en", OLD."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="4cd05129a005ce727a34f09df989d78e6d9f2759",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5285e",
                    table="office_place",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("city", models.CharField(max_length=120, verbose_name="city")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "name",
                    models.CharField(blank=True, max_length=160, verbose_name="name of the office"),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        default="EUR",
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "fiscal_start_month",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="first month of the fiscal year",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "anniversary_years",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=oia.office.models.office.usual_anniversaries,
                        size=None,
                        verbose_name="anniversaries",
                    ),
                ),
                (
                    "precedence_mode",
                    models.CharField(
                        choices=[
                            ("art16", "Article 16 of the Vienna Convention, class by class"),
                            ("career_first", "all career heads of post first, then honorary ones"),
                        ],
                        default="art16",
                        max_length=12,
                        verbose_name="order of precedence",
                    ),
                ),
                (
                    "voucher_years",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="vouchers are kept for"
                    ),
                ),
                (
                    "visit_cadence_years",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="visit each partner every"
                    ),
                ),
                (
                    "overlap_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="overlap: days apart"),
                ),
                (
                    "overlap_km",
                    models.PositiveSmallIntegerField(
                        default=100, verbose_name="overlap: kilometres apart"
                    ),
                ),
                (
                    "award_prefix",
                    models.CharField(
                        blank=True,
                        help_text="As 360Giving gave it to the city, such as 360G-musterhausen.",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^360G-[A-Za-z0-9]+$", "Write it as 360G-name."
                            )
                        ],
                        verbose_name="prefix of published awards",
                    ),
                ),
                (
                    "org_id",
                    models.CharField(
                        blank=True,
                        help_text="As in lists of org-id.guide, such as XI-GRID-grid.12345.6.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{2}-[A-Z0-9]+-[^\\s]+$",
                                "Write it as list and number: XI-GRID-grid.12345.6.",
                            )
                        ],
                        verbose_name="identifier of the city",
                    ),
                ),
                (
                    "second_pair_of_eyes",
                    models.BooleanField(
                        default=True,
                        help_text="Switch off only where the office is too small; the history keeps it.",
                        verbose_name="a second person publishes the report",
                    ),
                ),
                (
                    "accent_light",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write a colour as #2044aa."
                            )
                        ],
                        verbose_name="colour on white",
                    ),
                ),
                (
                    "accent_dark",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write a colour as #2044aa."
                            )
                        ],
                        verbose_name="colour on black",
                    ),
                ),
                (
                    "ribbon",
                    models.CharField(blank=True, max_length=23, verbose_name="colours of the arms"),
                ),
                (
                    "look",
                    models.CharField(
                        blank=True, editable=False, max_length=16, verbose_name="colours"
                    ),
                ),
                (
                    "set_up",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="steps of the set-up done"
                    ),
                ),
                (
                    "set_up_finished",
                    models.DateTimeField(editable=False, null=True, verbose_name="set-up finished"),
                ),
                (
                    "arms",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="core.storedfile",
                        verbose_name="arms",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="office_one_row"),
                    models.CheckConstraint(
                        condition=models.Q(("voucher_years__range", (1, 50))),
                        name="office_voucher_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_start_month__range", (1, 12))),
                        name="office_fiscal_month",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_officehistory" ("accent_dark", "accent_light", "anniversary_years", "arms_id", "award_prefix", "city", "country", "currency", "fiscal_start_month", "language", "look", "name", "org_id", "overlap_days", "overlap_km", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "precedence_mode", "ribbon", "second_pair_of_eyes", "set_up", "set_up_finished", "visit_cadence_years", "voucher_years") VALUES (NEW."accent_dark", NEW."accent_light", NEW."anniversary_years", NEW."arms_id", NEW."award_prefix", NEW."city", NEW."country", NEW."currency", NEW."fiscal_start_month", NEW."language", NEW."look", NEW."name", NEW."org_id", NEW."overlap_days", NEW."overlap_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."precedence_mode", NEW."ribbon", NEW."second_pair_of_eyes", NEW."set_up", NEW."set_up_finished", NEW."visit_cadence_years", NEW."voucher_years"); RETURN NULL;',
                    hash="e6769fd68cae7a6b4b31d5841c3167da11443fb6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_393a8",
                    table="office_office",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accent_dark" IS DISTINCT FROM (NEW."accent_dark") OR OLD."accent_light" IS DISTINCT FROM (NEW."accent_light") OR OLD."anniversary_years" IS DISTINCT FROM (NEW."anniversary_years") OR OLD."arms_id" IS DISTINCT FROM (NEW."arms_id") OR OLD."award_prefix" IS DISTINCT FROM (NEW."award_prefix") OR OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."fiscal_start_month" IS DISTINCT FROM (NEW."fiscal_start_month") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."look" IS DISTINCT FROM (NEW."look") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."org_id" IS DISTINCT FROM (NEW."org_id") OR OLD."overlap_days" IS DISTINCT FROM (NEW."overlap_days") OR OLD."overlap_km" IS DISTINCT FROM (NEW."overlap_km") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."precedence_mode" IS DISTINCT FROM (NEW."precedence_mode") OR OLD."ribbon" IS DISTINCT FROM (NEW."ribbon") OR OLD."second_pair_of_eyes" IS DISTINCT FROM (NEW."second_pair_of_eyes") OR OLD."set_up" IS DISTINCT FROM (NEW."set_up") OR OLD."set_up_finished" IS DISTINCT FROM (NEW."set_up_finished") OR OLD."visit_cadence_years" IS DISTINCT FROM (NEW."visit_cadence_years") OR OLD."voucher_years" IS DISTINCT FROM (NEW."voucher_years"))',
                    func='INSERT INTO "office_officehistory" ("accent_dark", "accent_light", "anniversary_years", "arms_id", "award_prefix", "city", "country", "currency", "fiscal_start_month", "language", "look", "name", "org_id", "overlap_days", "overlap_km", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "precedence_mode", "ribbon", "second_pair_of_eyes", "set_up", "set_up_finished", "visit_cadence_years", "voucher_years") VALUES (NEW."accent_dark", NEW."accent_light", NEW."anniversary_years", NEW."arms_id", NEW."award_prefix", NEW."city", NEW."country", NEW."currency", NEW."fiscal_start_month", NEW."language", NEW."look", NEW."name", NEW."org_id", NEW."overlap_days", NEW."overlap_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."precedence_mode", NEW."ribbon", NEW."second_pair_of_eyes", NEW."set_up", NEW."set_up_finished", NEW."visit_cadence_years", NEW."voucher_years"); RETURN NULL;',
                    hash="762520ecf8be75e7f1f2c1c50392669a057fc7b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba749",
                    table="office_office",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_officehistory" ("accent_dark", "accent_light", "anniversary_years", "arms_id", "award_prefix", "city", "country", "currency", "fiscal_start_month", "language", "look", "name", "org_id", "overlap_days", "overlap_km", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "precedence_mode", "ribbon", "second_pair_of_eyes", "set_up", "set_up_finished", "visit_cadence_years", "voucher_years") VALUES (OLD."accent_dark", OLD."accent_light", OLD."anniversary_years", OLD."arms_id", OLD."award_prefix", OLD."city", OLD."country", OLD."currency", OLD."fiscal_start_month", OLD."language", OLD."look", OLD."name", OLD."org_id", OLD."overlap_days", OLD."overlap_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."precedence_mode", OLD."ribbon", OLD."second_pair_of_eyes", OLD."set_up", OLD."set_up_finished", OLD."visit_cadence_years", OLD."voucher_years"); RETURN NULL;',
                    hash="4955fea60db098e12d3c3c0c8f69dc4de9c2f230",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a41c",
                    table="office_office",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="OfficeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("city", models.CharField(max_length=120, verbose_name="city")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "name",
                    models.CharField(blank=True, max_length=160, verbose_name="name of the office"),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        default="EUR",
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "fiscal_start_month",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="first month of the fiscal year",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "anniversary_years",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=oia.office.models.office.usual_anniversaries,
                        size=None,
                        verbose_name="anniversaries",
                    ),
                ),
                (
                    "precedence_mode",
                    models.CharField(
                        choices=[
                            ("art16", "Article 16 of the Vienna Convention, class by class"),
                            ("career_first", "all career heads of post first, then honorary ones"),
                        ],
                        default="art16",
                        max_length=12,
                        verbose_name="order of precedence",
                    ),
                ),
                (
                    "voucher_years",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="vouchers are kept for"
                    ),
                ),
                (
                    "visit_cadence_years",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="visit each partner every"
                    ),
                ),
                (
                    "overlap_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="overlap: days apart"),
                ),
                (
                    "overlap_km",
                    models.PositiveSmallIntegerField(
                        default=100, verbose_name="overlap: kilometres apart"
                    ),
                ),
                (
                    "award_prefix",
                    models.CharField(
                        blank=True,
                        help_text="As 360Giving gave it to the city, such as 360G-musterhausen.",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^360G-[A-Za-z0-9]+$", "Write it as 360G-name."
                            )
                        ],
                        verbose_name="prefix of published awards",
                    ),
                ),
                (
                    "org_id",
                    models.CharField(
                        blank=True,
                        help_text="As in lists of org-id.guide, such as XI-GRID-grid.12345.6.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{2}-[A-Z0-9]+-[^\\s]+$",
                                "Write it as list and number: XI-GRID-grid.12345.6.",
                            )
                        ],
                        verbose_name="identifier of the city",
                    ),
                ),
                (
                    "second_pair_of_eyes",
                    models.BooleanField(
                        default=True,
                        help_text="Switch off only where the office is too small; the history keeps it.",
                        verbose_name="a second person publishes the report",
                    ),
                ),
                (
                    "accent_light",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write a colour as #2044aa."
                            )
                        ],
                        verbose_name="colour on white",
                    ),
                ),
                (
                    "accent_dark",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write a colour as #2044aa."
                            )
                        ],
                        verbose_name="colour on black",
                    ),
                ),
                (
                    "ribbon",
                    models.CharField(blank=True, max_length=23, verbose_name="colours of the arms"),
                ),
                (
                    "look",
                    models.CharField(
                        blank=True, editable=False, max_length=16, verbose_name="colours"
                    ),
                ),
                (
                    "set_up",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="steps of the set-up done"
                    ),
                ),
                (
                    "set_up_finished",
                    models.DateTimeField(editable=False, null=True, verbose_name="set-up finished"),
                ),
                (
                    "arms",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="arms",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="city_country_place_name_currency_fiscal_start_month_language_anniversary_years_precedence_mode_voucher_years_visit_cadence_years_overlap_days_overlap_km_award_prefix_org_id_second_pair_of_eyes_accent_light_accent_dark_ribbon_arms_look_set_up_set_up_finished_events",
                        to="office.office",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpenQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("cell", "a cell"),
                            ("twin", "a row that stands twice"),
                            ("sum", "a row that adds up"),
                            ("title", "rows above the header"),
                        ],
                        default="cell",
                        max_length=5,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("country", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField(verbose_name="reason")),
                ("proposals", models.JSONField(default=list, verbose_name="proposals")),
                ("details", models.JSONField(default=dict, verbose_name="details")),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="office.importrun",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="office.place"
                    ),
                ),
            ],
            options={
                "verbose_name": "open question",
                "verbose_name_plural": "open questions",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="organisation_search",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_organisationhistory" ("name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "website") VALUES (NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."website"); RETURN NULL;',
                    hash="6eacef41c20cbfa9fa9c1d1902fa9d5509631123",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_83496",
                    table="office_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "office_organisationhistory" ("name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "website") VALUES (NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."website"); RETURN NULL;',
                    hash="328126147cad2ea0f35eeca9e42142c0640d3e5b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77fde",
                    table="office_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_organisationhistory" ("name", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "website") VALUES (OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."website"); RETURN NULL;',
                    hash="b625e31390cc377239ebdb09d4aa7bc7c161e4e6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27766",
                    table="office_organisation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation in a talk",
                "verbose_name_plural": "organisations in talks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("interaction", "organisation"), name="interaction_organisation"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionorganisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionorganisationhistory" ("interaction_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."interaction_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="1d3ba010771dc55cba8be18ecd1ecb8bf7c07787",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f23ed",
                    table="office_interactionorganisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionorganisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."interaction_id" IS DISTINCT FROM (NEW."interaction_id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id"))',
                    func='INSERT INTO "office_interactionorganisationhistory" ("interaction_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."interaction_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="dbccba5ade105362b9a059c9487e150e8d5a96e8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90013",
                    table="office_interactionorganisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="interactionorganisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_interactionorganisationhistory" ("interaction_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."interaction_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="1d1b2362a6bb25dccd92ea71f520c08898c02b1f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29f40",
                    table="office_interactionorganisation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InteractionOrganisationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "interaction",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.interaction",
                        verbose_name="talk",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="interaction_organisation_events",
                        to="office.interactionorganisation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganisationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_place_website_note_events",
                        to="office.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "name_de",
                    models.CharField(blank=True, max_length=160, verbose_name="German name"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                (
                    "country_printed",
                    models.CharField(blank=True, max_length=80, verbose_name="country as printed"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("city", "city"),
                            ("district", "district"),
                            ("region", "region"),
                            ("group", "group of places"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                (
                    "geonameid",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number in GeoNames"
                    ),
                ),
                (
                    "in_doubt",
                    models.BooleanField(default=False, verbose_name="as printed, to be checked"),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="part of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_name_de_name_en_country_country_printed_kind_part_of_latitude_longitude_geonameid_in_doubt_events",
                        to="office.place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(db_index=True, max_length=200)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="office.place",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("folded", name="gin_trgm_ops"),
                        name="place_name_trgm",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("place", "name"), name="place_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "start",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="from"
                    ),
                ),
                (
                    "end",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="until"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", ""),
                            (
                                "start__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="position_start_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end", ""),
                            (
                                "end__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="position_end_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "organisation", "title", "start"), name="position_once"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_positionhistory" ("email", "end", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "start", "title") VALUES (NEW."email", NEW."end", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."start", NEW."title"); RETURN NULL;',
                    hash="52202eb12f7ff4402bf183a1f72d35469c49440e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9021e",
                    table="office_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "office_positionhistory" ("email", "end", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "start", "title") VALUES (NEW."email", NEW."end", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."start", NEW."title"); RETURN NULL;',
                    hash="8b163ff6634bd47a674c8863ce6a45062d644022",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_12448",
                    table="office_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_positionhistory" ("email", "end", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "start", "title") VALUES (OLD."email", OLD."end", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."start", OLD."title"); RETURN NULL;',
                    hash="50705c346ca1ecef4026e50c8b10a4a0ecfb6167",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fe5f3",
                    table="office_position",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PositionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "start",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="from"
                    ),
                ),
                (
                    "end",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="until"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="person_organisation_title_email_phone_start_end_events",
                        to="office.position",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                (
                    "guest_title",
                    models.CharField(
                        blank=True,
                        help_text="In their language; without it the title is printed.",
                        max_length=200,
                        verbose_name="what, in the guests' words",
                    ),
                ),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("day", models.DateField(verbose_name="day")),
                ("start", models.TimeField(verbose_name="start")),
                (
                    "end_day",
                    models.DateField(
                        blank=True,
                        help_text="Only where it is another day.",
                        null=True,
                        verbose_name="day of the end",
                    ),
                ),
                ("end", models.TimeField(blank=True, null=True, verbose_name="end")),
                ("zone", models.CharField(max_length=40, verbose_name="time zone")),
                (
                    "start_which",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "the first, before clocks are put back"),
                            (1, "the second, after it"),
                        ],
                        null=True,
                        verbose_name="start: which of the two",
                    ),
                ),
                (
                    "end_which",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "the first, before clocks are put back"),
                            (1, "the second, after it"),
                        ],
                        null=True,
                        verbose_name="end: which of the two",
                    ),
                ),
                ("starts", models.DateTimeField(editable=False, verbose_name="starts")),
                ("ends", models.DateTimeField(editable=False, null=True, verbose_name="ends")),
                ("people", models.CharField(blank=True, max_length=500, verbose_name="people")),
                (
                    "interpreter",
                    models.BooleanField(default=False, verbose_name="interpreter needed"),
                ),
                ("public_text", models.TextField(blank=True, verbose_name="text for guests")),
                ("note", models.TextField(blank=True, verbose_name="notes for staff")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_items",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of a programme",
                "verbose_name_plural": "items of programmes",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="programme_search",
                    ),
                    models.Index(fields=["starts"], name="programme_starts"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends", None), ("ends__gt", models.F("starts")), _connector="OR"
                        ),
                        name="programme_end_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end", None),
                                ("end_day", None),
                                ("end_which", None),
                                ("ends", None),
                            ),
                            models.Q(("end__isnull", False), ("ends__isnull", False)),
                            _connector="OR",
                        ),
                        name="programme_end_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("start_which", None), ("start_which__lte", 1), _connector="OR"
                            ),
                            models.Q(("end_which", None), ("end_which__lte", 1), _connector="OR"),
                        ),
                        name="programme_which_of_two",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="times_together",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF ((NEW.day + NEW.start) - (NEW.starts AT TIME ZONE 'UTC'))\n            NOT BETWEEN interval '-12 hours' AND interval '14 hours'\n        OR ((COALESCE(NEW.end_day, NEW.day) + NEW.\"end\") - (NEW.ends AT TIME ZONE 'UTC'))\n            NOT BETWEEN interval '-12 hours' AND interval '14 hours'\n    THEN\n        RAISE EXCEPTION 'the instant is not that of the local time'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_times_together';\n    END IF;\n    RETURN NEW;\n",
                    hash="de48d8c46958d504cb8e06444856300576df0760",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_times_together_176d6",
                    table="office_programmeitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_programmeitemhistory" ("day", "end", "end_day", "end_which", "ends", "guest_title", "interpreter", "note", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_text", "record_id", "start", "start_which", "starts", "title", "venue", "zone") VALUES (NEW."day", NEW."end", NEW."end_day", NEW."end_which", NEW."ends", NEW."guest_title", NEW."interpreter", NEW."note", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."public_text", NEW."record_id", NEW."start", NEW."start_which", NEW."starts", NEW."title", NEW."venue", NEW."zone"); RETURN NULL;',
                    hash="4b33c0e295770b99cafd3cf0f228cae4bf7d2be1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a443b",
                    table="office_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."end_day" IS DISTINCT FROM (NEW."end_day") OR OLD."end_which" IS DISTINCT FROM (NEW."end_which") OR OLD."ends" IS DISTINCT FROM (NEW."ends") OR OLD."guest_title" IS DISTINCT FROM (NEW."guest_title") OR OLD."interpreter" IS DISTINCT FROM (NEW."interpreter") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."people" IS DISTINCT FROM (NEW."people") OR OLD."public_text" IS DISTINCT FROM (NEW."public_text") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."start_which" IS DISTINCT FROM (NEW."start_which") OR OLD."starts" IS DISTINCT FROM (NEW."starts") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."venue" IS DISTINCT FROM (NEW."venue") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                    func='INSERT INTO "office_programmeitemhistory" ("day", "end", "end_day", "end_which", "ends", "guest_title", "interpreter", "note", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_text", "record_id", "start", "start_which", "starts", "title", "venue", "zone") VALUES (NEW."day", NEW."end", NEW."end_day", NEW."end_which", NEW."ends", NEW."guest_title", NEW."interpreter", NEW."note", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."public_text", NEW."record_id", NEW."start", NEW."start_which", NEW."starts", NEW."title", NEW."venue", NEW."zone"); RETURN NULL;',
                    hash="d1a0448b5487703a24dda68a9f65f7106217ae11",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9da86",
                    table="office_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_programmeitemhistory" ("day", "end", "end_day", "end_which", "ends", "guest_title", "interpreter", "note", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_text", "record_id", "start", "start_which", "starts", "title", "venue", "zone") VALUES (OLD."day", OLD."end", OLD."end_day", OLD."end_which", OLD."ends", OLD."guest_title", OLD."interpreter", OLD."note", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."public_text", OLD."record_id", OLD."start", OLD."start_which", OLD."starts", OLD."title", OLD."venue", OLD."zone"); RETURN NULL;',
                    hash="60df2e887564bfdd32e2abcbd30d1b5069fe7ba0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1a04",
                    table="office_programmeitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ProgrammeItemHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                (
                    "guest_title",
                    models.CharField(
                        blank=True,
                        help_text="In their language; without it the title is printed.",
                        max_length=200,
                        verbose_name="what, in the guests' words",
                    ),
                ),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("day", models.DateField(verbose_name="day")),
                ("start", models.TimeField(verbose_name="start")),
                (
                    "end_day",
                    models.DateField(
                        blank=True,
                        help_text="Only where it is another day.",
                        null=True,
                        verbose_name="day of the end",
                    ),
                ),
                ("end", models.TimeField(blank=True, null=True, verbose_name="end")),
                ("zone", models.CharField(max_length=40, verbose_name="time zone")),
                (
                    "start_which",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "the first, before clocks are put back"),
                            (1, "the second, after it"),
                        ],
                        null=True,
                        verbose_name="start: which of the two",
                    ),
                ),
                (
                    "end_which",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (0, "the first, before clocks are put back"),
                            (1, "the second, after it"),
                        ],
                        null=True,
                        verbose_name="end: which of the two",
                    ),
                ),
                ("starts", models.DateTimeField(editable=False, verbose_name="starts")),
                ("ends", models.DateTimeField(editable=False, null=True, verbose_name="ends")),
                ("people", models.CharField(blank=True, max_length=500, verbose_name="people")),
                (
                    "interpreter",
                    models.BooleanField(default=False, verbose_name="interpreter needed"),
                ),
                ("public_text", models.TextField(blank=True, verbose_name="text for guests")),
                ("note", models.TextField(blank=True, verbose_name="notes for staff")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_title_guest_title_venue_day_start_end_day_end_zone_start_which_end_which_starts_ends_people_interpreter_public_text_note_events",
                        to="office.programmeitem",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecordHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("kind", models.CharField(editable=False, max_length=20, verbose_name="kind")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "file_number",
                    models.CharField(blank=True, max_length=60, verbose_name="file number"),
                ),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("internal", "internal"),
                            ("confidential", "confidential"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="confidentiality",
                    ),
                ),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.desk",
                        verbose_name="responsible",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="kind_title_file_number_desk_department_confidentiality_first_day_last_day_note_archived_events",
                        to="office.record",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="result")),
                (
                    "publishable",
                    models.BooleanField(
                        default=False,
                        help_text="In the report to the council and on the public list of journeys.",
                        verbose_name="may be published",
                    ),
                ),
                (
                    "written",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "result",
                "verbose_name_plural": "results",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_resulthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishable", "record_id", "text", "written") VALUES (NEW."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."publishable", NEW."record_id", NEW."text", NEW."written"); RETURN NULL;',
                    hash="07b08dc2273db0af6e2c163c4cf19d99855e9d64",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f589f",
                    table="office_result",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."publishable" IS DISTINCT FROM (NEW."publishable") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written" IS DISTINCT FROM (NEW."written"))',
                    func='INSERT INTO "office_resulthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishable", "record_id", "text", "written") VALUES (NEW."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."publishable", NEW."record_id", NEW."text", NEW."written"); RETURN NULL;',
                    hash="2f6a00d4411f3a0c6773c4ad08e250093d75a8cc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5153c",
                    table="office_result",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_resulthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishable", "record_id", "text", "written") VALUES (OLD."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."publishable", OLD."record_id", OLD."text", OLD."written"); RETURN NULL;',
                    hash="638a5ed9239c7f2ce70f828364b482add332ac4a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0edba",
                    table="office_result",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ResultHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("text", models.TextField(verbose_name="result")),
                (
                    "publishable",
                    models.BooleanField(
                        default=False,
                        help_text="In the report to the council and on the public list of journeys.",
                        verbose_name="may be published",
                    ),
                ),
                (
                    "written",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_text_publishable_by_written_events",
                        to="office.result",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("word", name="gin_trgm_ops"),
                        name="search_word_trgm",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StockItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="item")),
                (
                    "reorder_level",
                    models.PositiveIntegerField(
                        default=5,
                        help_text="With so many left or fewer it is to be reordered.",
                        verbose_name="reorder at",
                    ),
                ),
                (
                    "price",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=200, verbose_name="where it is bought"),
                ),
            ],
            options={
                "verbose_name": "stock item",
                "verbose_name_plural": "stock items",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="stock_item_search",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_stockitemhistory" ("currency", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reorder_level", "source") VALUES (NEW."currency", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."price", NEW."reorder_level", NEW."source"); RETURN NULL;',
                    hash="d9316ccb63a710a6e52f2e0341aa9f29503e254b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b8cb7",
                    table="office_stockitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."price" IS DISTINCT FROM (NEW."price") OR OLD."reorder_level" IS DISTINCT FROM (NEW."reorder_level") OR OLD."source" IS DISTINCT FROM (NEW."source"))',
                    func='INSERT INTO "office_stockitemhistory" ("currency", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reorder_level", "source") VALUES (NEW."currency", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."price", NEW."reorder_level", NEW."source"); RETURN NULL;',
                    hash="ca79407ff2873e5f8640556e093681d55862835b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8be6",
                    table="office_stockitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stockitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_stockitemhistory" ("currency", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "reorder_level", "source") VALUES (OLD."currency", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."price", OLD."reorder_level", OLD."source"); RETURN NULL;',
                    hash="6858cc626a62a0f3f7138efb2891267dc38cf9fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b843c",
                    table="office_stockitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("quantity", models.IntegerField(verbose_name="quantity")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="note")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="office.stockitem",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True),
                        name="delivery_of_something",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_deliveryhistory" ("day", "item_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (NEW."day", NEW."item_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quantity"); RETURN NULL;',
                    hash="c9c153eaca44cab8de094a900cf0c06481a753c8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64a70",
                    table="office_delivery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity"))',
                    func='INSERT INTO "office_deliveryhistory" ("day", "item_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (NEW."day", NEW."item_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quantity"); RETURN NULL;',
                    hash="1174e0d1ca7306f4a669fa7187611274e60830bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50053",
                    table="office_delivery",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delivery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_deliveryhistory" ("day", "item_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") VALUES (OLD."day", OLD."item_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quantity"); RETURN NULL;',
                    hash="81c7795cc129b025b8bdeb2b1c262e2ed7c21b7e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc623",
                    table="office_delivery",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Gift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                (
                    "direction",
                    models.CharField(
                        choices=[("given", "given"), ("received", "received")],
                        default="given",
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("quantity", models.PositiveIntegerField(default=1, verbose_name="quantity")),
                (
                    "value",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="value",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "whereabouts",
                    models.CharField(
                        blank=True,
                        help_text="The mayor's office, the town archive, passed on …",
                        max_length=200,
                        verbose_name="where it went",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="office.stockitem",
                        verbose_name="from stock",
                    ),
                ),
            ],
            options={
                "verbose_name": "gift",
                "verbose_name_plural": "gifts",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="gift_search",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("item", None), ("direction", "given"), _connector="OR"),
                        name="gift_from_stock_is_given",
                        violation_error_message="Only what is given comes from stock.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="gift_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", None), ("value__gte", 0), _connector="OR"),
                        name="gift_value_not_negative",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gift",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_gifthistory" ("currency", "day", "direction", "item_id", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "record_id", "title", "value", "whereabouts") VALUES (NEW."currency", NEW."day", NEW."direction", NEW."item_id", NEW."note", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."quantity", NEW."record_id", NEW."title", NEW."value", NEW."whereabouts"); RETURN NULL;',
                    hash="263e94a5252558f7873799a5dc15147e91582e34",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e06a6",
                    table="office_gift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gift",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."whereabouts" IS DISTINCT FROM (NEW."whereabouts"))',
                    func='INSERT INTO "office_gifthistory" ("currency", "day", "direction", "item_id", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "record_id", "title", "value", "whereabouts") VALUES (NEW."currency", NEW."day", NEW."direction", NEW."item_id", NEW."note", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."quantity", NEW."record_id", NEW."title", NEW."value", NEW."whereabouts"); RETURN NULL;',
                    hash="bf438ee2f2a0bdb388efa57a30520e2b03e34c5f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_305b4",
                    table="office_gift",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gift",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_gifthistory" ("currency", "day", "direction", "item_id", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "record_id", "title", "value", "whereabouts") VALUES (OLD."currency", OLD."day", OLD."direction", OLD."item_id", OLD."note", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."quantity", OLD."record_id", OLD."title", OLD."value", OLD."whereabouts"); RETURN NULL;',
                    hash="f017d41a8df9d2a326d82b4008ae7954c67625d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ffb0",
                    table="office_gift",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="GiftHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200, verbose_name="what")),
                (
                    "direction",
                    models.CharField(
                        choices=[("given", "given"), ("received", "received")],
                        default="given",
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("quantity", models.PositiveIntegerField(default=1, verbose_name="quantity")),
                (
                    "value",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="value",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "whereabouts",
                    models.CharField(
                        blank=True,
                        help_text="The mayor's office, the town archive, passed on …",
                        max_length=200,
                        verbose_name="where it went",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="title_direction_day_quantity_value_currency_person_organisation_record_item_whereabouts_note_events",
                        to="office.gift",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.stockitem",
                        verbose_name="from stock",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StockItemHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160, verbose_name="item")),
                (
                    "reorder_level",
                    models.PositiveIntegerField(
                        default=5,
                        help_text="With so many left or fewer it is to be reordered.",
                        verbose_name="reorder at",
                    ),
                ),
                (
                    "price",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="price",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=200, verbose_name="where it is bought"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_reorder_level_price_currency_source_events",
                        to="office.stockitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="substitute",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "substitution",
                "verbose_name_plural": "substitutions",
                "ordering": ["first_day", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="substitution_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substitute", models.F("user")), _negated=True),
                        name="substitution_by_another",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substitution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_substitutionhistory" ("first_day", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id", "user_id") VALUES (NEW."first_day", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."substitute_id", NEW."user_id"); RETURN NULL;',
                    hash="1019230fdf0f982c3140f1f4eecfbf15e919844a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ecd1",
                    table="office_substitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substitution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."substitute_id" IS DISTINCT FROM (NEW."substitute_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "office_substitutionhistory" ("first_day", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id", "user_id") VALUES (NEW."first_day", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."substitute_id", NEW."user_id"); RETURN NULL;',
                    hash="63b98b42d29a5fbf6a626cbc735d5570daff8a69",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3880",
                    table="office_substitution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="substitution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_substitutionhistory" ("first_day", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "substitute_id", "user_id") VALUES (OLD."first_day", OLD."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."substitute_id", OLD."user_id"); RETURN NULL;',
                    hash="f585a787a5f62dab72c23da536c10d08589409ac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dc666",
                    table="office_substitution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SubstitutionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="user_substitute_first_day_last_day_events",
                        to="office.substitution",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="substitute",
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
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="tag")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"), name="tag_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="tag_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taggings",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taggings",
                        to="office.tag",
                        verbose_name="tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tagging",
                "verbose_name_plural": "taggings",
                "constraints": [
                    models.UniqueConstraint(fields=("record", "tag"), name="tagging_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_tagginghistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "tag_id") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."tag_id"); RETURN NULL;',
                    hash="95aa9021a60e3c9e7419ef2d4c03fc309c4aaaaf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5c874",
                    table="office_tagging",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."tag_id" IS DISTINCT FROM (NEW."tag_id"))',
                    func='INSERT INTO "office_tagginghistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "tag_id") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."tag_id"); RETURN NULL;',
                    hash="c58fa6c2fae0be9b5ef53f00d80044719437ffb5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79a1b",
                    table="office_tagging",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tagging",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_tagginghistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "tag_id") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."tag_id"); RETURN NULL;',
                    hash="dda2d32c49c08c92686d520e9504cc8ef9efd8bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0c527",
                    table="office_tagging",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="TaggingHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_tag_events",
                        to="office.tagging",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.tag",
                        verbose_name="tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("field", models.CharField(max_length=160, verbose_name="field of work")),
                (
                    "from_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="from %"),
                ),
                (
                    "to_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="to %"),
                ),
            ],
            options={
                "verbose_name": "share of work",
                "verbose_name_plural": "shares of work",
                "constraints": [
                    models.UniqueConstraint(fields=("year", "field"), name="work_share_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_percent__gte", 0),
                            ("to_percent__gte", models.F("from_percent")),
                            ("to_percent__lte", 100),
                        ),
                        name="work_share_range",
                        violation_error_message="Give shares from 0 to 100, the lower one first.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_worksharehistory" ("field", "from_percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_percent", "year") VALUES (NEW."field", NEW."from_percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."to_percent", NEW."year"); RETURN NULL;',
                    hash="57d36bb01e743149a9973f32467b20ed959d99fd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_de320",
                    table="office_workshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."from_percent" IS DISTINCT FROM (NEW."from_percent") OR OLD."to_percent" IS DISTINCT FROM (NEW."to_percent") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "office_worksharehistory" ("field", "from_percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_percent", "year") VALUES (NEW."field", NEW."from_percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."to_percent", NEW."year"); RETURN NULL;',
                    hash="4c986b0796d4c68dddfb02d4bce2878b783775ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b0d45",
                    table="office_workshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_worksharehistory" ("field", "from_percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_percent", "year") VALUES (OLD."field", OLD."from_percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."to_percent", OLD."year"); RETURN NULL;',
                    hash="f8c0dbf12b43e202464203c6a1f75bb268318965",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4590",
                    table="office_workshare",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="WorkShareHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("field", models.CharField(max_length=160, verbose_name="field of work")),
                (
                    "from_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="from %"),
                ),
                (
                    "to_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="to %"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="year_field_from_percent_to_percent_events",
                        to="office.workshare",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("change", "New address or role"),
                            ("close", "Close the account"),
                            ("open", "Open the account"),
                            ("second_step", "Reset the second step"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("role", models.CharField(blank=True, max_length=20, verbose_name="role")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("asked", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires", models.DateTimeField(default=oia.office.models.accounts.in_a_week)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a second person"),
                            ("confirmed", "confirmed"),
                            ("operator", "confirmed by the operator"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "not answered in time"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answered", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "request about an account",
                "verbose_name_plural": "requests about accounts",
                "ordering": ["-asked", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("answered_by__isnull", False),
                                models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                models.Q(("answered_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_request_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["confirmed", "operator"]), _negated=True),
                            models.Q(
                                ("answered__isnull", False), ("answered__lte", models.F("expires"))
                            ),
                            _connector="OR",
                        ),
                        name="account_request_in_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("user",),
                        name="account_request_one",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="asked_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."expires" IS DISTINCT FROM (NEW."expires"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="e734f1a1982b2b7fdfb862133cd9d949f8939884",
                    operation="UPDATE",
                    pgid="pgtrigger_asked_stays_3789f",
                    table="office_accountrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"state\" = 'waiting'))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f47e4a75e095fd2620906da1ff9fbec118a649b5",
                    operation="UPDATE",
                    pgid="pgtrigger_answer_stays_a150e",
                    table="office_accountrequest",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliation",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "affiliation",
                "verbose_name_plural": "affiliations",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affiliation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_affiliationhistory" ("department_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."department_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="ec5ea5e2491f68a84d40b931ded52c37f3630fd3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b63c",
                    table="office_affiliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affiliation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "office_affiliationhistory" ("department_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."department_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="bea0f61d4cdcbb46023c2d68ca6ab1bf9687ea61",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a886c",
                    table="office_affiliation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affiliation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_affiliationhistory" ("department_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."department_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                    hash="40f18b8ee65b770e18cf16c3193e9ff10e7519ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0250a",
                    table="office_affiliation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("column", models.CharField(max_length=60)),
                ("folded", models.CharField(max_length=300)),
                ("country", models.CharField(blank=True, max_length=80)),
                ("value", models.CharField(blank=True, max_length=300)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="office.place"
                    ),
                ),
            ],
            options={
                "verbose_name": "remembered answer",
                "verbose_name_plural": "remembered answers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("column", "folded", "country"), name="answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, unique=True, verbose_name="budget line")),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1900)],
                        verbose_name="last year of its own",
                    ),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="split",
                        to="office.budgetline",
                        verbose_name="split off from",
                    ),
                ),
                (
                    "goes_on_in",
                    models.ForeignKey(
                        blank=True,
                        help_text="The line it was merged into; what is left of its last year goes there.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="office.budgetline",
                        verbose_name="goes on in",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("goes_on_in", None),
                                models.Q(("goes_on_in", models.F("pk")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("came_from", None),
                                models.Q(("came_from", models.F("pk")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="budget_line_goes_on_elsewhere",
                        violation_error_message="A line goes on in another one.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_budgetlinehistory" ("archived", "came_from_id", "goes_on_in_id", "last_year", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived", NEW."came_from_id", NEW."goes_on_in_id", NEW."last_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="503b43fb0b703a3e950d7f91dd7e8a3ab1032eb9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57b92",
                    table="office_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived" IS DISTINCT FROM (NEW."archived") OR OLD."came_from_id" IS DISTINCT FROM (NEW."came_from_id") OR OLD."goes_on_in_id" IS DISTINCT FROM (NEW."goes_on_in_id") OR OLD."last_year" IS DISTINCT FROM (NEW."last_year") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "office_budgetlinehistory" ("archived", "came_from_id", "goes_on_in_id", "last_year", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived", NEW."came_from_id", NEW."goes_on_in_id", NEW."last_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="1e296de1fb75168e883a6e3876b1230e4e107bfb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29257",
                    table="office_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_budgetlinehistory" ("archived", "came_from_id", "goes_on_in_id", "last_year", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."archived", OLD."came_from_id", OLD."goes_on_in_id", OLD."last_year", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="7492357b32e54feb58a1ce93fe9a73bf9ab2291e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4333",
                    table="office_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Allotment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "planned",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="planned",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("line_item", "line item"), ("discretionary", "discretionary")],
                        max_length=14,
                        verbose_name="mode",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="purpose")),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="group")),
                (
                    "raised",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        default=0,
                        editable=False,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="changes",
                    ),
                ),
                (
                    "committed",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        default=0,
                        editable=False,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="committed",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="allotments",
                        to="office.record",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget of a year",
                "verbose_name_plural": "budget",
                "constraints": [
                    models.UniqueConstraint(fields=("year", "line"), name="allotment_year_line"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("committed__gte", 0),
                            (
                                "committed__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.comparison.Coalesce(
                                        "planned", models.Value(Decimal("0"))
                                    ),
                                    "+",
                                    models.F("raised"),
                                ),
                            ),
                        ),
                        name="allotment_never_overcommitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned", None), ("planned__gte", 0), _connector="OR"),
                        name="allotment_not_negative",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allotment",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_what_it_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (OLD.line_id, OLD.year, OLD.currency) IS DISTINCT FROM (NEW.line_id, NEW.year, NEW.currency)\n        AND (EXISTS (SELECT 1 FROM office_commitment WHERE allotment_id = OLD.id)\n             OR EXISTS (SELECT 1 FROM office_budgetentry WHERE allotment_id = OLD.id))\n    THEN\n        RAISE EXCEPTION 'a budget line on which money is promised stays what it is'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'allotment_stays_what_it_is';\n    END IF;\n    RETURN NEW;\n",
                    hash="256fd9ddb64ddd685ca91716dfd25b0af5875ce4",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_what_it_is_b921a",
                    table="office_allotment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allotment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_allotmenthistory" ("about_id", "committed", "currency", "group", "line_id", "mode", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "purpose", "raised", "year") VALUES (NEW."about_id", NEW."committed", NEW."currency", NEW."group", NEW."line_id", NEW."mode", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."planned", NEW."purpose", NEW."raised", NEW."year"); RETURN NULL;',
                    hash="bcc787552bbd23d07c614e377a718913bbbd7ba7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_946c2",
                    table="office_allotment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allotment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."about_id" IS DISTINCT FROM (NEW."about_id") OR OLD."committed" IS DISTINCT FROM (NEW."committed") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."group" IS DISTINCT FROM (NEW."group") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."raised" IS DISTINCT FROM (NEW."raised") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "office_allotmenthistory" ("about_id", "committed", "currency", "group", "line_id", "mode", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "purpose", "raised", "year") VALUES (NEW."about_id", NEW."committed", NEW."currency", NEW."group", NEW."line_id", NEW."mode", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."planned", NEW."purpose", NEW."raised", NEW."year"); RETURN NULL;',
                    hash="f7e7c1328691f604e6e7955f9e02ff053e79beef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7cb0",
                    table="office_allotment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="allotment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_allotmenthistory" ("about_id", "committed", "currency", "group", "line_id", "mode", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "purpose", "raised", "year") VALUES (OLD."about_id", OLD."committed", OLD."currency", OLD."group", OLD."line_id", OLD."mode", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."planned", OLD."purpose", OLD."raised", OLD."year"); RETURN NULL;',
                    hash="7aa660197834c4e927d7d61be4e068dc6ca8b725",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1575",
                    table="office_allotment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="BudgetEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "raised by the head"),
                            ("moved_in", "moved here"),
                            ("moved_out", "moved away"),
                            ("provisional", "provisional, until the budget is adopted"),
                            ("carried", "carried over from last year"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="reason")),
                ("pair", models.UUIDField(editable=False, null=True)),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "allotment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="office.allotment",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the budget",
                "verbose_name_plural": "changes of the budget",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="budget_entry_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="budget_entry_something",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetentry",
            trigger=pgtrigger.compiler.Trigger(
                name="counts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE office_allotment SET raised = raised + NEW.amount WHERE id = NEW.allotment_id;\n    RETURN NULL;\n",
                    hash="092f960a4421199c7a75edb7c72e61cff2b12e6d",
                    operation="INSERT",
                    pgid="pgtrigger_counts_cb732",
                    table="office_budgetentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetentry",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e9295cfaa44de5ad9f10c76b8ff07eb8d32e5c77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_stays_7966f",
                    table="office_budgetentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="BudgetLineHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160, verbose_name="budget line")),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1900)],
                        verbose_name="last year of its own",
                    ),
                ),
                (
                    "archived",
                    models.DateTimeField(editable=False, null=True, verbose_name="archived"),
                ),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.budgetline",
                        verbose_name="split off from",
                    ),
                ),
                (
                    "goes_on_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The line it was merged into; what is left of its last year goes there.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.budgetline",
                        verbose_name="goes on in",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_goes_on_in_last_year_came_from_archived_events",
                        to="office.budgetline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
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
                        help_text="Where it is used: Outlook at work, my phone.",
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
                        choices=[
                            ("own", "my own"),
                            ("department", "my department"),
                            ("office", "the whole office"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="whose dates",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kinds",
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
                        related_name="feeds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
                "ordering": ["-created"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="feed_digest_sha256",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_calendarfeedhistory" ("created", "digest", "expires", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (NEW."created", NEW."digest", NEW."expires", NEW."kinds", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked", NEW."scope", NEW."user_id"); RETURN NULL;',
                    hash="015bd6679acd072ce8023e273360a44882807b70",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0425",
                    table="office_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."expires" IS DISTINCT FROM (NEW."expires") OR OLD."kinds" IS DISTINCT FROM (NEW."kinds") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."revoked" IS DISTINCT FROM (NEW."revoked") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "office_calendarfeedhistory" ("created", "digest", "expires", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (NEW."created", NEW."digest", NEW."expires", NEW."kinds", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked", NEW."scope", NEW."user_id"); RETURN NULL;',
                    hash="0acd0dee2577a3e59d05cffe3278251ed7122a96",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15149",
                    table="office_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_calendarfeedhistory" ("created", "digest", "expires", "kinds", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked", "scope", "user_id") VALUES (OLD."created", OLD."digest", OLD."expires", OLD."kinds", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked", OLD."scope", OLD."user_id"); RETURN NULL;',
                    hash="68653d71e87ca2e98d2630d93bfd31aabb5760da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50932",
                    table="office_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CalendarFeedHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "name",
                    models.CharField(
                        help_text="Where it is used: Outlook at work, my phone.",
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
                        choices=[
                            ("own", "my own"),
                            ("department", "my department"),
                            ("office", "the whole office"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="whose dates",
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kinds",
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
                        related_name="user_name_digest_scope_kinds_created_expires_revoked_events",
                        to="office.calendarfeed",
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
            name="ClosedYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="fiscal year")),
                ("adopted", models.DateField(verbose_name="annual accounts adopted on")),
                ("confirmed", models.DateTimeField(null=True, verbose_name="confirmed")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed year",
                "verbose_name_plural": "closed years",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closed_year_by_two",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closedyear",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ecca60f1a37c617367a7fcd4ec79d6695d065d44",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_stays_7e002",
                    table="office_closedyear",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closedyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_closedyearhistory" ("adopted", "confirmed", "confirmed_by_id", "entered_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."adopted", NEW."confirmed", NEW."confirmed_by_id", NEW."entered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="2aa9ab1ee3587fec946ef7b045748c12d0e99f6a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8c08b",
                    table="office_closedyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closedyear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."adopted" IS DISTINCT FROM (NEW."adopted") OR OLD."confirmed" IS DISTINCT FROM (NEW."confirmed") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "office_closedyearhistory" ("adopted", "confirmed", "confirmed_by_id", "entered_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."adopted", NEW."confirmed", NEW."confirmed_by_id", NEW."entered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="9afe9a8fe06a4a92d7153c85e8e6e836ca34cb39",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_888dc",
                    table="office_closedyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="closedyear",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_closedyearhistory" ("adopted", "confirmed", "confirmed_by_id", "entered_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."adopted", OLD."confirmed", OLD."confirmed_by_id", OLD."entered_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                    hash="628b2514fcf34da34e05dd2a73a77ba76b97c7d5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_da68f",
                    table="office_closedyear",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ClosedYearHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="fiscal year")),
                ("adopted", models.DateField(verbose_name="annual accounts adopted on")),
                ("confirmed", models.DateTimeField(null=True, verbose_name="confirmed")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="year_adopted_entered_by_confirmed_by_confirmed_events",
                        to="office.closedyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="comment")),
                (
                    "written",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["written", "pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_commenthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "text", "written") VALUES (NEW."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."text", NEW."written"); RETURN NULL;',
                    hash="f5c761d32210486ea4380d921c71d3a43946b2f9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3dd0",
                    table="office_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written" IS DISTINCT FROM (NEW."written"))',
                    func='INSERT INTO "office_commenthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "text", "written") VALUES (NEW."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."text", NEW."written"); RETURN NULL;',
                    hash="ab8ff021d462180affa7afc7b388d7156ad16373",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41844",
                    table="office_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_commenthistory" ("by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "text", "written") VALUES (OLD."by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."text", OLD."written"); RETURN NULL;',
                    hash="fbdcbc53b6529a54f59eb9606750d193f4e3768b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e32c6",
                    table="office_comment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CommentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("text", models.TextField(verbose_name="comment")),
                (
                    "written",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="record_text_by_written_events",
                        to="office.comment",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what for")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("paid", "paid"), ("released", "given back")],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "held",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="held by a decision"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "allotment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="office.allotment",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="commitment_says_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="commitment_not_negative"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="counts",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP <> 'INSERT' AND OLD.status <> 'released' THEN\n        UPDATE office_allotment SET committed = committed - OLD.amount WHERE id = OLD.allotment_id;\n    END IF;\n    IF TG_OP <> 'DELETE' AND NEW.status <> 'released' THEN\n        UPDATE office_allotment SET committed = committed + NEW.amount WHERE id = NEW.allotment_id;\n    END IF;\n    RETURN NULL;\n",
                    hash="cf6e2aa25082576419a04464b0658fb157d9190e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_counts_4b601",
                    table="office_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_commitmenthistory" ("allotment_id", "amount", "at", "by_id", "held", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "status", "text") VALUES (NEW."allotment_id", NEW."amount", NEW."at", NEW."by_id", NEW."held", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="21c0f3aed265b5b1beb53b1546a83716ff3ce855",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf103",
                    table="office_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."allotment_id" IS DISTINCT FROM (NEW."allotment_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."held" IS DISTINCT FROM (NEW."held") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "office_commitmenthistory" ("allotment_id", "amount", "at", "by_id", "held", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "status", "text") VALUES (NEW."allotment_id", NEW."amount", NEW."at", NEW."by_id", NEW."held", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="d6935805e3171703c1223e0c8cda05bd4f243c56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79f1d",
                    table="office_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_commitmenthistory" ("allotment_id", "amount", "at", "by_id", "held", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "status", "text") VALUES (OLD."allotment_id", OLD."amount", OLD."at", OLD."by_id", OLD."held", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."status", OLD."text"); RETURN NULL;',
                    hash="c2de07ac29f38254dbcd38d8f0e1786c3c584f07",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_797cc",
                    table="office_commitment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("day", models.DateField(db_index=True, verbose_name="date")),
                ("reference", models.CharField(max_length=120, verbose_name="reference")),
                (
                    "amount",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="text")),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("city", "city budget line"),
                            ("mayor", "mayor's travel budget"),
                            ("eu", "EU project"),
                            ("host", "host"),
                            ("private", "private"),
                            ("other", "other payer"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="payer",
                    ),
                ),
                (
                    "also_amount",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="of it for that",
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "also_for",
                    models.ForeignKey(
                        blank=True,
                        help_text="A second purpose the same expense serves; it counts once.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.record",
                        verbose_name="also for",
                    ),
                ),
                (
                    "commitment",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posting",
                        to="office.commitment",
                        verbose_name="promise",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="spending",
                        to="office.record",
                        verbose_name="trip or visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "verbose_name_plural": "spending",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="spending_search",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "line", "reference"), name="spending_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("also_for", None),
                            ("record", None),
                            models.Q(("also_for", models.F("record")), _negated=True),
                            _connector="OR",
                        ),
                        name="spending_two_purposes",
                        violation_error_message="The second purpose is another entry than the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("also_amount", None),
                            models.Q(
                                ("also_amount__gt", 0), ("also_amount__lte", models.F("amount"))
                            ),
                            models.Q(
                                ("also_amount__gte", models.F("amount")), ("also_amount__lt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="spending_part_within",
                        violation_error_message="What is for the second purpose is a part of the amount: not more, and with the same sign.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spending",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_spendinghistory" ("also_amount", "also_for_id", "amount", "as_of", "commitment_id", "currency", "day", "line_id", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "reference", "text") VALUES (NEW."also_amount", NEW."also_for_id", NEW."amount", NEW."as_of", NEW."commitment_id", NEW."currency", NEW."day", NEW."line_id", NEW."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."record_id", NEW."reference", NEW."text"); RETURN NULL;',
                    hash="92c731f94d87580ba0a8cede8aca1bd93157beaa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dae8a",
                    table="office_spending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spending",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."also_amount" IS DISTINCT FROM (NEW."also_amount") OR OLD."also_for_id" IS DISTINCT FROM (NEW."also_for_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."commitment_id" IS DISTINCT FROM (NEW."commitment_id") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."payer" IS DISTINCT FROM (NEW."payer") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "office_spendinghistory" ("also_amount", "also_for_id", "amount", "as_of", "commitment_id", "currency", "day", "line_id", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "reference", "text") VALUES (NEW."also_amount", NEW."also_for_id", NEW."amount", NEW."as_of", NEW."commitment_id", NEW."currency", NEW."day", NEW."line_id", NEW."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."record_id", NEW."reference", NEW."text"); RETURN NULL;',
                    hash="eb91767c1d95b68ca33f323c855ba7e303b33ee7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25064",
                    table="office_spending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spending",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_spendinghistory" ("also_amount", "also_for_id", "amount", "as_of", "commitment_id", "currency", "day", "line_id", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "reference", "text") VALUES (OLD."also_amount", OLD."also_for_id", OLD."amount", OLD."as_of", OLD."commitment_id", OLD."currency", OLD."day", OLD."line_id", OLD."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."reference", OLD."text"); RETURN NULL;',
                    hash="b08a288a4f97cb7343c91e5dc146de24980f2b6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_efac8",
                    table="office_spending",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SpendingHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("day", models.DateField(verbose_name="date")),
                ("reference", models.CharField(max_length=120, verbose_name="reference")),
                (
                    "amount",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="text")),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("city", "city budget line"),
                            ("mayor", "mayor's travel budget"),
                            ("eu", "EU project"),
                            ("host", "host"),
                            ("private", "private"),
                            ("other", "other payer"),
                        ],
                        default="city",
                        max_length=10,
                        verbose_name="payer",
                    ),
                ),
                (
                    "also_amount",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="of it for that",
                    ),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="as of")),
                (
                    "also_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="A second purpose the same expense serves; it counts once.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="also for",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.commitment",
                        verbose_name="promise",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="day_line_reference_amount_currency_text_payer_record_also_for_also_amount_as_of_commitment_events",
                        to="office.spending",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="trip or visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "amount",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what for")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("paid", "paid"), ("released", "given back")],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                (
                    "held",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="held by a decision"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "allotment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.allotment",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="allotment_amount_text_record_status_held_by_at_events",
                        to="office.commitment",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="entry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="as of")),
                ("found", models.JSONField(default=dict, verbose_name="found")),
                ("done", models.JSONField(null=True, verbose_name="deleted")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waits for a second person"),
                            ("released", "released"),
                            ("refused", "not released"),
                            ("done", "done"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "proposed",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="proposed"
                    ),
                ),
                ("released", models.DateTimeField(null=True, verbose_name="released")),
                ("finished", models.DateTimeField(null=True, verbose_name="finished")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
            ],
            options={
                "verbose_name": "deletion of what is over",
                "verbose_name_plural": "deletions of what is over",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("proposed", "refused")),
                            models.Q(
                                ("released__isnull", False),
                                ("released_by__isnull", False),
                                models.Q(
                                    ("proposed_by", None),
                                    models.Q(
                                        ("released_by", models.F("proposed_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="deletion_released_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("state",),
                        name="deletion_one_waits",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deletion",
            trigger=pgtrigger.compiler.Trigger(
                name="proposed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."found" IS DISTINCT FROM (NEW."found") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8f8a5f7bb61dbc4b0404a49edd15a11fc198def1",
                    operation="UPDATE",
                    pgid="pgtrigger_proposed_stays_f1370",
                    table="office_deletion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deletion",
            trigger=pgtrigger.compiler.Trigger(
                name="done_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'done')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c6afad6a8bd7af1111a613ee770ad3fbe37edba2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_done_stays_b23f0",
                    table="office_deletion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DeliveryHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("day", models.DateField(verbose_name="day")),
                ("quantity", models.IntegerField(verbose_name="quantity")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="note")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="item_day_quantity_note_events",
                        to="office.delivery",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.stockitem",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AllotmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "planned",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="planned",
                    ),
                ),
                (
                    "currency",
                    oia.core.money.CurrencyField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[A-Z]{3}$")],
                        verbose_name="currency",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("line_item", "line item"), ("discretionary", "discretionary")],
                        max_length=14,
                        verbose_name="mode",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="purpose")),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="group")),
                (
                    "raised",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        default=0,
                        editable=False,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="changes",
                    ),
                ),
                (
                    "committed",
                    oia.core.money.AmountField(
                        decimal_places=2,
                        default=0,
                        editable=False,
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="committed",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="year_line_planned_currency_mode_owner_purpose_group_about_raised_committed_events",
                        to="office.allotment",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AffiliationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="user_department_events",
                        to="office.affiliation",
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
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "record_ptr",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        related_name="as_%(class)s",
                        serialize=False,
                        to="office.record",
                    ),
                ),
                (
                    "event_kind",
                    models.CharField(
                        choices=[
                            ("europe_day", "Europe Day"),
                            ("national_day", "national day"),
                            ("festival", "festival"),
                            ("round_table", "round table"),
                            ("association", "association meeting"),
                            ("coordination", "coordination meeting"),
                            ("reception", "reception"),
                            ("conference", "conference"),
                            ("exhibition", "exhibition"),
                            ("lecture", "lecture"),
                            ("other", "other event"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="expected"),
                ),
                (
                    "attended",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="attended"),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events_about",
                        to="office.record",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_eventhistory" ("about_id", "attended", "event_kind", "expected", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."about_id", NEW."attended", NEW."event_kind", NEW."expected", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."place_id"); RETURN NULL;',
                    hash="686647cc85242c2cd59d0566cdc33ade70b6c365",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_26683",
                    table="office_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."about_id" IS DISTINCT FROM (NEW."about_id") OR OLD."attended" IS DISTINCT FROM (NEW."attended") OR OLD."event_kind" IS DISTINCT FROM (NEW."event_kind") OR OLD."expected" IS DISTINCT FROM (NEW."expected") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id"))',
                    func='INSERT INTO "office_eventhistory" ("about_id", "attended", "event_kind", "expected", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."about_id", NEW."attended", NEW."event_kind", NEW."expected", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."place_id"); RETURN NULL;',
                    hash="2985efd1617250a7ee1d306aa17a24ceb622eedd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3f34",
                    table="office_event",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_eventhistory" ("about_id", "attended", "event_kind", "expected", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."about_id", OLD."attended", OLD."event_kind", OLD."expected", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."place_id"); RETURN NULL;',
                    hash="32b912af0a24f0c053c31a08b75306d409784836",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8cc4d",
                    table="office_event",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="EventHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "event_kind",
                    models.CharField(
                        choices=[
                            ("europe_day", "Europe Day"),
                            ("national_day", "national day"),
                            ("festival", "festival"),
                            ("round_table", "round table"),
                            ("association", "association meeting"),
                            ("coordination", "coordination meeting"),
                            ("reception", "reception"),
                            ("conference", "conference"),
                            ("exhibition", "exhibition"),
                            ("lecture", "lecture"),
                            ("other", "other event"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="expected"),
                ),
                (
                    "attended",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="attended"),
                ),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.record",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="event_kind_place_about_expected_attended_events",
                        to="office.event",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="guest")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Without one the guest is invited by letter or phone.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "not invited yet"),
                            ("invited", "invited"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("no_answer", "no answer"),
                            ("called_off", "called off"),
                        ],
                        default="listed",
                        max_length=10,
                        verbose_name="reply",
                    ),
                ),
                (
                    "companions",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="accompanying persons"
                    ),
                ),
                ("replied", models.DateField(blank=True, null=True, verbose_name="replied on")),
                (
                    "replied_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "by letter"),
                            ("mail", "by mail"),
                            ("phone", "by phone"),
                            ("person", "in person"),
                        ],
                        max_length=6,
                        verbose_name="replied by",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Seat, diet, car …", verbose_name="note"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                        verbose_name="number of the calendar entry",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="number of the change"
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        verbose_name="calendar entry sent",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="office.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="invitation_search",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("organisation__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_of_somebody",
                        violation_error_message="Name a person or an organisation.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("event", "person"),
                        name="invitation_person_once",
                        violation_error_message="This person is on the list already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("event", "organisation"),
                        name="invitation_organisation_once",
                        violation_error_message="This organisation is on the list already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_invitationhistory" ("companions", "email", "event_id", "name", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replied", "replied_by", "sequence", "state", "told", "uid") VALUES (NEW."companions", NEW."email", NEW."event_id", NEW."name", NEW."note", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replied", NEW."replied_by", NEW."sequence", NEW."state", NEW."told", NEW."uid"); RETURN NULL;',
                    hash="62c9cbb2299297bd711408d00f284e5eaf364f75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbc61",
                    table="office_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."companions" IS DISTINCT FROM (NEW."companions") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."replied" IS DISTINCT FROM (NEW."replied") OR OLD."replied_by" IS DISTINCT FROM (NEW."replied_by") OR OLD."sequence" IS DISTINCT FROM (NEW."sequence") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."told" IS DISTINCT FROM (NEW."told") OR OLD."uid" IS DISTINCT FROM (NEW."uid"))',
                    func='INSERT INTO "office_invitationhistory" ("companions", "email", "event_id", "name", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replied", "replied_by", "sequence", "state", "told", "uid") VALUES (NEW."companions", NEW."email", NEW."event_id", NEW."name", NEW."note", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replied", NEW."replied_by", NEW."sequence", NEW."state", NEW."told", NEW."uid"); RETURN NULL;',
                    hash="283496bec9e15208c82a23083474562c11465c7d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0719b",
                    table="office_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "office_invitationhistory" ("companions", "email", "event_id", "name", "note", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replied", "replied_by", "sequence", "state", "told", "uid") VALUES (OLD."companions", OLD."email", OLD."event_id", OLD."name", OLD."note", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replied", OLD."replied_by", OLD."sequence", OLD."state", OLD."told", OLD."uid"); RETURN NULL;',
                    hash="7bf4d5d94e2722857a074cbb31e28a3f113ddf5f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1660",
                    table="office_invitation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InvitationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="guest")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Without one the guest is invited by letter or phone.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "not invited yet"),
                            ("invited", "invited"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("no_answer", "no answer"),
                            ("called_off", "called off"),
                        ],
                        default="listed",
                        max_length=10,
                        verbose_name="reply",
                    ),
                ),
                (
                    "companions",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="accompanying persons"
                    ),
                ),
                ("replied", models.DateField(blank=True, null=True, verbose_name="replied on")),
                (
                    "replied_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "by letter"),
                            ("mail", "by mail"),
                            ("phone", "by phone"),
                            ("person", "in person"),
                        ],
                        max_length=6,
                        verbose_name="replied by",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Seat, diet, car …", verbose_name="note"
                    ),
                ),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        verbose_name="number of the calendar entry",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="number of the change"
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        verbose_name="calendar entry sent",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="event_person_organisation_name_email_state_companions_replied_replied_by_note_uid_sequence_told_events",
                        to="office.invitation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
