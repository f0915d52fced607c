"""The tables of the first release, with their rules and their history."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import oia.core.dates
import oia.core.money


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("networks", "0001_initial"),
        ("networks", "0002_fee_keeps_its_shares"),
        ("networks", "0003_shares_checked_where_they_left"),
        ("networks", "0004_membership_decisions_and_notice"),
        ("networks", "0005_names_on_screen"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Network",
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
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("world", "worldwide"),
                            ("europe", "European"),
                            ("national", "national"),
                            ("region", "cross-border region"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "since",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="member since"
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "network",
                "verbose_name_plural": "networks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", ""),
                            (
                                "since__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="network_since_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    )
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_networkhistory" ("level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "website") VALUES (NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."since", NEW."website"); RETURN NULL;',
                    hash="2d11692231017d7b73e518977d905ccb8bec541c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_18ce1",
                    table="networks_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "networks_networkhistory" ("level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "website") VALUES (NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."since", NEW."website"); RETURN NULL;',
                    hash="f923c15b1e15714baa79b004ff44cafbe4c8b2e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d086d",
                    table="networks_network",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="network",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_networkhistory" ("level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "website") VALUES (OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."since", OLD."website"); RETURN NULL;',
                    hash="96192fa2946cab35997bb56ebf3a1c2202d7ca37",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a2393",
                    table="networks_network",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NetworkHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("world", "worldwide"),
                            ("europe", "European"),
                            ("national", "national"),
                            ("region", "cross-border region"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "since",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="member since"
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="level_since_website_events",
                        to="networks.network",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficeHeld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("search_text", models.TextField(default="", editable=False)),
                ("body", models.CharField(max_length=200, verbose_name="body")),
                ("role", models.CharField(max_length=200, verbose_name="function")),
                ("person", models.CharField(blank=True, max_length=200, verbose_name="person")),
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
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices_held",
                        to="networks.network",
                        verbose_name="network",
                    ),
                ),
            ],
            options={
                "verbose_name": "office held",
                "verbose_name_plural": "offices held",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "body", "role"), name="office_held_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start", ""),
                            (
                                "start__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="office_held_start_shape",
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
                        name="office_held_end_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeheld",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_officeheldhistory" ("body", "end", "network_id", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start") VALUES (NEW."body", NEW."end", NEW."network_id", NEW."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."start"); RETURN NULL;',
                    hash="2a07bc2da1884dac40b3b8f700b017e15f23302c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ef46",
                    table="networks_officeheld",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeheld",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."person" IS DISTINCT FROM (NEW."person") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func='INSERT INTO "networks_officeheldhistory" ("body", "end", "network_id", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start") VALUES (NEW."body", NEW."end", NEW."network_id", NEW."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."start"); RETURN NULL;',
                    hash="494ba5041bf1c7242a6a1f22a5373f4918bc4bfd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aa3a0",
                    table="networks_officeheld",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officeheld",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_officeheldhistory" ("body", "end", "network_id", "person", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start") VALUES (OLD."body", OLD."end", OLD."network_id", OLD."person", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."start"); RETURN NULL;',
                    hash="10f0192b08f6d4effb3aaa351d7e8b5c504984f4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56fd6",
                    table="networks_officeheld",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="OfficeHeldHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("body", models.CharField(max_length=200, verbose_name="body")),
                ("role", models.CharField(max_length=200, verbose_name="function")),
                ("person", models.CharField(blank=True, max_length=200, verbose_name="person")),
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
                    "network",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="networks.network",
                        verbose_name="network",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="network_body_role_person_start_end_events",
                        to="networks.officeheld",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "fee",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "to be decided"),
                            ("keep", "kept"),
                            ("change", "to be changed"),
                            ("leave", "to be left"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("notice", models.DateField(blank=True, null=True, verbose_name="give notice by")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "lead_department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="networks.network",
                        verbose_name="network",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.UniqueConstraint(fields=("network", "year"), name="membership_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fee", None), ("fee__gte", 0), _connector="OR"),
                        name="membership_fee_not_negative",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="fee_keeps_its_shares",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    DECLARE\n        member bigint; fee numeric; total numeric;\n    BEGIN\n        FOR member IN\n            SELECT DISTINCT id FROM unnest(ARRAY[NEW.id]) AS touched (id)\n            WHERE id IS NOT NULL ORDER BY id\n        LOOP\n            SELECT m.fee INTO fee FROM networks_membership m WHERE m.id = member\n                FOR NO KEY UPDATE;\n            CONTINUE WHEN NOT FOUND;\n            SELECT sum(s.amount) INTO total FROM networks_feeshare s\n                WHERE s.membership_id = member;\n            IF total IS NOT NULL AND total IS DISTINCT FROM fee THEN\n                RAISE EXCEPTION 'shares % of fee %', total, fee\n                    USING ERRCODE = 'check_violation';\n            END IF;\n        END LOOP;\n        RETURN NULL;\n    END;\n",
                    hash="4116120ba0fe63373cd20f8904f4a65641b1724a",
                    operation="UPDATE",
                    pgid="pgtrigger_fee_keeps_its_shares_1d1dc",
                    table="networks_membership",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_membershiphistory" ("currency", "fee", "lead_department_id", "network_id", "note", "notice", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") VALUES (NEW."currency", NEW."fee", NEW."lead_department_id", NEW."network_id", NEW."note", NEW."notice", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="cf590d45539b86152e31283ef0b1887f28c6c50f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ce41",
                    table="networks_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."fee" IS DISTINCT FROM (NEW."fee") OR OLD."lead_department_id" IS DISTINCT FROM (NEW."lead_department_id") OR OLD."network_id" IS DISTINCT FROM (NEW."network_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."notice" IS DISTINCT FROM (NEW."notice") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "networks_membershiphistory" ("currency", "fee", "lead_department_id", "network_id", "note", "notice", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") VALUES (NEW."currency", NEW."fee", NEW."lead_department_id", NEW."network_id", NEW."note", NEW."notice", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="4676e6d2e8259c8a7e882eab81319be95c6e85bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b347c",
                    table="networks_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_membershiphistory" ("currency", "fee", "lead_department_id", "network_id", "note", "notice", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") VALUES (OLD."currency", OLD."fee", OLD."lead_department_id", OLD."network_id", OLD."note", OLD."notice", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."status", OLD."year"); RETURN NULL;',
                    hash="fde79bab9150f3055bc9d1bbdfcaf6f9ac2199df",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af4ac",
                    table="networks_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FeeShare",
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
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="networks.membership",
                        verbose_name="membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "share of a fee",
                "verbose_name_plural": "shares of fees",
                "constraints": [
                    models.UniqueConstraint(fields=("membership", "department"), name="share_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="share_positive"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feeshare",
            trigger=pgtrigger.compiler.Trigger(
                name="shares_add_up",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    DECLARE\n        member bigint; fee numeric; total numeric;\n    BEGIN\n        FOR member IN\n            SELECT DISTINCT id FROM unnest(ARRAY[NEW.membership_id, OLD.membership_id]) AS touched (id)\n            WHERE id IS NOT NULL ORDER BY id\n        LOOP\n            SELECT m.fee INTO fee FROM networks_membership m WHERE m.id = member\n                FOR NO KEY UPDATE;\n            CONTINUE WHEN NOT FOUND;\n            SELECT sum(s.amount) INTO total FROM networks_feeshare s\n                WHERE s.membership_id = member;\n            IF total IS NOT NULL AND total IS DISTINCT FROM fee THEN\n                RAISE EXCEPTION 'shares % of fee %', total, fee\n                    USING ERRCODE = 'check_violation';\n            END IF;\n        END LOOP;\n        RETURN NULL;\n    END;\n",
                    hash="27af03cd5542afd079a4b8702ee37d89dc759bbd",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_shares_add_up_e25bc",
                    table="networks_feeshare",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feeshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_feesharehistory" ("amount", "department_id", "membership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."department_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="b510d1be7d7da7c33671848e82abf58d9742e212",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d49db",
                    table="networks_feeshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feeshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."membership_id" IS DISTINCT FROM (NEW."membership_id"))',
                    func='INSERT INTO "networks_feesharehistory" ("amount", "department_id", "membership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."department_id", NEW."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="fc969542c3c4c2e860d45dd5f1acb92ebe773ed4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8073a",
                    table="networks_feeshare",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feeshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "networks_feesharehistory" ("amount", "department_id", "membership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."department_id", OLD."membership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="7e0cfa8c5042f7187eb63135e7e9fb290d2e2928",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ac49",
                    table="networks_feeshare",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FeeShareHistory",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="membership_department_amount_events",
                        to="networks.feeshare",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="networks.membership",
                        verbose_name="membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "fee",
                    oia.core.money.AmountField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("undecided", "to be decided"),
                            ("keep", "kept"),
                            ("change", "to be changed"),
                            ("leave", "to be left"),
                        ],
                        default="undecided",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("notice", models.DateField(blank=True, null=True, verbose_name="give notice by")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "lead_department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="network_year_lead_department_fee_currency_status_notice_note_events",
                        to="networks.membership",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="networks.network",
                        verbose_name="network",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
