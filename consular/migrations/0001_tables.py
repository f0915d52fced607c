"""The tables of the first release, with their rules and their history."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("consular", "0001_initial"),
        ("consular", "0002_heads_follow_on_each_other"),
        ("consular", "0003_one_open_head_of_a_kind"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
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
                ("country", models.CharField(max_length=2, verbose_name="sending state")),
                (
                    "post_kind",
                    models.CharField(
                        choices=[
                            ("consulate_general", "consulate-general"),
                            ("consulate", "consulate"),
                            ("vice_consulate", "vice-consulate"),
                            ("agency", "consular agency"),
                            ("honorary", "honorary consulate"),
                            ("honorary_general", "honorary consulate-general"),
                            ("other", "other representation"),
                        ],
                        default="consulate",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("seat", models.CharField(max_length=120, verbose_name="seat")),
                ("career", models.BooleanField(default=True, verbose_name="career post")),
                (
                    "district",
                    models.CharField(blank=True, max_length=300, verbose_name="consular district"),
                ),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "celebrates",
                    models.CharField(
                        blank=True,
                        help_text="Month and day (10-03), only where it differs from the list.",
                        max_length=5,
                        verbose_name="national day celebrated on",
                    ),
                ),
            ],
            options={
                "verbose_name": "consular post",
                "verbose_name_plural": "consular posts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("country", "post_kind", "seat"), name="post_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("country__regex", "^[A-Z]{2}$")),
                        name="post_country_iso2",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("celebrates__regex", "^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$")
                        ),
                        name="post_celebrates",
                    ),
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consular_posthistory" ("address", "career", "celebrates", "country", "district", "email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post_kind", "seat") VALUES (NEW."address", NEW."career", NEW."celebrates", NEW."country", NEW."district", NEW."email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."phone", NEW."post_kind", NEW."seat"); RETURN NULL;',
                    hash="4c263b015b0a312c366801efc30cc3c59826dea8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bc42",
                    table="consular_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."career" IS DISTINCT FROM (NEW."career") OR OLD."celebrates" IS DISTINCT FROM (NEW."celebrates") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."district" IS DISTINCT FROM (NEW."district") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."post_kind" IS DISTINCT FROM (NEW."post_kind") OR OLD."seat" IS DISTINCT FROM (NEW."seat"))',
                    func='INSERT INTO "consular_posthistory" ("address", "career", "celebrates", "country", "district", "email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post_kind", "seat") VALUES (NEW."address", NEW."career", NEW."celebrates", NEW."country", NEW."district", NEW."email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."phone", NEW."post_kind", NEW."seat"); RETURN NULL;',
                    hash="70ce2b9427db3ffb6a01a1c6e9db3f91b41fb94a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3f4ee",
                    table="consular_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consular_posthistory" ("address", "career", "celebrates", "country", "district", "email", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post_kind", "seat") VALUES (OLD."address", OLD."career", OLD."celebrates", OLD."country", OLD."district", OLD."email", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."phone", OLD."post_kind", OLD."seat"); RETURN NULL;',
                    hash="1e7feaece5e26dad74ccb54655449e932e4c7fa4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b61a",
                    table="consular_post",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Officer",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "head of post"),
                            ("acting_head", "acting head of post"),
                            ("deputy", "deputy"),
                            ("other", "other officer"),
                        ],
                        default="head",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="order within the post"
                    ),
                ),
                (
                    "head_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consul_general", "consul-general"),
                            ("consul", "consul"),
                            ("vice_consul", "vice-consul"),
                            ("agent", "consular agent"),
                            ("other", "other, without rank"),
                        ],
                        max_length=16,
                        verbose_name="class",
                    ),
                ),
                ("career", models.BooleanField(default=True, verbose_name="career officer")),
                ("exequatur", models.DateField(blank=True, null=True, verbose_name="exequatur")),
                (
                    "provisional",
                    models.DateField(blank=True, null=True, verbose_name="provisional admission"),
                ),
                (
                    "commission",
                    models.DateField(blank=True, null=True, verbose_name="commission presented"),
                ),
                (
                    "assumed",
                    models.DateField(blank=True, null=True, verbose_name="assumed functions"),
                ),
                ("left", models.DateField(blank=True, null=True, verbose_name="left")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="officers",
                        to="consular.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "consular officer",
                "verbose_name_plural": "consular officers",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        name="officer_search",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("post", "name"), name="officer_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("left", None), ("role__in", ["head", "acting_head"])),
                        fields=("post", "role"),
                        name="officer_one_open_head",
                        violation_error_message="The post has such a head already. Enter first when that one left.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ["head", "acting_head"]), _negated=True),
                            models.Q(("head_class", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="officer_head_has_class",
                        violation_error_message="A head of post needs a class.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consular_officerhistory" ("assumed", "career", "commission", "exequatur", "head_class", "left", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "provisional", "role") VALUES (NEW."assumed", NEW."career", NEW."commission", NEW."exequatur", NEW."head_class", NEW."left", NEW."name", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post_id", NEW."provisional", NEW."role"); RETURN NULL;',
                    hash="f4620f702a2a94090bedef067e51d44a67a31a00",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db4e9",
                    table="consular_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."assumed" IS DISTINCT FROM (NEW."assumed") OR OLD."career" IS DISTINCT FROM (NEW."career") OR OLD."commission" IS DISTINCT FROM (NEW."commission") OR OLD."exequatur" IS DISTINCT FROM (NEW."exequatur") OR OLD."head_class" IS DISTINCT FROM (NEW."head_class") OR OLD."left" IS DISTINCT FROM (NEW."left") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."provisional" IS DISTINCT FROM (NEW."provisional") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                    func='INSERT INTO "consular_officerhistory" ("assumed", "career", "commission", "exequatur", "head_class", "left", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "provisional", "role") VALUES (NEW."assumed", NEW."career", NEW."commission", NEW."exequatur", NEW."head_class", NEW."left", NEW."name", NEW."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post_id", NEW."provisional", NEW."role"); RETURN NULL;',
                    hash="5e62c65ae8d0dbbbb429d2e68af59e238927c767",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75ccc",
                    table="consular_officer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consular_officerhistory" ("assumed", "career", "commission", "exequatur", "head_class", "left", "name", "order", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "provisional", "role") VALUES (OLD."assumed", OLD."career", OLD."commission", OLD."exequatur", OLD."head_class", OLD."left", OLD."name", OLD."order", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post_id", OLD."provisional", OLD."role"); RETURN NULL;',
                    hash="d33f425ec3ace79ae7defa6bc30da66ac0713858",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ebac",
                    table="consular_officer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PostHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("country", models.CharField(max_length=2, verbose_name="sending state")),
                (
                    "post_kind",
                    models.CharField(
                        choices=[
                            ("consulate_general", "consulate-general"),
                            ("consulate", "consulate"),
                            ("vice_consulate", "vice-consulate"),
                            ("agency", "consular agency"),
                            ("honorary", "honorary consulate"),
                            ("honorary_general", "honorary consulate-general"),
                            ("other", "other representation"),
                        ],
                        default="consulate",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("seat", models.CharField(max_length=120, verbose_name="seat")),
                ("career", models.BooleanField(default=True, verbose_name="career post")),
                (
                    "district",
                    models.CharField(blank=True, max_length=300, verbose_name="consular district"),
                ),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="phone")),
                (
                    "celebrates",
                    models.CharField(
                        blank=True,
                        help_text="Month and day (10-03), only where it differs from the list.",
                        max_length=5,
                        verbose_name="national day celebrated on",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="country_post_kind_seat_career_district_address_email_phone_celebrates_events",
                        to="consular.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficerHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "head of post"),
                            ("acting_head", "acting head of post"),
                            ("deputy", "deputy"),
                            ("other", "other officer"),
                        ],
                        default="head",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="order within the post"
                    ),
                ),
                (
                    "head_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consul_general", "consul-general"),
                            ("consul", "consul"),
                            ("vice_consul", "vice-consul"),
                            ("agent", "consular agent"),
                            ("other", "other, without rank"),
                        ],
                        max_length=16,
                        verbose_name="class",
                    ),
                ),
                ("career", models.BooleanField(default=True, verbose_name="career officer")),
                ("exequatur", models.DateField(blank=True, null=True, verbose_name="exequatur")),
                (
                    "provisional",
                    models.DateField(blank=True, null=True, verbose_name="provisional admission"),
                ),
                (
                    "commission",
                    models.DateField(blank=True, null=True, verbose_name="commission presented"),
                ),
                (
                    "assumed",
                    models.DateField(blank=True, null=True, verbose_name="assumed functions"),
                ),
                ("left", models.DateField(blank=True, null=True, verbose_name="left")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="post_name_role_order_head_class_career_exequatur_provisional_commission_assumed_left_events",
                        to="consular.officer",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="consular.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
