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
        ("reporting", "0001_initial"),
        ("reporting", "0002_print_of_the_paper"),
        ("reporting", "0003_history_without_files"),
        ("reporting", "0004_names_on_screen"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_tables"),
        ("core", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("review", "in review"),
                            ("published", "published"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("built", models.DateTimeField(blank=True, null=True, verbose_name="built")),
                (
                    "snapshot",
                    models.JSONField(blank=True, null=True, verbose_name="figures and texts"),
                ),
                (
                    "correction",
                    models.TextField(blank=True, verbose_name="reason of the correction"),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="annex",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="PDF",
                    ),
                ),
                (
                    "printed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="print",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="put up for review by",
                    ),
                ),
            ],
            options={
                "verbose_name": "annual report",
                "verbose_name_plural": "annual reports",
                "ordering": ["-year", "language"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "language"), name="report_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reporthistory" ("built", "correction", "created", "first_day", "language", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "submitted_by_id", "year") VALUES (NEW."built", NEW."correction", NEW."created", NEW."first_day", NEW."language", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."submitted_by_id", NEW."year"); RETURN NULL;',
                    hash="28a11548e1082a5a546e7e8cd02e0ac821beb6d5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_69d08",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."built" IS DISTINCT FROM (NEW."built") OR OLD."correction" IS DISTINCT FROM (NEW."correction") OR OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "reporting_reporthistory" ("built", "correction", "created", "first_day", "language", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "submitted_by_id", "year") VALUES (NEW."built", NEW."correction", NEW."created", NEW."first_day", NEW."language", NEW."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."submitted_by_id", NEW."year"); RETURN NULL;',
                    hash="6a639ef873d127914e9c1d87e7915c87b78219d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c13c",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_reporthistory" ("built", "correction", "created", "first_day", "language", "last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "submitted_by_id", "year") VALUES (OLD."built", OLD."correction", OLD."created", OLD."first_day", OLD."language", OLD."last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."status", OLD."submitted_by_id", OLD."year"); RETURN NULL;',
                    hash="a27f157d930485cbdaa60863d87953dbbd2367b5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a47c2",
                    table="reporting_report",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Narrative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40, verbose_name="section")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("version", models.PositiveIntegerField(default=0)),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="narratives",
                        to="reporting.report",
                        verbose_name="annual report",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a section",
                "verbose_name_plural": "texts of sections",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "section"), name="narrative_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="narrative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_narrativehistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "section", "text") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."report_id", NEW."section", NEW."text"); RETURN NULL;',
                    hash="254ace158acc3ebe4c7ad755fec3211e98bb9654",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1be84",
                    table="reporting_narrative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="narrative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "reporting_narrativehistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "section", "text") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."report_id", NEW."section", NEW."text"); RETURN NULL;',
                    hash="a38a8ab1b5b8d565068159047fdffe239378e092",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d8c77",
                    table="reporting_narrative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="narrative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "reporting_narrativehistory" ("pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "section", "text") VALUES (COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."report_id", OLD."section", OLD."text"); RETURN NULL;',
                    hash="38846ee3ec4ceecb2b7f7c70caa385cf0cbab047",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5256",
                    table="reporting_narrative",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NarrativeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("section", models.CharField(max_length=40, verbose_name="section")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="report_section_text_events",
                        to="reporting.narrative",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reporting.report",
                        verbose_name="annual report",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        default="de",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("review", "in review"),
                            ("published", "published"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("built", models.DateTimeField(blank=True, null=True, verbose_name="built")),
                (
                    "correction",
                    models.TextField(blank=True, verbose_name="reason of the correction"),
                ),
                (
                    "created",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="year_language_first_day_last_day_status_built_submitted_by_correction_created_events",
                        to="reporting.report",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="put up for review by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("snapshot", models.JSONField(verbose_name="figures and texts")),
                ("snapshot_digest", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True, verbose_name="reason of the correction")),
                (
                    "published",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="published"
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="annex",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="PDF",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "published report",
                "verbose_name_plural": "published reports",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "number"), name="version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("snapshot_digest__regex", "^[0-9a-f]{64}$")),
                        name="version_digest",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportversion",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="db9d1b148acc55a8888237decfba7090538a5e72",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_17be1",
                    table="reporting_reportversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
