"""The tables of the first release, with their rules and their history."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import delegations.support.check
import oia.core.money
import oia.core.sealed


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("delegations", "0001_initial"),
        ("delegations", "0002_schemes_of_travel_support"),
        ("delegations", "0003_applications_for_support"),
        ("delegations", "0004_schemes_name_their_line"),
        ("delegations", "0005_bank_accounts_of_clubs"),
        ("delegations", "0006_payments_to_clubs"),
        ("delegations", "0007_proofs_of_use"),
        ("delegations", "0008_payments_by_two_people"),
        ("delegations", "0009_ranks_in_a_round"),
        ("delegations", "0010_ties_are_declared"),
        ("delegations", "0011_names_on_screen"),
        ("delegations", "0012_incoming_mail"),
        ("delegations", "0013_revocations_and_repayments"),
        ("delegations", "0014_earlier_repayments"),
        ("delegations", "0015_approved_with_programme"),
        ("delegations", "0016_papers_that_name_people"),
        ("delegations", "0017_requests_for_papers_as_letters"),
        ("delegations", "0018_receipts_as_papers"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_tables"),
        ("core", "__first__"),
        ("office", "0001_tables"),
        ("partners", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayingAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                (
                    "iban",
                    oia.core.sealed.EncryptedField(
                        purpose="city-iban", shown=4, verbose_name="IBAN"
                    ),
                ),
                (
                    "entered",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                (
                    "confirmed",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "account of the city",
                "verbose_name_plural": "accounts of the city",
                "ordering": ("-entered", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("holder", ""), _negated=True),
                        name="paying_account_has_holder",
                    ),
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
                        name="paying_account_two_people",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payingaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (OLD.holder, OLD.entered_by_id, OLD.entered)\n        IS DISTINCT FROM (NEW.holder, NEW.entered_by_id, NEW.entered)\n        OR (OLD.iban <> NEW.iban AND split_part(OLD.iban, '.', 1) = split_part(NEW.iban, '.', 1))\n        OR (OLD.confirmed IS NOT NULL AND (OLD.confirmed, OLD.confirmed_by_id)\n            IS DISTINCT FROM (NEW.confirmed, NEW.confirmed_by_id))\n    THEN\n        RAISE EXCEPTION 'the account of the city is followed by another, never rewritten'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'paying_account_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="573ed699e0355db3d0eeec8d29d17d9be7f9b581",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_8b237",
                    table="delegations_payingaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payingaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c436f564270adbd026617fcafff387d13b630e18",
                    operation="DELETE",
                    pgid="pgtrigger_kept_b9740",
                    table="delegations_payingaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payingaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_payingaccounthistory" ("confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed", NEW."confirmed_by_id", NEW."entered", NEW."entered_by_id", NEW."holder", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="de18bf6213ad53be8d03fed5c0c90463ac6da88a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49794",
                    table="delegations_payingaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payingaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed" IS DISTINCT FROM (NEW."confirmed") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."entered" IS DISTINCT FROM (NEW."entered") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."holder" IS DISTINCT FROM (NEW."holder"))',
                    func='INSERT INTO "delegations_payingaccounthistory" ("confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed", NEW."confirmed_by_id", NEW."entered", NEW."entered_by_id", NEW."holder", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="eaad8fc10d68a82deee69ead850cfecb7e73beaa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ad26f",
                    table="delegations_payingaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payingaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_payingaccounthistory" ("confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."confirmed", OLD."confirmed_by_id", OLD."entered", OLD."entered_by_id", OLD."holder", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="09ab78201eb5e0dd0bb707cb38da27ee331007ce",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3639",
                    table="delegations_payingaccount",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PayingAccountHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                (
                    "entered",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                (
                    "confirmed",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="holder_entered_by_entered_confirmed_by_confirmed_events",
                        to="delegations.payingaccount",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "task",
                    models.CharField(
                        choices=[("chair", "chair"), ("member", "applies for the club")],
                        default="member",
                        max_length=8,
                        verbose_name="task",
                    ),
                ),
                (
                    "club",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "representative of a club",
                "verbose_name_plural": "representatives of clubs",
                "ordering": ("task", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("club", "user"), name="representative_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_representativehistory" ("club_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "user_id") VALUES (NEW."club_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."task", NEW."user_id"); RETURN NULL;',
                    hash="f40abfa88a2d8ba9522adda5ff96d705b5c79f1d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ffb1",
                    table="delegations_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."club_id" IS DISTINCT FROM (NEW."club_id") OR OLD."task" IS DISTINCT FROM (NEW."task") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "delegations_representativehistory" ("club_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "user_id") VALUES (NEW."club_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."task", NEW."user_id"); RETURN NULL;',
                    hash="1524f6853a72fa56f60b53e4619f60fa6e7634d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c9246",
                    table="delegations_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_representativehistory" ("club_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "task", "user_id") VALUES (OLD."club_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."task", OLD."user_id"); RETURN NULL;',
                    hash="c4353667aff1bdcb4006adf0e757c33dd40215a3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_732be",
                    table="delegations_representative",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RepresentativeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "task",
                    models.CharField(
                        choices=[("chair", "chair"), ("member", "applies for the club")],
                        default="member",
                        max_length=8,
                        verbose_name="task",
                    ),
                ),
                (
                    "club",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="club_user_task_events",
                        to="delegations.representative",
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
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("name_de", models.CharField(max_length=200, verbose_name="name (German)")),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                (
                    "advance_percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="paid in advance, percent",
                    ),
                ),
                (
                    "proof_weeks",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[django.core.validators.MaxValueValidator(104)],
                        verbose_name="weeks for the proof of use",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.budgetline",
                        verbose_name="budget line",
                    ),
                ),
            ],
            options={
                "verbose_name": "support scheme",
                "verbose_name_plural": "support schemes",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("advance_percent__lte", 100)),
                        name="scheme_advance_percent",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_schemehistory" ("advance_percent", "code", "line_id", "name_de", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_weeks") VALUES (NEW."advance_percent", NEW."code", NEW."line_id", NEW."name_de", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proof_weeks"); RETURN NULL;',
                    hash="7f8961c3d57d0d3293e742c7cbf51036e8a83889",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4224a",
                    table="delegations_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."advance_percent" IS DISTINCT FROM (NEW."advance_percent") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."name_de" IS DISTINCT FROM (NEW."name_de") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."proof_weeks" IS DISTINCT FROM (NEW."proof_weeks"))',
                    func='INSERT INTO "delegations_schemehistory" ("advance_percent", "code", "line_id", "name_de", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_weeks") VALUES (NEW."advance_percent", NEW."code", NEW."line_id", NEW."name_de", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proof_weeks"); RETURN NULL;',
                    hash="d2bd1858d683aa2e67d9854855f49b4405b31924",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be382",
                    table="delegations_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_schemehistory" ("advance_percent", "code", "line_id", "name_de", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_weeks") VALUES (OLD."advance_percent", OLD."code", OLD."line_id", OLD."name_de", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proof_weeks"); RETURN NULL;',
                    hash="9509527324d10af2ac076fec2c0bc93863c4d966",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_209ee",
                    table="delegations_scheme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SchemeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                ("name_de", models.CharField(max_length=200, verbose_name="name (German)")),
                ("name_en", models.CharField(max_length=200, verbose_name="name (English)")),
                (
                    "advance_percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="paid in advance, percent",
                    ),
                ),
                (
                    "proof_weeks",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[django.core.validators.MaxValueValidator(104)],
                        verbose_name="weeks for the proof of use",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        related_name="code_name_de_name_en_line_advance_percent_proof_weeks_events",
                        to="delegations.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("in_force", "in force"), ("ended", "ended")],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("note_de", models.TextField(blank=True, verbose_name="note (German)")),
                ("note_en", models.TextField(blank=True, verbose_name="note (English)")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                (
                    "rules",
                    models.JSONField(
                        default=delegations.support.check.empty_rules, verbose_name="rules"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a scheme",
                "verbose_name_plural": "versions of schemes",
                "ordering": ("scheme", "-number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "number"), name="scheme_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="scheme_version_ends_after_it_begins",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("valid_from__isnull", False), _connector="OR"
                        ),
                        name="scheme_version_in_force_has_its_day",
                        violation_error_message="Enter the day from which the version is valid.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status__in", ["in_force", "ended"])),
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        expressions=[
                            (
                                models.Func(
                                    models.F("scheme"),
                                    models.F("scheme"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="scheme_versions_never_valid_on_one_day",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeversion",
            trigger=pgtrigger.compiler.Trigger(
                name="rules_in_force_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."rules" IS DISTINCT FROM (NEW."rules") AND NOT (OLD."status" = \'draft\'))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1bf305a67e3998dd5dd5201141b2c2c282f858b3",
                    operation="UPDATE",
                    pgid="pgtrigger_rules_in_force_stay_60859",
                    table="delegations_schemeversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_schemeversionhistory" ("note_de", "note_en", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules", "scheme_id", "sources", "status", "valid_from", "valid_to") VALUES (NEW."note_de", NEW."note_en", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rules", NEW."scheme_id", NEW."sources", NEW."status", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="74776d012dcd1e17fc23f5f89cba8f3622df3dc4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a10bf",
                    table="delegations_schemeversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."note_de" IS DISTINCT FROM (NEW."note_de") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."rules" IS DISTINCT FROM (NEW."rules") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to"))',
                    func='INSERT INTO "delegations_schemeversionhistory" ("note_de", "note_en", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules", "scheme_id", "sources", "status", "valid_from", "valid_to") VALUES (NEW."note_de", NEW."note_en", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rules", NEW."scheme_id", NEW."sources", NEW."status", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="778455682eab6a0d05a0e875ae03060819c43339",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0fe3",
                    table="delegations_schemeversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_schemeversionhistory" ("note_de", "note_en", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rules", "scheme_id", "sources", "status", "valid_from", "valid_to") VALUES (OLD."note_de", OLD."note_en", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rules", OLD."scheme_id", OLD."sources", OLD."status", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="1fc3dd1c34dbf70627ef84913a011fcedf457d93",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_87684",
                    table="delegations_schemeversion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SchemeVersionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("in_force", "in force"), ("ended", "ended")],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("note_de", models.TextField(blank=True, verbose_name="note (German)")),
                ("note_en", models.TextField(blank=True, verbose_name="note (English)")),
                ("sources", models.JSONField(blank=True, default=list, verbose_name="sources")),
                (
                    "rules",
                    models.JSONField(
                        default=delegations.support.check.empty_rules, verbose_name="rules"
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="scheme_number_status_valid_from_valid_to_note_de_note_en_sources_rules_events",
                        to="delegations.schemeversion",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("facts", models.JSONField(verbose_name="facts")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "case to try",
                "verbose_name_plural": "cases to try",
                "ordering": ("title", "pk"),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportcase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_supportcasehistory" ("facts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title") VALUES (NEW."facts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."title"); RETURN NULL;',
                    hash="f378b75b784d8101d3ac8cc02117dbd6cc76ea90",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_56119",
                    table="delegations_supportcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "delegations_supportcasehistory" ("facts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title") VALUES (NEW."facts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."title"); RETURN NULL;',
                    hash="5536df762f3fcadf3cb5043686c81330d22513b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5d425",
                    table="delegations_supportcase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportcase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_supportcasehistory" ("facts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "title") VALUES (OLD."facts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scheme_id", OLD."title"); RETURN NULL;',
                    hash="4694bbb2d47addf98f9ff282844bdfb558b4dc7b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_345c1",
                    table="delegations_supportcase",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="SupportCaseHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("facts", models.JSONField(verbose_name="facts")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="scheme_title_facts_events",
                        to="delegations.supportcase",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trip",
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
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("anniversary", "anniversary year"),
                            ("partner_visit", "visit of a partner city"),
                            ("economy", "economy, fair"),
                            ("conference", "conference"),
                            ("network", "meeting of a network"),
                            ("eu_project", "EU project"),
                            ("culture", "culture, sport"),
                            ("youth", "youth, school"),
                            ("science", "science, university"),
                            ("administration", "exchange between administrations"),
                            ("commemoration", "commemoration"),
                            ("personal", "personal interest"),
                            ("other", "other purpose"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "cost",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost",
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
                ("leader", models.CharField(blank=True, max_length=200, verbose_name="leader")),
                ("travellers", models.PositiveIntegerField(default=1, verbose_name="travellers")),
                ("with_mayor", models.BooleanField(default=False, verbose_name="with the mayor")),
                ("programme", models.TextField(blank=True, verbose_name="working programme")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("requested", "requested"),
                            ("approved", "approved"),
                            ("under_way", "under way"),
                            ("report_due", "report due"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "destination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trips",
                        to="office.place",
                        verbose_name="destination",
                    ),
                ),
            ],
            options={
                "verbose_name": "trip",
                "verbose_name_plural": "trips",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("travellers__gte", 1)),
                        name="trip_somebody_travels",
                        violation_error_message="At least one person travels.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                        name="trip_cost_not_negative",
                    ),
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="approved_with_programme",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.status <> 'approved'\n        OR EXISTS (SELECT 1 FROM office_programmeitem WHERE record_id = NEW.record_ptr_id)\n    THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP = 'INSERT' THEN\n        IF NOT NEW.with_mayor OR btrim(NEW.programme) <> '' THEN\n            RETURN NEW;\n        END IF;\n    ELSIF OLD.status NOT IN ('draft', 'requested') AND OLD.with_mayor = NEW.with_mayor THEN\n        RETURN NEW;\n    ELSIF NOT NEW.with_mayor AND NEW.travellers < 5 AND NOT EXISTS (\n            SELECT 1 FROM delegations_traveller\n            WHERE trip_id = NEW.record_ptr_id AND sector NOT IN ('', 'administration'))\n        AND (btrim(NEW.programme) <> ''\n            OR EXISTS (SELECT 1 FROM office_document WHERE record_id = NEW.record_ptr_id))\n    THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'a trip is not approved without its programme'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'trip_approved_with_programme';\n",
                    hash="88c36463adc658ddb6e093d5d5ebd83d5a0e3ba7",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_approved_with_programme_535d3",
                    table="delegations_trip",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_triphistory" ("cost", "currency", "destination_id", "leader", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "status", "travellers", "with_mayor") VALUES (NEW."cost", NEW."currency", NEW."destination_id", NEW."leader", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."programme", NEW."purpose", NEW."status", NEW."travellers", NEW."with_mayor"); RETURN NULL;',
                    hash="caa115ebbe88c588b44d790c24e828edcba5571c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_48466",
                    table="delegations_trip",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."destination_id" IS DISTINCT FROM (NEW."destination_id") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."travellers" IS DISTINCT FROM (NEW."travellers") OR OLD."with_mayor" IS DISTINCT FROM (NEW."with_mayor"))',
                    func='INSERT INTO "delegations_triphistory" ("cost", "currency", "destination_id", "leader", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "status", "travellers", "with_mayor") VALUES (NEW."cost", NEW."currency", NEW."destination_id", NEW."leader", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."programme", NEW."purpose", NEW."status", NEW."travellers", NEW."with_mayor"); RETURN NULL;',
                    hash="7c1b108757053778d9f63ba73920fb0b6f94bd16",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b369b",
                    table="delegations_trip",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_triphistory" ("cost", "currency", "destination_id", "leader", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "status", "travellers", "with_mayor") VALUES (OLD."cost", OLD."currency", OLD."destination_id", OLD."leader", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."programme", OLD."purpose", OLD."status", OLD."travellers", OLD."with_mayor"); RETURN NULL;',
                    hash="a7921ae3f7eb55ddf65aeedb8864ff268155ce5b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd826",
                    table="delegations_trip",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Traveller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administration", "administration"),
                            ("council", "council"),
                            ("business", "business"),
                            ("university", "university"),
                            ("media", "media"),
                            ("civil_society", "civil society"),
                        ],
                        max_length=16,
                        verbose_name="sector",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="delegations.trip",
                        verbose_name="trip",
                    ),
                ),
            ],
            options={
                "verbose_name": "traveller",
                "verbose_name_plural": "travellers",
                "constraints": [
                    models.UniqueConstraint(fields=("trip", "name"), name="traveller_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="traveller",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_travellerhistory" ("name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "trip_id") VALUES (NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sector", NEW."trip_id"); RETURN NULL;',
                    hash="da327a5ec9d1927bdf891372f31883f9bbc9aea6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0d69b",
                    table="delegations_traveller",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="traveller",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."trip_id" IS DISTINCT FROM (NEW."trip_id"))',
                    func='INSERT INTO "delegations_travellerhistory" ("name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "trip_id") VALUES (NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sector", NEW."trip_id"); RETURN NULL;',
                    hash="a3c898c066a92b5c013a091dc3f25e839c2fe3a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e8948",
                    table="delegations_traveller",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="traveller",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_travellerhistory" ("name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "trip_id") VALUES (OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sector", OLD."trip_id"); RETURN NULL;',
                    hash="5fb34c8e8acc5164b1640108800c224ce5166acb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a0034",
                    table="delegations_traveller",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="TravellerHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administration", "administration"),
                            ("council", "council"),
                            ("business", "business"),
                            ("university", "university"),
                            ("media", "media"),
                            ("civil_society", "civil society"),
                        ],
                        max_length=16,
                        verbose_name="sector",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="trip_name_sector_events",
                        to="delegations.traveller",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.trip",
                        verbose_name="trip",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TripCost",
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
                            ("travel", "travel"),
                            ("lodging", "lodging"),
                            ("daily", "daily allowance"),
                            ("hospitality", "hospitality"),
                            ("gifts", "gifts"),
                            ("fees", "fees"),
                            ("other", "other cost"),
                        ],
                        default="travel",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
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
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="delegations.trip",
                        verbose_name="trip",
                    ),
                ),
            ],
            options={
                "verbose_name": "cost of a trip",
                "verbose_name_plural": "costs of trips",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trip", "kind", "payer"), name="trip_cost_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="trip_cost_positive"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tripcost",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_tripcosthistory" ("amount", "currency", "kind", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trip_id") VALUES (NEW."amount", NEW."currency", NEW."kind", NEW."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."trip_id"); RETURN NULL;',
                    hash="7244136d8f582f0c91196ae1ddd8b1c3aa341930",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_38c27",
                    table="delegations_tripcost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tripcost",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."payer" IS DISTINCT FROM (NEW."payer") OR OLD."trip_id" IS DISTINCT FROM (NEW."trip_id"))',
                    func='INSERT INTO "delegations_tripcosthistory" ("amount", "currency", "kind", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trip_id") VALUES (NEW."amount", NEW."currency", NEW."kind", NEW."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."trip_id"); RETURN NULL;',
                    hash="d630e5c4e15225af125a489f072ca95c35d4a72d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa57b",
                    table="delegations_tripcost",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tripcost",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_tripcosthistory" ("amount", "currency", "kind", "payer", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trip_id") VALUES (OLD."amount", OLD."currency", OLD."kind", OLD."payer", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."trip_id"); RETURN NULL;',
                    hash="b2e3d71e05d50a3d77636e5cf8a04d07afb267e5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_526a3",
                    table="delegations_tripcost",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="TripCostHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "travel"),
                            ("lodging", "lodging"),
                            ("daily", "daily allowance"),
                            ("hospitality", "hospitality"),
                            ("gifts", "gifts"),
                            ("fees", "fees"),
                            ("other", "other cost"),
                        ],
                        default="travel",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="trip_kind_payer_amount_currency_events",
                        to="delegations.tripcost",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.trip",
                        verbose_name="trip",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TripHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("anniversary", "anniversary year"),
                            ("partner_visit", "visit of a partner city"),
                            ("economy", "economy, fair"),
                            ("conference", "conference"),
                            ("network", "meeting of a network"),
                            ("eu_project", "EU project"),
                            ("culture", "culture, sport"),
                            ("youth", "youth, school"),
                            ("science", "science, university"),
                            ("administration", "exchange between administrations"),
                            ("commemoration", "commemoration"),
                            ("personal", "personal interest"),
                            ("other", "other purpose"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "cost",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost",
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
                ("leader", models.CharField(blank=True, max_length=200, verbose_name="leader")),
                ("travellers", models.PositiveIntegerField(default=1, verbose_name="travellers")),
                ("with_mayor", models.BooleanField(default=False, verbose_name="with the mayor")),
                ("programme", models.TextField(blank=True, verbose_name="working programme")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("requested", "requested"),
                            ("approved", "approved"),
                            ("under_way", "under way"),
                            ("report_due", "report due"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "destination",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="destination",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="purpose_cost_currency_destination_leader_travellers_with_mayor_programme_status_events",
                        to="delegations.trip",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Visit",
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
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("anniversary", "anniversary year"),
                            ("partner_visit", "visit of a partner city"),
                            ("economy", "economy, fair"),
                            ("conference", "conference"),
                            ("network", "meeting of a network"),
                            ("eu_project", "EU project"),
                            ("culture", "culture, sport"),
                            ("youth", "youth, school"),
                            ("science", "science, university"),
                            ("administration", "exchange between administrations"),
                            ("commemoration", "commemoration"),
                            ("personal", "personal interest"),
                            ("other", "other purpose"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "cost",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost",
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
                    "visitors",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="visitors"),
                ),
                (
                    "guest_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "official guest of the city"),
                            ("welcomed", "welcomed"),
                        ],
                        max_length=10,
                        verbose_name="guest status",
                    ),
                ),
                ("hosts", models.CharField(blank=True, max_length=300, verbose_name="hosts")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("announced", "announced"),
                            ("confirmed", "confirmed"),
                            ("received", "received"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "from_place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="office.place",
                        verbose_name="from",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"),
                        name="visit_cost_not_negative",
                    )
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_visithistory" ("cost", "currency", "from_place_id", "guest_status", "hosts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "visitors") VALUES (NEW."cost", NEW."currency", NEW."from_place_id", NEW."guest_status", NEW."hosts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."purpose", NEW."status", NEW."visitors"); RETURN NULL;',
                    hash="de7e680ecf726dad4b7ee82b43443eed6e3d2509",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_365c1",
                    table="delegations_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."from_place_id" IS DISTINCT FROM (NEW."from_place_id") OR OLD."guest_status" IS DISTINCT FROM (NEW."guest_status") OR OLD."hosts" IS DISTINCT FROM (NEW."hosts") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."visitors" IS DISTINCT FROM (NEW."visitors"))',
                    func='INSERT INTO "delegations_visithistory" ("cost", "currency", "from_place_id", "guest_status", "hosts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "visitors") VALUES (NEW."cost", NEW."currency", NEW."from_place_id", NEW."guest_status", NEW."hosts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."purpose", NEW."status", NEW."visitors"); RETURN NULL;',
                    hash="cde153b1a9a09d3b8c74c18207758514586e66ca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_09949",
                    table="delegations_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_visithistory" ("cost", "currency", "from_place_id", "guest_status", "hosts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "visitors") VALUES (OLD."cost", OLD."currency", OLD."from_place_id", OLD."guest_status", OLD."hosts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."purpose", OLD."status", OLD."visitors"); RETURN NULL;',
                    hash="51b199e0dc7c2a5fe9131376ffcf587199165e47",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0d441",
                    table="delegations_visit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="VisitHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("anniversary", "anniversary year"),
                            ("partner_visit", "visit of a partner city"),
                            ("economy", "economy, fair"),
                            ("conference", "conference"),
                            ("network", "meeting of a network"),
                            ("eu_project", "EU project"),
                            ("culture", "culture, sport"),
                            ("youth", "youth, school"),
                            ("science", "science, university"),
                            ("administration", "exchange between administrations"),
                            ("commemoration", "commemoration"),
                            ("personal", "personal interest"),
                            ("other", "other purpose"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "cost",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost",
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
                    "visitors",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="visitors"),
                ),
                (
                    "guest_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "official guest of the city"),
                            ("welcomed", "welcomed"),
                        ],
                        max_length=10,
                        verbose_name="guest status",
                    ),
                ),
                ("hosts", models.CharField(blank=True, max_length=300, verbose_name="hosts")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("announced", "announced"),
                            ("confirmed", "confirmed"),
                            ("received", "received"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "from_place",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="from",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="purpose_cost_currency_from_place_visitors_guest_status_hosts_status_events",
                        to="delegations.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "to be checked"),
                            ("papers", "papers asked for"),
                            ("recommended", "to be decided"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("proof", "proof to be examined"),
                            ("reclaim", "to be paid back"),
                            ("closed", "closed"),
                            ("revoked", "revoked"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("facts", models.JSONField(default=dict, verbose_name="facts")),
                ("assessment", models.JSONField(blank=True, null=True, verbose_name="assessment")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose and programme")),
                ("form_key", models.CharField(editable=False, max_length=64, verbose_name="form")),
                ("submitted", models.DateTimeField(blank=True, null=True, verbose_name="sent in")),
                (
                    "answer_by",
                    models.DateField(blank=True, null=True, verbose_name="next answer by"),
                ),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grant", "grant as calculated"),
                            ("partial", "grant another amount"),
                            ("refuse", "refuse"),
                        ],
                        max_length=8,
                        verbose_name="recommended",
                    ),
                ),
                (
                    "proposed",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="recommended amount",
                    ),
                ),
                (
                    "recommendation",
                    models.TextField(blank=True, verbose_name="reasons of the recommendation"),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rank in the round"
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "granted",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="granted",
                    ),
                ),
                (
                    "advance",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="paid in advance",
                    ),
                ),
                (
                    "proof_due",
                    models.DateField(blank=True, null=True, verbose_name="proof of use due"),
                ),
                ("reasons", models.JSONField(blank=True, default=list, verbose_name="reasons")),
                ("decision_text", models.TextField(blank=True, verbose_name="explanation")),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "club",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered for the club by",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="looks after it",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="applications",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.document",
                        verbose_name="receipt",
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recommended by",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
                (
                    "version_used",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="delegations.schemeversion",
                        verbose_name="version of the scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "application for travel support",
                "verbose_name_plural": "applications for travel support",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("club", "form_key"), name="application_begun_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "withdrawn")),
                            models.Q(("submitted__isnull", False), ("version_used__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_sent_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("recommended_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="application_two_people_decide",
                        violation_error_message="Whoever recommended does not decide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    ("granted", "refused", "proof", "reclaim", "closed", "revoked"),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("decided__isnull", False),
                                ("decided_by__isnull", False),
                                ("granted__isnull", False),
                                ("recommended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="application_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), _negated=True),
                            ("granted", 0),
                            _connector="OR",
                        ),
                        name="application_refused_grants_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("granted", "proof")), _negated=True),
                            ("granted__gt", 0),
                            _connector="OR",
                        ),
                        name="application_granted_is_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposed", None), ("proposed__gte", 0), _connector="OR"),
                            models.Q(("granted", None), ("granted__gte", 0), _connector="OR"),
                        ),
                        name="application_amounts_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("advance", None),
                            models.Q(("advance__gte", 0), ("advance__lte", models.F("granted"))),
                            _connector="OR",
                        ),
                        name="application_advance_within_grant",
                    ),
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="nobody_in_own_cause",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND (OLD.recommended_by_id, OLD.decided_by_id)\n        IS NOT DISTINCT FROM (NEW.recommended_by_id, NEW.decided_by_id) THEN\n        RETURN NEW;  -- who joins the club later stops nothing that others go on with\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM delegations_declaredtie t\n        WHERE t.application_id = NEW.record_ptr_id\n        AND t.user_id IN (NEW.recommended_by_id, NEW.decided_by_id)\n    ) THEN\n        RAISE EXCEPTION 'somebody with a declared tie checks or decides'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_no_declared_tie';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM delegations_representative r\n        WHERE r.club_id = NEW.club_id AND r.user_id IN (NEW.recommended_by_id, NEW.decided_by_id)\n    ) THEN\n        RAISE EXCEPTION 'somebody of the applying club checks or decides'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_nobody_in_own_cause';\n    END IF;\n    RETURN NEW;\n",
                    hash="000f39ac651ccc7854f912f95f20b658a3a83a4a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_nobody_in_own_cause_430f8",
                    table="delegations_application",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.decided IS NOT NULL AND OLD.status NOT IN ('recommended', 'withdrawn') AND (\n        (OLD.decided, OLD.decided_by_id, OLD.recommended_by_id, OLD.granted, OLD.advance,\n         OLD.reasons, OLD.decision_text, OLD.conditions, OLD.assessment::text, OLD.version_used_id)\n        IS DISTINCT FROM\n        (NEW.decided, NEW.decided_by_id, NEW.recommended_by_id, NEW.granted, NEW.advance,\n         NEW.reasons, NEW.decision_text, NEW.conditions, NEW.assessment::text, NEW.version_used_id)\n    ) THEN\n        RAISE EXCEPTION 'a decision stays as it was made'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_decision_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="1850476f10ccc74e3a24eec3d1cf8b03dcca17ab",
                    operation="UPDATE",
                    pgid="pgtrigger_decision_stays_53c0b",
                    table="delegations_application",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_applicationhistory" ("advance", "answer_by", "assessment", "begun_by_id", "club_id", "conditions", "decided", "decided_by_id", "decision_text", "entered_by_id", "facts", "form_key", "granted", "letter_id", "officer_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_due", "proposal", "proposed", "purpose", "rank", "reasons", "receipt_id", "recommendation", "recommended_by_id", "scheme_id", "status", "submitted", "version_used_id") VALUES (NEW."advance", NEW."answer_by", NEW."assessment", NEW."begun_by_id", NEW."club_id", NEW."conditions", NEW."decided", NEW."decided_by_id", NEW."decision_text", NEW."entered_by_id", NEW."facts", NEW."form_key", NEW."granted", NEW."letter_id", NEW."officer_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."proof_due", NEW."proposal", NEW."proposed", NEW."purpose", NEW."rank", NEW."reasons", NEW."receipt_id", NEW."recommendation", NEW."recommended_by_id", NEW."scheme_id", NEW."status", NEW."submitted", NEW."version_used_id"); RETURN NULL;',
                    hash="18e1b7953621dd836abf583b9db575e3c1e837ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2078b",
                    table="delegations_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."advance" IS DISTINCT FROM (NEW."advance") OR OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."assessment" IS DISTINCT FROM (NEW."assessment") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."club_id" IS DISTINCT FROM (NEW."club_id") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_text" IS DISTINCT FROM (NEW."decision_text") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."granted" IS DISTINCT FROM (NEW."granted") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."proof_due" IS DISTINCT FROM (NEW."proof_due") OR OLD."proposal" IS DISTINCT FROM (NEW."proposal") OR OLD."proposed" IS DISTINCT FROM (NEW."proposed") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."rank" IS DISTINCT FROM (NEW."rank") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."receipt_id" IS DISTINCT FROM (NEW."receipt_id") OR OLD."recommendation" IS DISTINCT FROM (NEW."recommendation") OR OLD."recommended_by_id" IS DISTINCT FROM (NEW."recommended_by_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted" IS DISTINCT FROM (NEW."submitted") OR OLD."version_used_id" IS DISTINCT FROM (NEW."version_used_id"))',
                    func='INSERT INTO "delegations_applicationhistory" ("advance", "answer_by", "assessment", "begun_by_id", "club_id", "conditions", "decided", "decided_by_id", "decision_text", "entered_by_id", "facts", "form_key", "granted", "letter_id", "officer_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_due", "proposal", "proposed", "purpose", "rank", "reasons", "receipt_id", "recommendation", "recommended_by_id", "scheme_id", "status", "submitted", "version_used_id") VALUES (NEW."advance", NEW."answer_by", NEW."assessment", NEW."begun_by_id", NEW."club_id", NEW."conditions", NEW."decided", NEW."decided_by_id", NEW."decision_text", NEW."entered_by_id", NEW."facts", NEW."form_key", NEW."granted", NEW."letter_id", NEW."officer_id", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."proof_due", NEW."proposal", NEW."proposed", NEW."purpose", NEW."rank", NEW."reasons", NEW."receipt_id", NEW."recommendation", NEW."recommended_by_id", NEW."scheme_id", NEW."status", NEW."submitted", NEW."version_used_id"); RETURN NULL;',
                    hash="2cba10380785306b52866c90494a3f288c5cc75e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b411d",
                    table="delegations_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_applicationhistory" ("advance", "answer_by", "assessment", "begun_by_id", "club_id", "conditions", "decided", "decided_by_id", "decision_text", "entered_by_id", "facts", "form_key", "granted", "letter_id", "officer_id", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_due", "proposal", "proposed", "purpose", "rank", "reasons", "receipt_id", "recommendation", "recommended_by_id", "scheme_id", "status", "submitted", "version_used_id") VALUES (OLD."advance", OLD."answer_by", OLD."assessment", OLD."begun_by_id", OLD."club_id", OLD."conditions", OLD."decided", OLD."decided_by_id", OLD."decision_text", OLD."entered_by_id", OLD."facts", OLD."form_key", OLD."granted", OLD."letter_id", OLD."officer_id", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."proof_due", OLD."proposal", OLD."proposed", OLD."purpose", OLD."rank", OLD."reasons", OLD."receipt_id", OLD."recommendation", OLD."recommended_by_id", OLD."scheme_id", OLD."status", OLD."submitted", OLD."version_used_id"); RETURN NULL;',
                    hash="31bf027ff0bc543370bb35aecb1783e84081c20d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_249e2",
                    table="delegations_application",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_club", models.BooleanField(verbose_name="from the club")),
                ("text", models.TextField(verbose_name="message")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="from",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ("at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="message_says_something",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_messagehistory" ("application_id", "at", "by_id", "from_club", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."application_id", NEW."at", NEW."by_id", NEW."from_club", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="2d108aa278e3d63ffa0bbff7af53613fc40a658b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d165d",
                    table="delegations_message",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."from_club" IS DISTINCT FROM (NEW."from_club") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "delegations_messagehistory" ("application_id", "at", "by_id", "from_club", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."application_id", NEW."at", NEW."by_id", NEW."from_club", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="633a91666dd04874f08901b9ae99d97564729fa4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfc22",
                    table="delegations_message",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_messagehistory" ("application_id", "at", "by_id", "from_club", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."application_id", OLD."at", OLD."by_id", OLD."from_club", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                    hash="c2ed276fbd228b3b54e8a3506c66afc748679454",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1686",
                    table="delegations_message",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="MessageFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="office.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="delegations.message",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a message",
                "verbose_name_plural": "files of messages",
                "ordering": ("pk",),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_messagefilehistory" ("document_id", "message_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."document_id", NEW."message_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="663ab0fa992d5ca99299a3306df37eed53252c5a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_68a24",
                    table="delegations_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "delegations_messagefilehistory" ("document_id", "message_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."document_id", NEW."message_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d6168ebffaa85055217f9006bceed3e5e2862fd4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b6cb",
                    table="delegations_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_messagefilehistory" ("document_id", "message_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."document_id", OLD."message_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="8f3101c80e6a2e17ceb3002bebd723a41a0c1058",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3abf",
                    table="delegations_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="MessageFileHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=160, verbose_name="name")),
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
                    "message",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.message",
                        verbose_name="message",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="message_name_document_events",
                        to="delegations.messagefile",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MessageHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("from_club", models.BooleanField(verbose_name="from the club")),
                ("text", models.TextField(verbose_name="message")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
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
                        verbose_name="from",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_by_from_club_text_at_events",
                        to="delegations.message",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before", "with the application"),
                            ("after", "after the journey"),
                        ],
                        default="before",
                        max_length=6,
                        verbose_name="when",
                    ),
                ),
                ("text_de", models.CharField(max_length=300, verbose_name="paper (German)")),
                (
                    "text_en",
                    models.CharField(blank=True, max_length=300, verbose_name="paper (English)"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "request",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="number of the request"
                    ),
                ),
                (
                    "names",
                    models.BooleanField(default=False, verbose_name="holds names of participants"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
                "ordering": ("stage", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "stage", "text_de"), name="application_paper_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_paperhistory" ("application_id", "asked_by_id", "document_id", "due", "letter_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "stage", "text_de", "text_en") VALUES (NEW."application_id", NEW."asked_by_id", NEW."document_id", NEW."due", NEW."letter_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."request", NEW."stage", NEW."text_de", NEW."text_en"); RETURN NULL;',
                    hash="659cb06b9b5877d207034fc420f49e6bc08959cb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2c7f",
                    table="delegations_paper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."request" IS DISTINCT FROM (NEW."request") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."text_de" IS DISTINCT FROM (NEW."text_de") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en"))',
                    func='INSERT INTO "delegations_paperhistory" ("application_id", "asked_by_id", "document_id", "due", "letter_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "stage", "text_de", "text_en") VALUES (NEW."application_id", NEW."asked_by_id", NEW."document_id", NEW."due", NEW."letter_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."request", NEW."stage", NEW."text_de", NEW."text_en"); RETURN NULL;',
                    hash="3794e1699758f85d9cfa6c5c760172f614ced260",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f698",
                    table="delegations_paper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_paperhistory" ("application_id", "asked_by_id", "document_id", "due", "letter_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request", "stage", "text_de", "text_en") VALUES (OLD."application_id", OLD."asked_by_id", OLD."document_id", OLD."due", OLD."letter_id", OLD."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."request", OLD."stage", OLD."text_de", OLD."text_en"); RETURN NULL;',
                    hash="850ccfe16dfc47110b175ec5a3cf99d8778fa0ad",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ba1bc",
                    table="delegations_paper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PaperHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before", "with the application"),
                            ("after", "after the journey"),
                        ],
                        default="before",
                        max_length=6,
                        verbose_name="when",
                    ),
                ),
                ("text_de", models.CharField(max_length=300, verbose_name="paper (German)")),
                (
                    "text_en",
                    models.CharField(blank=True, max_length=300, verbose_name="paper (English)"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "request",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="number of the request"
                    ),
                ),
                (
                    "names",
                    models.BooleanField(default=False, verbose_name="holds names of participants"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_stage_text_de_text_en_asked_by_due_request_letter_names_document_events",
                        to="delegations.paper",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("report", models.TextField(blank=True, verbose_name="report")),
                ("facts", models.JSONField(default=dict, verbose_name="final numbers")),
                (
                    "handed_in",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in"),
                ),
                ("assessment", models.JSONField(blank=True, null=True, verbose_name="assessment")),
                (
                    "final",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="final amount",
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="finding")),
                ("examined", models.DateTimeField(blank=True, null=True, verbose_name="examined")),
                ("closed", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "examined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="examined by",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof of use",
                "verbose_name_plural": "proofs of use",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by", None),
                            models.Q(("closed_by", models.F("examined_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proof_two_people",
                        violation_error_message="Whoever examined does not close.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed", None), ("closed_by", None)),
                            models.Q(
                                ("closed__isnull", False),
                                ("closed_by__isnull", False),
                                ("examined__isnull", False),
                                ("examined_by__isnull", False),
                                ("final__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proof_closed_was_examined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("final", None), ("final__gte", 0), _connector="OR"),
                        name="proof_final_not_negative",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proof",
            trigger=pgtrigger.compiler.Trigger(
                name="holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE may_be numeric;",
                    func="\n    SELECT granted INTO may_be FROM delegations_application\n        WHERE record_ptr_id = NEW.application_id;\n    IF NEW.final > COALESCE(may_be, 0) THEN\n        RAISE EXCEPTION 'the final amount is more than was granted'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_within_grant';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM delegations_application a\n        JOIN delegations_representative r ON r.club_id = a.club_id\n        WHERE a.record_ptr_id = NEW.application_id\n        AND r.user_id IN (NEW.examined_by_id, NEW.closed_by_id)\n    ) THEN\n        RAISE EXCEPTION 'somebody of the club examines or closes'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_nobody_in_own_cause';\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.closed IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.* THEN\n        RAISE EXCEPTION 'a proof of use stays as it was closed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="db941d73161484eef6a0ae229d4a88be6418e09a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_holds_2687f",
                    table="delegations_proof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proof",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_proofhistory" ("application_id", "assessment", "closed", "closed_by_id", "examined", "examined_by_id", "facts", "final", "finding", "handed_in", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (NEW."application_id", NEW."assessment", NEW."closed", NEW."closed_by_id", NEW."examined", NEW."examined_by_id", NEW."facts", NEW."final", NEW."finding", NEW."handed_in", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."report"); RETURN NULL;',
                    hash="a0ce87ec2ffb706c5080677eec34b420388bc9ff",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76628",
                    table="delegations_proof",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proof",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."assessment" IS DISTINCT FROM (NEW."assessment") OR OLD."closed" IS DISTINCT FROM (NEW."closed") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."examined" IS DISTINCT FROM (NEW."examined") OR OLD."examined_by_id" IS DISTINCT FROM (NEW."examined_by_id") OR OLD."facts" IS DISTINCT FROM (NEW."facts") OR OLD."final" IS DISTINCT FROM (NEW."final") OR OLD."finding" IS DISTINCT FROM (NEW."finding") OR OLD."handed_in" IS DISTINCT FROM (NEW."handed_in") OR OLD."report" IS DISTINCT FROM (NEW."report"))',
                    func='INSERT INTO "delegations_proofhistory" ("application_id", "assessment", "closed", "closed_by_id", "examined", "examined_by_id", "facts", "final", "finding", "handed_in", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (NEW."application_id", NEW."assessment", NEW."closed", NEW."closed_by_id", NEW."examined", NEW."examined_by_id", NEW."facts", NEW."final", NEW."finding", NEW."handed_in", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."report"); RETURN NULL;',
                    hash="4e65a5d68016801951bbc67a9d4d186a60afefcb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cfcb8",
                    table="delegations_proof",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="proof",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_proofhistory" ("application_id", "assessment", "closed", "closed_by_id", "examined", "examined_by_id", "facts", "final", "finding", "handed_in", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report") VALUES (OLD."application_id", OLD."assessment", OLD."closed", OLD."closed_by_id", OLD."examined", OLD."examined_by_id", OLD."facts", OLD."final", OLD."finding", OLD."handed_in", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."report"); RETURN NULL;',
                    hash="46ecb34cd745af16a9e0038f5bec6713742a0913",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_742b7",
                    table="delegations_proof",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ProofHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("report", models.TextField(blank=True, verbose_name="report")),
                ("facts", models.JSONField(default=dict, verbose_name="final numbers")),
                (
                    "handed_in",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in"),
                ),
                ("assessment", models.JSONField(blank=True, null=True, verbose_name="assessment")),
                (
                    "final",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="final amount",
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="finding")),
                ("examined", models.DateTimeField(blank=True, null=True, verbose_name="examined")),
                ("closed", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "examined_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="examined by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_report_facts_handed_in_assessment_final_finding_examined_by_examined_closed_by_closed_events",
                        to="delegations.proof",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reclaim",
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
                        verbose_name="to be paid back",
                    ),
                ),
                ("due", models.DateField(verbose_name="until")),
                ("text", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "made",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("repaid_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                (
                    "waived_why",
                    models.TextField(blank=True, verbose_name="why the rest is given up"),
                ),
                (
                    "waived",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount given up",
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reclaim",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given up by",
                    ),
                ),
                (
                    "waiver_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="giving up proposed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "reclaim",
                "verbose_name_plural": "reclaims",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="reclaim_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waived", None), ("waived_by", None)),
                            models.Q(
                                ("waived__gt", 0),
                                ("waived_by__isnull", False),
                                ("waiver_by__isnull", False),
                                models.Q(("waived_by", models.F("waiver_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reclaim_waived_by_two",
                        violation_error_message="Whoever proposed does not decide.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (OLD.application_id, OLD.amount, OLD.text, OLD.made, OLD.made_by_id)\n        IS DISTINCT FROM (NEW.application_id, NEW.amount, NEW.text, NEW.made, NEW.made_by_id)\n        OR (OLD.repaid_on IS NOT NULL AND OLD.repaid_on IS DISTINCT FROM NEW.repaid_on)\n        OR (OLD.waived IS NOT NULL AND (OLD.waived, OLD.waived_why, OLD.waiver_by_id,\n            OLD.waived_by_id) IS DISTINCT FROM (NEW.waived, NEW.waived_why, NEW.waiver_by_id,\n            NEW.waived_by_id))\n    THEN\n        RAISE EXCEPTION 'a reclaim stays as it was made'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_stays';\n    END IF;\n    IF NEW.waived IS NOT NULL AND NEW.waived + COALESCE((\n        SELECT sum(amount) FROM delegations_repayment WHERE reclaim_id = NEW.id), 0) > NEW.amount\n    THEN\n        RAISE EXCEPTION 'more would be given up than is owed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_waives_the_rest';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM delegations_application a\n        JOIN delegations_representative r ON r.club_id = a.club_id\n        WHERE a.record_ptr_id = NEW.application_id\n        AND r.user_id IN (NEW.waiver_by_id, NEW.waived_by_id)\n    ) THEN\n        RAISE EXCEPTION 'somebody of the club gives up what it owes'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_nobody_in_own_cause';\n    END IF;\n    RETURN NEW;\n",
                    hash="0dc9cc41c64b6b4f04e3786183f6edb33fa72bac",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_2d8d0",
                    table="delegations_reclaim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_reclaimhistory" ("amount", "application_id", "due", "letter_id", "made", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repaid_on", "text", "waived", "waived_by_id", "waived_why", "waiver_by_id") VALUES (NEW."amount", NEW."application_id", NEW."due", NEW."letter_id", NEW."made", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."repaid_on", NEW."text", NEW."waived", NEW."waived_by_id", NEW."waived_why", NEW."waiver_by_id"); RETURN NULL;',
                    hash="d59d6c4b08646049356c186fd55a9f302dde5222",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e81ec",
                    table="delegations_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."made" IS DISTINCT FROM (NEW."made") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."repaid_on" IS DISTINCT FROM (NEW."repaid_on") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."waived" IS DISTINCT FROM (NEW."waived") OR OLD."waived_by_id" IS DISTINCT FROM (NEW."waived_by_id") OR OLD."waived_why" IS DISTINCT FROM (NEW."waived_why") OR OLD."waiver_by_id" IS DISTINCT FROM (NEW."waiver_by_id"))',
                    func='INSERT INTO "delegations_reclaimhistory" ("amount", "application_id", "due", "letter_id", "made", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repaid_on", "text", "waived", "waived_by_id", "waived_why", "waiver_by_id") VALUES (NEW."amount", NEW."application_id", NEW."due", NEW."letter_id", NEW."made", NEW."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."repaid_on", NEW."text", NEW."waived", NEW."waived_by_id", NEW."waived_why", NEW."waiver_by_id"); RETURN NULL;',
                    hash="7f95962e7f12b7907d8684b3a8b218e16f1c140f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac744",
                    table="delegations_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_reclaimhistory" ("amount", "application_id", "due", "letter_id", "made", "made_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "repaid_on", "text", "waived", "waived_by_id", "waived_why", "waiver_by_id") VALUES (OLD."amount", OLD."application_id", OLD."due", OLD."letter_id", OLD."made", OLD."made_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."repaid_on", OLD."text", OLD."waived", OLD."waived_by_id", OLD."waived_why", OLD."waiver_by_id"); RETURN NULL;',
                    hash="472027ad14f9bf0f1a584899500677ec368e7cff",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_96e03",
                    table="delegations_reclaim",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReclaimHistory",
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
                        verbose_name="to be paid back",
                    ),
                ),
                ("due", models.DateField(verbose_name="until")),
                ("text", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "made",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("repaid_on", models.DateField(blank=True, null=True, verbose_name="settled on")),
                (
                    "waived_why",
                    models.TextField(blank=True, verbose_name="why the rest is given up"),
                ),
                (
                    "waived",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount given up",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                        related_name="application_amount_due_text_made_made_by_letter_repaid_on_waived_why_waiver_by_waived_waived_by_events",
                        to="delegations.reclaim",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given up by",
                    ),
                ),
                (
                    "waiver_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="giving up proposed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Repayment",
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
                ("day", models.DateField(verbose_name="day")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="recorded"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "reclaim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repayments",
                        to="delegations.reclaim",
                        verbose_name="reclaim",
                    ),
                ),
            ],
            options={
                "verbose_name": "repayment",
                "verbose_name_plural": "repayments",
                "ordering": ("day", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="repayment_something"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repayment",
            trigger=pgtrigger.compiler.Trigger(
                name="within_reclaim",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE asked numeric; already numeric;",
                    func="\n    SELECT amount - COALESCE(waived, 0) INTO asked FROM delegations_reclaim\n        WHERE id = NEW.reclaim_id FOR UPDATE;\n    SELECT COALESCE(sum(amount), 0) INTO already FROM delegations_repayment\n        WHERE reclaim_id = NEW.reclaim_id;\n    IF NEW.amount + already > asked THEN\n        RAISE EXCEPTION 'more would be paid back than was asked'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'repayment_within_reclaim';\n    END IF;\n    RETURN NEW;\n",
                    hash="798adf5bad0a6a9e2a318e3e90b1ab9683546f0b",
                    operation="INSERT",
                    pgid="pgtrigger_within_reclaim_0f3e2",
                    table="delegations_repayment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repayment",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4dacb1d6f6a96316329e7ca673ab663d876db6d6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_stays_9ebc2",
                    table="delegations_repayment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_repaymenthistory" ("amount", "at", "by_id", "day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaim_id") VALUES (NEW."amount", NEW."at", NEW."by_id", NEW."day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reclaim_id"); RETURN NULL;',
                    hash="23c21ec5ad42980ad7e5693cce76f3bcd368dba6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf645",
                    table="delegations_repayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."reclaim_id" IS DISTINCT FROM (NEW."reclaim_id"))',
                    func='INSERT INTO "delegations_repaymenthistory" ("amount", "at", "by_id", "day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaim_id") VALUES (NEW."amount", NEW."at", NEW."by_id", NEW."day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reclaim_id"); RETURN NULL;',
                    hash="729470a17e97887ab531d591b399618cc0e848da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c24d1",
                    table="delegations_repayment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_repaymenthistory" ("amount", "at", "by_id", "day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reclaim_id") VALUES (OLD."amount", OLD."at", OLD."by_id", OLD."day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reclaim_id"); RETURN NULL;',
                    hash="c2eea3d300e8a49c2bbcc07b74936563cb63ea22",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db272",
                    table="delegations_repayment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RepaymentHistory",
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
                ("day", models.DateField(verbose_name="day")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="recorded"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reclaim_amount_day_by_at_events",
                        to="delegations.repayment",
                    ),
                ),
                (
                    "reclaim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.reclaim",
                        verbose_name="reclaim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="reasons")),
                ("text", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "proposed",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="proposed"
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "revocation",
                "verbose_name_plural": "revocations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="revocation_two_people",
                        violation_error_message="Whoever proposed does not decide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided", None), ("decided_by", None)),
                            models.Q(("decided__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="revocation_decided_by_somebody",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revocation",
            trigger=pgtrigger.compiler.Trigger(
                name="holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF TG_OP = 'UPDATE' AND OLD.decided IS NOT NULL AND\n        (OLD.application_id, OLD.reasons::text, OLD.text, OLD.proposed_by_id, OLD.decided_by_id,\n         OLD.decided)\n        IS DISTINCT FROM\n        (NEW.application_id, NEW.reasons::text, NEW.text, NEW.proposed_by_id, NEW.decided_by_id,\n         NEW.decided)\n    THEN\n        RAISE EXCEPTION 'a revocation stays as it was decided'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_stays';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM delegations_application a\n        JOIN delegations_representative r ON r.club_id = a.club_id\n        WHERE a.record_ptr_id = NEW.application_id\n        AND r.user_id IN (NEW.proposed_by_id, NEW.decided_by_id)\n    ) OR EXISTS (\n        SELECT 1 FROM delegations_declaredtie t\n        WHERE t.application_id = NEW.application_id\n        AND t.user_id IN (NEW.proposed_by_id, NEW.decided_by_id)\n    ) THEN\n        RAISE EXCEPTION 'somebody tied to the club revokes'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_nobody_in_own_cause';\n    END IF;\n    RETURN NEW;\n",
                    hash="850f02d83945ed6e740a427b0892530db3b9bc9b",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_holds_0f766",
                    table="delegations_revocation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revocation",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.decided IS NOT NULL THEN\n        RAISE EXCEPTION 'a revocation that was decided is never deleted'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_stays';\n    END IF;\n    RETURN OLD;\n",
                    hash="9d7b2bf9d558029a73807ceb6f751c450247e194",
                    operation="DELETE",
                    pgid="pgtrigger_kept_f1fc1",
                    table="delegations_revocation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revocation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_revocationhistory" ("application_id", "decided", "decided_by_id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "proposed_by_id", "reasons", "text") VALUES (NEW."application_id", NEW."decided", NEW."decided_by_id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed", NEW."proposed_by_id", NEW."reasons", NEW."text"); RETURN NULL;',
                    hash="a1eaedd6bda02eb090cadc0894eca3f4e8f04965",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da0f3",
                    table="delegations_revocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revocation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."proposed" IS DISTINCT FROM (NEW."proposed") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "delegations_revocationhistory" ("application_id", "decided", "decided_by_id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "proposed_by_id", "reasons", "text") VALUES (NEW."application_id", NEW."decided", NEW."decided_by_id", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed", NEW."proposed_by_id", NEW."reasons", NEW."text"); RETURN NULL;',
                    hash="39c9a70e1da2d079711f3acc9be27fd2c1b9833f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8926",
                    table="delegations_revocation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revocation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_revocationhistory" ("application_id", "decided", "decided_by_id", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "proposed_by_id", "reasons", "text") VALUES (OLD."application_id", OLD."decided", OLD."decided_by_id", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proposed", OLD."proposed_by_id", OLD."reasons", OLD."text"); RETURN NULL;',
                    hash="5db07e2a01a8f1cbea7f208ffa42737b30004838",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4f957",
                    table="delegations_revocation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RevocationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("reasons", models.JSONField(default=list, verbose_name="reasons")),
                ("text", models.TextField(blank=True, verbose_name="explanation")),
                (
                    "proposed",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="proposed"
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_reasons_text_proposed_by_proposed_decided_by_decided_letter_events",
                        to="delegations.revocation",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ApplicationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "to be checked"),
                            ("papers", "papers asked for"),
                            ("recommended", "to be decided"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("proof", "proof to be examined"),
                            ("reclaim", "to be paid back"),
                            ("closed", "closed"),
                            ("revoked", "revoked"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("facts", models.JSONField(default=dict, verbose_name="facts")),
                ("assessment", models.JSONField(blank=True, null=True, verbose_name="assessment")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose and programme")),
                ("form_key", models.CharField(editable=False, max_length=64, verbose_name="form")),
                ("submitted", models.DateTimeField(blank=True, null=True, verbose_name="sent in")),
                (
                    "answer_by",
                    models.DateField(blank=True, null=True, verbose_name="next answer by"),
                ),
                (
                    "proposal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grant", "grant as calculated"),
                            ("partial", "grant another amount"),
                            ("refuse", "refuse"),
                        ],
                        max_length=8,
                        verbose_name="recommended",
                    ),
                ),
                (
                    "proposed",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="recommended amount",
                    ),
                ),
                (
                    "recommendation",
                    models.TextField(blank=True, verbose_name="reasons of the recommendation"),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rank in the round"
                    ),
                ),
                ("decided", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "granted",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="granted",
                    ),
                ),
                (
                    "advance",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="paid in advance",
                    ),
                ),
                (
                    "proof_due",
                    models.DateField(blank=True, null=True, verbose_name="proof of use due"),
                ),
                ("reasons", models.JSONField(blank=True, default=list, verbose_name="reasons")),
                ("decision_text", models.TextField(blank=True, verbose_name="explanation")),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                (
                    "begun_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "club",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered for the club by",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="letter",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="looks after it",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="club_scheme_partnership_version_used_status_facts_assessment_purpose_form_key_begun_by_entered_by_submitted_officer_answer_by_proposal_proposed_recommended_by_recommendation_rank_decided_decided_by_granted_advance_proof_due_reasons_decision_text_conditions_letter_receipt_events",
                        to="delegations.application",
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.document",
                        verbose_name="receipt",
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recommended by",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.scheme",
                        verbose_name="support scheme",
                    ),
                ),
                (
                    "version_used",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.schemeversion",
                        verbose_name="version of the scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "iban",
                    oia.core.sealed.EncryptedField(
                        purpose="club-iban", shown=4, verbose_name="IBAN"
                    ),
                ),
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                (
                    "entered",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                (
                    "told_to",
                    models.EmailField(
                        blank=True,
                        editable=False,
                        max_length=254,
                        verbose_name="address told of changes",
                    ),
                ),
                (
                    "confirmed",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "how",
                    models.CharField(blank=True, max_length=200, verbose_name="how it was checked"),
                ),
                ("replaced", models.DateTimeField(blank=True, null=True, verbose_name="replaced")),
                (
                    "club",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_accounts",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "bank account",
                "verbose_name_plural": "bank accounts",
                "ordering": ("-entered", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced", None)),
                        fields=("club",),
                        name="bank_account_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by", None),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="bank_account_confirmed_by_another",
                        violation_error_message="Whoever entered it does not confirm it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed", None), ("confirmed_by", None)),
                            models.Q(
                                ("confirmed__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bank_account_confirmed_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holder", ""), _negated=True),
                        name="bank_account_has_holder",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (OLD.club_id, OLD.holder, OLD.entered_by_id, OLD.entered, OLD.told_to)\n        IS DISTINCT FROM (NEW.club_id, NEW.holder, NEW.entered_by_id, NEW.entered, NEW.told_to)\n        OR (OLD.iban <> NEW.iban AND split_part(OLD.iban, '.', 1) = split_part(NEW.iban, '.', 1))\n        OR (OLD.replaced IS NOT NULL AND OLD.replaced IS DISTINCT FROM NEW.replaced)\n        OR (OLD.confirmed IS NOT NULL AND (OLD.confirmed, OLD.confirmed_by_id, OLD.how)\n            IS DISTINCT FROM (NEW.confirmed, NEW.confirmed_by_id, NEW.how))\n    THEN\n        RAISE EXCEPTION 'a bank account is replaced by another, never rewritten'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_account_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="e84a8620e2487433d0103e72778bf5ccb073c2c7",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_46a52",
                    table="delegations_bankaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="not_by_the_club",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM delegations_representative r\n        WHERE r.club_id = NEW.club_id AND r.user_id = NEW.confirmed_by_id\n    ) THEN\n        RAISE EXCEPTION 'somebody of the club confirms its own bank account'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_account_not_by_the_club';\n    END IF;\n    RETURN NEW;\n",
                    hash="6dc7269d1af98f39de0ca1fa2d12b019891d68da",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_not_by_the_club_96bad",
                    table="delegations_bankaccount",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_bankaccounthistory" ("club_id", "confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "how", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced", "told_to") VALUES (NEW."club_id", NEW."confirmed", NEW."confirmed_by_id", NEW."entered", NEW."entered_by_id", NEW."holder", NEW."how", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."replaced", NEW."told_to"); RETURN NULL;',
                    hash="0855771af7977857bfd4f8978cd513549bc57a91",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08d7d",
                    table="delegations_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."club_id" IS DISTINCT FROM (NEW."club_id") OR OLD."confirmed" IS DISTINCT FROM (NEW."confirmed") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id") OR OLD."entered" IS DISTINCT FROM (NEW."entered") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."replaced" IS DISTINCT FROM (NEW."replaced") OR OLD."told_to" IS DISTINCT FROM (NEW."told_to"))',
                    func='INSERT INTO "delegations_bankaccounthistory" ("club_id", "confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "how", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced", "told_to") VALUES (NEW."club_id", NEW."confirmed", NEW."confirmed_by_id", NEW."entered", NEW."entered_by_id", NEW."holder", NEW."how", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."replaced", NEW."told_to"); RETURN NULL;',
                    hash="95fe0ab989441761749879a5145e926af884b485",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9fd45",
                    table="delegations_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_bankaccounthistory" ("club_id", "confirmed", "confirmed_by_id", "entered", "entered_by_id", "holder", "how", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced", "told_to") VALUES (OLD."club_id", OLD."confirmed", OLD."confirmed_by_id", OLD."entered", OLD."entered_by_id", OLD."holder", OLD."how", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."replaced", OLD."told_to"); RETURN NULL;',
                    hash="627132807de6c9f896f7d0cefd153887a37dd422",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89396",
                    table="delegations_bankaccount",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="BankAccountHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("holder", models.CharField(max_length=70, verbose_name="account holder")),
                (
                    "entered",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
                (
                    "told_to",
                    models.EmailField(
                        blank=True,
                        editable=False,
                        max_length=254,
                        verbose_name="address told of changes",
                    ),
                ),
                (
                    "confirmed",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
                (
                    "how",
                    models.CharField(blank=True, max_length=200, verbose_name="how it was checked"),
                ),
                ("replaced", models.DateTimeField(blank=True, null=True, verbose_name="replaced")),
                (
                    "club",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.club",
                        verbose_name="club",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="club_holder_entered_by_entered_told_to_confirmed_by_confirmed_how_replaced_events",
                        to="delegations.bankaccount",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=120, verbose_name="payment list")),
                ("day", models.DateField(verbose_name="to be carried out on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "to be released"),
                            ("released", "released"),
                            ("done", "done"),
                            ("dropped", "dropped"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "prepared",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="prepared"
                    ),
                ),
                ("released", models.DateTimeField(blank=True, null=True, verbose_name="released")),
                (
                    "form_key",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="form"
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="delegations.payingaccount",
                        verbose_name="paid from",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment list",
                "verbose_name_plural": "payment lists",
                "ordering": ("-prepared", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_by", None),
                            models.Q(("released_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="batch_two_people",
                        violation_error_message="Whoever prepared the list does not release it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released", None),
                                ("released_by", None),
                                ("status__in", ("prepared", "dropped")),
                            ),
                            models.Q(
                                ("released__isnull", False),
                                ("released_by__isnull", False),
                                ("status__in", ("released", "done")),
                            ),
                            _connector="OR",
                        ),
                        name="batch_released_by_somebody",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.status <> 'prepared' AND (OLD.text, OLD.day, OLD.source_id, OLD.prepared_by_id,\n        OLD.prepared, OLD.released_by_id, OLD.released) IS DISTINCT FROM (NEW.text, NEW.day,\n        NEW.source_id, NEW.prepared_by_id, NEW.prepared, NEW.released_by_id, NEW.released)\n    THEN\n        RAISE EXCEPTION 'a payment list stays as it was released'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_stays';\n    END IF;\n    IF OLD.status = 'prepared' AND NEW.status = 'released' THEN\n        IF EXISTS (\n            SELECT 1 FROM delegations_payment p\n            JOIN delegations_payment before ON before.id = p.instead_of_id\n            WHERE p.batch_id = NEW.id AND before.returned_by_id = NEW.released_by_id\n        ) THEN\n            RAISE EXCEPTION 'whoever says that a payment came back does not release it again'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_not_by_who_said_so';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM delegations_payment p\n            JOIN delegations_bankaccount a ON a.id = p.account_id\n            WHERE p.batch_id = NEW.id AND (a.confirmed IS NULL OR a.replaced IS NOT NULL)\n        ) THEN\n            RAISE EXCEPTION 'an account in the list is not confirmed'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_accounts_confirmed';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM delegations_payment p\n            JOIN delegations_application a ON a.record_ptr_id = p.application_id\n            JOIN delegations_representative r ON r.club_id = a.club_id\n            WHERE p.batch_id = NEW.id AND r.user_id IN (NEW.prepared_by_id, NEW.released_by_id)\n        ) THEN\n            RAISE EXCEPTION 'somebody of a club pays it'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_nobody_in_own_cause';\n        END IF;\n    END IF;\n    RETURN NEW;\n",
                    hash="075da01090138ed01ed32a265a67a9b5c94e4cf4",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_18626",
                    table="delegations_batch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="from_confirmed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NOT EXISTS (\n        SELECT 1 FROM delegations_payingaccount WHERE id = NEW.source_id AND confirmed IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION 'the account of the city is not confirmed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_from_confirmed_account';\n    END IF;\n    RETURN NEW;\n",
                    hash="070a5f559ff349405a95f5bfcbf511fb1cf88d91",
                    operation='INSERT OR UPDATE OF "source_id"',
                    pgid="pgtrigger_from_confirmed_980cb",
                    table="delegations_batch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="cb92146967684aef831ae1f2c83ec54d8425cb0d",
                    operation="DELETE",
                    pgid="pgtrigger_kept_38552",
                    table="delegations_batch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_batchhistory" ("day", "form_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "prepared_by_id", "released", "released_by_id", "source_id", "status", "text") VALUES (NEW."day", NEW."form_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared", NEW."prepared_by_id", NEW."released", NEW."released_by_id", NEW."source_id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="e67ac75a7fb3c328b096a981a03e6806b7cc35a6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6dbb1",
                    table="delegations_batch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."prepared" IS DISTINCT FROM (NEW."prepared") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."released" IS DISTINCT FROM (NEW."released") OR OLD."released_by_id" IS DISTINCT FROM (NEW."released_by_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "delegations_batchhistory" ("day", "form_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "prepared_by_id", "released", "released_by_id", "source_id", "status", "text") VALUES (NEW."day", NEW."form_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared", NEW."prepared_by_id", NEW."released", NEW."released_by_id", NEW."source_id", NEW."status", NEW."text"); RETURN NULL;',
                    hash="2c3ab6f197edf6bde0db08a661e4a8d870891adc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90808",
                    table="delegations_batch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="batch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_batchhistory" ("day", "form_key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "prepared_by_id", "released", "released_by_id", "source_id", "status", "text") VALUES (OLD."day", OLD."form_key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared", OLD."prepared_by_id", OLD."released", OLD."released_by_id", OLD."source_id", OLD."status", OLD."text"); RETURN NULL;',
                    hash="3cf2d2f7acb692d27e6bc1e16c85240f81dd091f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b5ef1",
                    table="delegations_batch",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Payment",
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
                        choices=[("advance", "in advance"), ("final", "after proof of use")],
                        max_length=8,
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
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "to be paid"),
                            ("listed", "in a payment list"),
                            ("released", "with the bank"),
                            ("paid", "paid"),
                            ("returned", "came back"),
                            ("cancelled", "not paid"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "planned",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="planned"),
                ),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid on")),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="came back on"),
                ),
                (
                    "why_returned",
                    models.CharField(blank=True, max_length=200, verbose_name="why it came back"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="delegations.bankaccount",
                        verbose_name="bank account",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="delegations.batch",
                        verbose_name="payment list",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.commitment",
                        verbose_name="commitment",
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again",
                        to="delegations.payment",
                        verbose_name="instead of",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="said to have come back by",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "ordering": ("planned", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ("planned", "listed", "released", "paid"))
                        ),
                        fields=("application", "kind"),
                        name="payment_once_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="payment_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("planned", "cancelled")),
                            models.Q(("account__isnull", False), ("batch__isnull", False)),
                            _connector="OR",
                        ),
                        name="payment_leaves_in_a_list_to_an_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "paid"), _negated=True),
                            ("paid_on__isnull", False),
                            _connector="OR",
                        ),
                        name="payment_paid_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), _negated=True),
                            models.Q(
                                ("returned_on__isnull", False),
                                models.Q(
                                    ("paid_on", None),
                                    ("returned_on__gte", models.F("paid_on")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="payment_returned_has_its_day",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="within_grant",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE may_be numeric; may_be_early numeric; may_keep numeric; already numeric; already_early numeric;",
                    func="\n    SELECT granted, advance INTO may_be, may_be_early FROM delegations_application\n        WHERE record_ptr_id = NEW.application_id FOR UPDATE;\n    SELECT final INTO may_keep FROM delegations_proof\n        WHERE application_id = NEW.application_id AND closed IS NOT NULL;\n    may_be := LEAST(may_be, may_keep);  -- which passes over NULL\n    IF EXISTS (\n        SELECT 1 FROM delegations_revocation\n        WHERE application_id = NEW.application_id AND decided IS NOT NULL\n    ) THEN\n        may_be := 0;\n    END IF;\n    SELECT COALESCE(sum(amount), 0), COALESCE(sum(amount) FILTER (WHERE kind = 'advance'), 0)\n        INTO already, already_early FROM delegations_payment\n        WHERE application_id = NEW.application_id AND id <> NEW.id\n        AND status NOT IN ('returned', 'cancelled');\n    IF NEW.status NOT IN ('returned', 'cancelled') AND (\n        NEW.amount + already > COALESCE(may_be, 0)\n        OR (NEW.kind = 'advance' AND NEW.amount + already_early > COALESCE(may_be_early, 0))\n    ) THEN\n        RAISE EXCEPTION 'more than was granted would be paid'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_within_grant';\n    END IF;\n    RETURN NEW;\n",
                    hash="ad310174a371c2a37e129d92cdf38a5c144f7a25",
                    operation="INSERT",
                    pgid="pgtrigger_within_grant_96f02",
                    table="delegations_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF (OLD.application_id, OLD.kind, OLD.amount, OLD.currency, OLD.planned, OLD.instead_of_id)\n        IS DISTINCT FROM (NEW.application_id, NEW.kind, NEW.amount, NEW.currency, NEW.planned,\n            NEW.instead_of_id)\n        OR (OLD.status IN ('released', 'paid', 'returned') AND (OLD.batch_id, OLD.account_id)\n            IS DISTINCT FROM (NEW.batch_id, NEW.account_id))\n        OR (OLD.status = 'paid' AND (NEW.status NOT IN ('paid', 'returned')\n            OR OLD.paid_on IS DISTINCT FROM NEW.paid_on\n            OR (OLD.commitment_id IS NOT NULL\n                AND OLD.commitment_id IS DISTINCT FROM NEW.commitment_id)))\n        OR (OLD.status IN ('returned', 'cancelled')\n            AND OLD.* IS DISTINCT FROM NEW.*)\n        OR (OLD.status = 'released' AND NEW.status NOT IN ('released', 'paid', 'returned'))\n    THEN\n        RAISE EXCEPTION 'a payment that has left is never rewritten'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_stays';\n    END IF;\n    IF OLD.batch_id IS DISTINCT FROM NEW.batch_id AND EXISTS (\n        SELECT 1 FROM delegations_batch b\n        WHERE b.id IN (OLD.batch_id, NEW.batch_id) AND b.status NOT IN ('prepared', 'dropped')\n    ) THEN\n        RAISE EXCEPTION 'a payment list that was released takes and gives no payment'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="d5a8253e00cc6770f815224dd4f22e81008a3c7f",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_64ebf",
                    table="delegations_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="66e6508bbe8fd3f9447cb7f81c7408741af524b9",
                    operation="DELETE",
                    pgid="pgtrigger_kept_ad39c",
                    table="delegations_payment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_paymenthistory" ("account_id", "amount", "application_id", "batch_id", "commitment_id", "currency", "instead_of_id", "kind", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "returned_by_id", "returned_on", "status", "why_returned") VALUES (NEW."account_id", NEW."amount", NEW."application_id", NEW."batch_id", NEW."commitment_id", NEW."currency", NEW."instead_of_id", NEW."kind", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."planned", NEW."returned_by_id", NEW."returned_on", NEW."status", NEW."why_returned"); RETURN NULL;',
                    hash="b8180400fb45905278c95b29000eeb74138cf75f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_064b3",
                    table="delegations_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."batch_id" IS DISTINCT FROM (NEW."batch_id") OR OLD."commitment_id" IS DISTINCT FROM (NEW."commitment_id") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."instead_of_id" IS DISTINCT FROM (NEW."instead_of_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."paid_on" IS DISTINCT FROM (NEW."paid_on") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."returned_by_id" IS DISTINCT FROM (NEW."returned_by_id") OR OLD."returned_on" IS DISTINCT FROM (NEW."returned_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."why_returned" IS DISTINCT FROM (NEW."why_returned"))',
                    func='INSERT INTO "delegations_paymenthistory" ("account_id", "amount", "application_id", "batch_id", "commitment_id", "currency", "instead_of_id", "kind", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "returned_by_id", "returned_on", "status", "why_returned") VALUES (NEW."account_id", NEW."amount", NEW."application_id", NEW."batch_id", NEW."commitment_id", NEW."currency", NEW."instead_of_id", NEW."kind", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."planned", NEW."returned_by_id", NEW."returned_on", NEW."status", NEW."why_returned"); RETURN NULL;',
                    hash="e30c15506f532bd0defaf7d4a435fbefdef98133",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_857b5",
                    table="delegations_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_paymenthistory" ("account_id", "amount", "application_id", "batch_id", "commitment_id", "currency", "instead_of_id", "kind", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "returned_by_id", "returned_on", "status", "why_returned") VALUES (OLD."account_id", OLD."amount", OLD."application_id", OLD."batch_id", OLD."commitment_id", OLD."currency", OLD."instead_of_id", OLD."kind", OLD."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."planned", OLD."returned_by_id", OLD."returned_on", OLD."status", OLD."why_returned"); RETURN NULL;',
                    hash="4fa05e56cee74fa581edfbe1422b7a2c95e484e0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a9fb",
                    table="delegations_payment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PaymentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("advance", "in advance"), ("final", "after proof of use")],
                        max_length=8,
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
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "to be paid"),
                            ("listed", "in a payment list"),
                            ("released", "with the bank"),
                            ("paid", "paid"),
                            ("returned", "came back"),
                            ("cancelled", "not paid"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "planned",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="planned"),
                ),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid on")),
                (
                    "returned_on",
                    models.DateField(blank=True, null=True, verbose_name="came back on"),
                ),
                (
                    "why_returned",
                    models.CharField(blank=True, max_length=200, verbose_name="why it came back"),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.bankaccount",
                        verbose_name="bank account",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.batch",
                        verbose_name="payment list",
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
                        verbose_name="commitment",
                    ),
                ),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.payment",
                        verbose_name="instead of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_kind_amount_currency_status_batch_account_planned_paid_on_returned_on_why_returned_returned_by_instead_of_commitment_events",
                        to="delegations.payment",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="said to have come back by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BatchHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("text", models.CharField(max_length=120, verbose_name="payment list")),
                ("day", models.DateField(verbose_name="to be carried out on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prepared", "to be released"),
                            ("released", "released"),
                            ("done", "done"),
                            ("dropped", "dropped"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "prepared",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="prepared"
                    ),
                ),
                ("released", models.DateTimeField(blank=True, null=True, verbose_name="released")),
                ("form_key", models.CharField(editable=False, max_length=64, verbose_name="form")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="text_day_status_source_prepared_by_prepared_released_by_released_form_key_events",
                        to="delegations.batch",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.payingaccount",
                        verbose_name="paid from",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeclaredTie",
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
                            ("member", "I am or was a member or on its board."),
                            ("family", "Family or friends belong to it."),
                            ("money", "I or somebody near me would gain by it."),
                            ("other", "Something else, as explained."),
                        ],
                        max_length=8,
                        verbose_name="kind of tie",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
                (
                    "declared",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="declared"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "declared tie",
                "verbose_name_plural": "declared ties",
                "ordering": ("declared", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "user"), name="declared_tie_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaredtie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_declaredtiehistory" ("application_id", "declared", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "user_id") VALUES (NEW."application_id", NEW."declared", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text", NEW."user_id"); RETURN NULL;',
                    hash="2688fd065e80237866be75190bf187f161de8cfb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_18de3",
                    table="delegations_declaredtie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaredtie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."declared" IS DISTINCT FROM (NEW."declared") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "delegations_declaredtiehistory" ("application_id", "declared", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "user_id") VALUES (NEW."application_id", NEW."declared", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text", NEW."user_id"); RETURN NULL;',
                    hash="5e82707cdf1ba1ffa103174e7ff77cea3dffaf1e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3164",
                    table="delegations_declaredtie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaredtie",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_declaredtiehistory" ("application_id", "declared", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "user_id") VALUES (OLD."application_id", OLD."declared", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text", OLD."user_id"); RETURN NULL;',
                    hash="e324f07d5ec83e9b993640910cc916d421d37105",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d676a",
                    table="delegations_declaredtie",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DeclaredTieHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member", "I am or was a member or on its board."),
                            ("family", "Family or friends belong to it."),
                            ("money", "I or somebody near me would gain by it."),
                            ("other", "Something else, as explained."),
                        ],
                        max_length=8,
                        verbose_name="kind of tie",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="explanation")),
                (
                    "declared",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="declared"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="application_user_kind_text_declared_events",
                        to="delegations.declaredtie",
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
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncomingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=200, unique=True, verbose_name="number of the mail"
                    ),
                ),
                ("sender", models.CharField(blank=True, max_length=254, verbose_name="sender")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "came",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="came in"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("filed", "with its application"),
                            ("waiting", "waits for an officer"),
                            ("discarded", "discarded"),
                            ("automatic", "written by a machine"),
                        ],
                        max_length=10,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("case", "It names no application: nobody answered one of our mails."),
                            ("sender", "The sender does not speak for this club."),
                            ("over", "Nothing can be written to this application any more."),
                            ("large", "It was too large to be taken in. Look into the mailbox."),
                            ("broken", "It could not be read. Look into the mailbox."),
                        ],
                        max_length=8,
                        verbose_name="why it waits",
                    ),
                ),
                ("settled", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="came_as",
                        to="delegations.message",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "incoming mail",
                "verbose_name_plural": "incoming mails",
                "ordering": ("-came", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("fate", "waiting")),
                        fields=["came"],
                        name="incoming_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "filed"), _negated=True),
                            ("application__isnull", False),
                            _connector="OR",
                        ),
                        name="incoming_filed_with_an_application",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate", "waiting"), _negated=True),
                            models.Q(("doubt", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="incoming_waits_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fate__in", ("automatic", "discarded")), _negated=True),
                            ("text", ""),
                            _connector="OR",
                        ),
                        name="incoming_machines_leave_no_text",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingmail",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_incomingmailhistory" ("application_id", "came", "doubt", "fate", "message_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled", "settled_by_id") VALUES (NEW."application_id", NEW."came", NEW."doubt", NEW."fate", NEW."message_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."settled", NEW."settled_by_id"); RETURN NULL;',
                    hash="bc9bc6a284d76a36c37afa5930f8b51e602146fa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_16953",
                    table="delegations_incomingmail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingmail",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."came" IS DISTINCT FROM (NEW."came") OR OLD."doubt" IS DISTINCT FROM (NEW."doubt") OR OLD."fate" IS DISTINCT FROM (NEW."fate") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."settled" IS DISTINCT FROM (NEW."settled") OR OLD."settled_by_id" IS DISTINCT FROM (NEW."settled_by_id"))',
                    func='INSERT INTO "delegations_incomingmailhistory" ("application_id", "came", "doubt", "fate", "message_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled", "settled_by_id") VALUES (NEW."application_id", NEW."came", NEW."doubt", NEW."fate", NEW."message_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."settled", NEW."settled_by_id"); RETURN NULL;',
                    hash="b3f30a15565799ea6b00f9156f56e3b46869dab9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3027f",
                    table="delegations_incomingmail",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incomingmail",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_incomingmailhistory" ("application_id", "came", "doubt", "fate", "message_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled", "settled_by_id") VALUES (OLD."application_id", OLD."came", OLD."doubt", OLD."fate", OLD."message_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."settled", OLD."settled_by_id"); RETURN NULL;',
                    hash="290f6fcbdfbb5a8402606fab681933316d9b1088",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3adb5",
                    table="delegations_incomingmail",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="IncomingFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
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
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="delegations.incomingmail",
                        verbose_name="mail",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an incoming mail",
                "verbose_name_plural": "files of incoming mails",
            },
        ),
        migrations.CreateModel(
            name="IncomingMailHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("number", models.CharField(max_length=200, verbose_name="number of the mail")),
                (
                    "came",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="came in"),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("filed", "with its application"),
                            ("waiting", "waits for an officer"),
                            ("discarded", "discarded"),
                            ("automatic", "written by a machine"),
                        ],
                        max_length=10,
                        verbose_name="what became of it",
                    ),
                ),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("case", "It names no application: nobody answered one of our mails."),
                            ("sender", "The sender does not speak for this club."),
                            ("over", "Nothing can be written to this application any more."),
                            ("large", "It was too large to be taken in. Look into the mailbox."),
                            ("broken", "It could not be read. Look into the mailbox."),
                        ],
                        max_length=8,
                        verbose_name="why it waits",
                    ),
                ),
                ("settled", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="number_came_fate_doubt_application_message_settled_by_settled_events",
                        to="delegations.incomingmail",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="delegations.message",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
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
                            ("grant", "grant"),
                            ("refusal", "refusal"),
                            ("reclaim", "reclaim"),
                            ("revoke", "revocation"),
                            ("papers", "request for papers"),
                        ],
                        max_length=8,
                        verbose_name="letter",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("remedy", models.TextField(blank=True, verbose_name="legal remedy")),
            ],
            options={
                "verbose_name": "template of a letter",
                "verbose_name_plural": "templates of letters",
                "ordering": ("kind", "language", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language", "version"), name="letter_template_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "papers"),
                            models.Q(("remedy", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_template_tells_the_remedy",
                        violation_error_message="Say what can be done against the decision.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="208bf170f71353d5f4f73bd7632921fe3d4e1ab5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_stays_b2bbd",
                    table="delegations_lettertemplate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_lettertemplatehistory" ("kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remedy", "subject", "text") VALUES (NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."remedy", NEW."subject", NEW."text"); RETURN NULL;',
                    hash="53f369afd73e958b78f166607d4bc48669cbcaca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3de3",
                    table="delegations_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."remedy" IS DISTINCT FROM (NEW."remedy") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "delegations_lettertemplatehistory" ("kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remedy", "subject", "text") VALUES (NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."remedy", NEW."subject", NEW."text"); RETURN NULL;',
                    hash="117c34d0e0aed4aebb2873ab1d920b8e93e04da7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2efbe",
                    table="delegations_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "delegations_lettertemplatehistory" ("kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remedy", "subject", "text") VALUES (OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."remedy", OLD."subject", OLD."text"); RETURN NULL;',
                    hash="c5e4c0f16cdba361398c34316dee867ba130a8fc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a0a2",
                    table="delegations_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LetterTemplateHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "grant"),
                            ("refusal", "refusal"),
                            ("reclaim", "reclaim"),
                            ("revoke", "revocation"),
                            ("papers", "request for papers"),
                        ],
                        max_length=8,
                        verbose_name="letter",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "German"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("remedy", models.TextField(blank=True, verbose_name="legal remedy")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="kind_language_subject_text_remedy_events",
                        to="delegations.lettertemplate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
