"""The tables of the first release, with their rules and their history."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import oia.core.money


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("eufunding", "0001_initial"),
        ("eufunding", "0002_deadlines_keep_their_history"),
        ("eufunding", "0003_names_on_screen"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
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
                    "identifier",
                    models.CharField(max_length=120, unique=True, verbose_name="identifier"),
                ),
                (
                    "call_identifier",
                    models.CharField(blank=True, max_length=120, verbose_name="call"),
                ),
                (
                    "programme",
                    models.CharField(blank=True, max_length=160, verbose_name="programme"),
                ),
                (
                    "programme_id",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number of the programme"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("forthcoming", "forthcoming"),
                            ("open", "open"),
                            ("closed", "closed"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("opens", models.DateField(blank=True, null=True, verbose_name="opens")),
                (
                    "deadline_model",
                    models.CharField(blank=True, max_length=60, verbose_name="procedure"),
                ),
                (
                    "type_of_action",
                    models.CharField(blank=True, max_length=200, verbose_name="type of action"),
                ),
                (
                    "budget",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="budget",
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
                    "expected_grants",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="expected grants"
                    ),
                ),
                (
                    "min_contribution",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="smallest grant",
                    ),
                ),
                (
                    "max_contribution",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="largest grant",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "portal_url",
                    models.URLField(blank=True, max_length=400, verbose_name="page of the portal"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("ftop_bulk", "portal: list of all topics"),
                            ("ftop_topic", "portal: details of a topic"),
                            ("ftop_search", "portal: search result"),
                        ],
                        default="manual",
                        max_length=12,
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identifier", django.db.models.functions.text.Upper("identifier"))
                        ),
                        name="call_identifier_upper",
                    )
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_callhistory" ("budget", "call_identifier", "currency", "deadline_model", "description", "expected_grants", "identifier", "max_contribution", "min_contribution", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_url", "programme", "programme_id", "source", "status", "type_of_action") VALUES (NEW."budget", NEW."call_identifier", NEW."currency", NEW."deadline_model", NEW."description", NEW."expected_grants", NEW."identifier", NEW."max_contribution", NEW."min_contribution", NEW."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."portal_url", NEW."programme", NEW."programme_id", NEW."source", NEW."status", NEW."type_of_action"); RETURN NULL;',
                    hash="96c124a180aa2ff3d1496ed7a92bcbde5d04f290",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_896f8",
                    table="eufunding_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."budget" IS DISTINCT FROM (NEW."budget") OR OLD."call_identifier" IS DISTINCT FROM (NEW."call_identifier") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."deadline_model" IS DISTINCT FROM (NEW."deadline_model") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."expected_grants" IS DISTINCT FROM (NEW."expected_grants") OR OLD."identifier" IS DISTINCT FROM (NEW."identifier") OR OLD."max_contribution" IS DISTINCT FROM (NEW."max_contribution") OR OLD."min_contribution" IS DISTINCT FROM (NEW."min_contribution") OR OLD."opens" IS DISTINCT FROM (NEW."opens") OR OLD."portal_url" IS DISTINCT FROM (NEW."portal_url") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."type_of_action" IS DISTINCT FROM (NEW."type_of_action"))',
                    func='INSERT INTO "eufunding_callhistory" ("budget", "call_identifier", "currency", "deadline_model", "description", "expected_grants", "identifier", "max_contribution", "min_contribution", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_url", "programme", "programme_id", "source", "status", "type_of_action") VALUES (NEW."budget", NEW."call_identifier", NEW."currency", NEW."deadline_model", NEW."description", NEW."expected_grants", NEW."identifier", NEW."max_contribution", NEW."min_contribution", NEW."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."portal_url", NEW."programme", NEW."programme_id", NEW."source", NEW."status", NEW."type_of_action"); RETURN NULL;',
                    hash="9e1103a3921c8008966f861a3f33fd74bacf9f06",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e9266",
                    table="eufunding_call",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_callhistory" ("budget", "call_identifier", "currency", "deadline_model", "description", "expected_grants", "identifier", "max_contribution", "min_contribution", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal_url", "programme", "programme_id", "source", "status", "type_of_action") VALUES (OLD."budget", OLD."call_identifier", OLD."currency", OLD."deadline_model", OLD."description", OLD."expected_grants", OLD."identifier", OLD."max_contribution", OLD."min_contribution", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."portal_url", OLD."programme", OLD."programme_id", OLD."source", OLD."status", OLD."type_of_action"); RETURN NULL;',
                    hash="4fa8124b3719fc67b5827b1a76f3e4e855e96489",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d0c32",
                    table="eufunding_call",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Bid",
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
                    "call_text",
                    models.CharField(blank=True, max_length=200, verbose_name="call as written"),
                ),
                (
                    "programme",
                    models.CharField(blank=True, max_length=160, verbose_name="programme"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idea", "idea"),
                            ("partners", "partners sought"),
                            ("drafting", "drafting"),
                            ("submitted", "submitted"),
                            ("awarded", "awarded"),
                            ("reserve", "reserve list"),
                            ("rejected", "rejected"),
                            ("running", "running"),
                            ("reporting", "reporting"),
                            ("closed", "closed"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "lead partner"),
                            ("partner", "partner"),
                            ("associated", "associated partner"),
                        ],
                        default="partner",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "requested",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="requested",
                    ),
                ),
                (
                    "awarded",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="awarded",
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
                ("submitted", models.DateField(blank=True, null=True, verbose_name="submitted")),
                ("decided", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("partners", models.TextField(blank=True, verbose_name="partners")),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bids",
                        to="eufunding.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "verbose_name": "bid",
                "verbose_name_plural": "bids",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted", None),
                            ("decided", None),
                            ("decided__gte", models.F("submitted")),
                            _connector="OR",
                        ),
                        name="bid_decided_after_submitted",
                        violation_error_message="The decision lies before the submission.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("awarded", None),
                            ("status__in", ("awarded", "running", "reporting", "closed")),
                            _connector="OR",
                        ),
                        name="bid_award_only_when_won",
                        violation_error_message="An awarded amount needs a bid that was won.",
                    ),
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_bidhistory" ("awarded", "call_id", "call_text", "currency", "decided", "partners", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "requested", "role", "status", "submitted") VALUES (NEW."awarded", NEW."call_id", NEW."call_text", NEW."currency", NEW."decided", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."programme", NEW."requested", NEW."role", NEW."status", NEW."submitted"); RETURN NULL;',
                    hash="7862291b2d9e3360b6557654c1bb3da0b44d7ff3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2cd77",
                    table="eufunding_bid",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."awarded" IS DISTINCT FROM (NEW."awarded") OR OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."call_text" IS DISTINCT FROM (NEW."call_text") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."decided" IS DISTINCT FROM (NEW."decided") OR OLD."partners" IS DISTINCT FROM (NEW."partners") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."requested" IS DISTINCT FROM (NEW."requested") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted" IS DISTINCT FROM (NEW."submitted"))',
                    func='INSERT INTO "eufunding_bidhistory" ("awarded", "call_id", "call_text", "currency", "decided", "partners", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "requested", "role", "status", "submitted") VALUES (NEW."awarded", NEW."call_id", NEW."call_text", NEW."currency", NEW."decided", NEW."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."programme", NEW."requested", NEW."role", NEW."status", NEW."submitted"); RETURN NULL;',
                    hash="3958c0665f595bf96a9c62a9b619e95b2d6cf0fe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ec3a",
                    table="eufunding_bid",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bid",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_bidhistory" ("awarded", "call_id", "call_text", "currency", "decided", "partners", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "requested", "role", "status", "submitted") VALUES (OLD."awarded", OLD."call_id", OLD."call_text", OLD."currency", OLD."decided", OLD."partners", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."programme", OLD."requested", OLD."role", OLD."status", OLD."submitted"); RETURN NULL;',
                    hash="8abd010231e2d8f44c705380fb3395cde5e863eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41c46",
                    table="eufunding_bid",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CallHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("identifier", models.CharField(max_length=120, verbose_name="identifier")),
                (
                    "call_identifier",
                    models.CharField(blank=True, max_length=120, verbose_name="call"),
                ),
                (
                    "programme",
                    models.CharField(blank=True, max_length=160, verbose_name="programme"),
                ),
                (
                    "programme_id",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="number of the programme"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("forthcoming", "forthcoming"),
                            ("open", "open"),
                            ("closed", "closed"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("opens", models.DateField(blank=True, null=True, verbose_name="opens")),
                (
                    "deadline_model",
                    models.CharField(blank=True, max_length=60, verbose_name="procedure"),
                ),
                (
                    "type_of_action",
                    models.CharField(blank=True, max_length=200, verbose_name="type of action"),
                ),
                (
                    "budget",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="budget",
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
                    "expected_grants",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="expected grants"
                    ),
                ),
                (
                    "min_contribution",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="smallest grant",
                    ),
                ),
                (
                    "max_contribution",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="largest grant",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "portal_url",
                    models.URLField(blank=True, max_length=400, verbose_name="page of the portal"),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "entered by hand"),
                            ("ftop_bulk", "portal: list of all topics"),
                            ("ftop_topic", "portal: details of a topic"),
                            ("ftop_search", "portal: search result"),
                        ],
                        default="manual",
                        max_length=12,
                        verbose_name="source",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="identifier_call_identifier_programme_programme_id_status_opens_deadline_model_type_of_action_budget_currency_expected_grants_min_contribution_max_contribution_description_portal_url_source_events",
                        to="eufunding.call",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="deadline")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="eufunding.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline",
                "verbose_name_plural": "deadlines",
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "at"), name="deadline_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_deadlinehistory" ("at", "call_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."at", NEW."call_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="1040a472feee646030d1185736c19c5fe4e5c73b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_91eea",
                    table="eufunding_deadline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."call_id" IS DISTINCT FROM (NEW."call_id"))',
                    func='INSERT INTO "eufunding_deadlinehistory" ("at", "call_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."at", NEW."call_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="de85af0443c96cf7a7fadea063cf64f212d2b4a9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5dad",
                    table="eufunding_deadline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deadline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "eufunding_deadlinehistory" ("at", "call_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."at", OLD."call_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5bd032097bb66009c5b530c4db2034b226de82fe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8421",
                    table="eufunding_deadline",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DeadlineHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField(verbose_name="deadline")),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="eufunding.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="call_at_events",
                        to="eufunding.deadline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BidHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "call_text",
                    models.CharField(blank=True, max_length=200, verbose_name="call as written"),
                ),
                (
                    "programme",
                    models.CharField(blank=True, max_length=160, verbose_name="programme"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idea", "idea"),
                            ("partners", "partners sought"),
                            ("drafting", "drafting"),
                            ("submitted", "submitted"),
                            ("awarded", "awarded"),
                            ("reserve", "reserve list"),
                            ("rejected", "rejected"),
                            ("running", "running"),
                            ("reporting", "reporting"),
                            ("closed", "closed"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "lead partner"),
                            ("partner", "partner"),
                            ("associated", "associated partner"),
                        ],
                        default="partner",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "requested",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="requested",
                    ),
                ),
                (
                    "awarded",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="awarded",
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
                ("submitted", models.DateField(blank=True, null=True, verbose_name="submitted")),
                ("decided", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("partners", models.TextField(blank=True, verbose_name="partners")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="call_call_text_programme_status_role_requested_awarded_currency_submitted_decided_partners_events",
                        to="eufunding.bid",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="eufunding.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
