"""The tables of the first release, with their rules and their history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import oia.core.dates


class Migration(migrations.Migration):
    # What offices that were tried before the first release have gone through.
    replaces = [
        ("partners", "0001_initial"),
        ("partners", "0002_clubs_are_not_found_by_their_contact"),
        ("partners", "0003_names_on_screen"),
    ]

    initial = True

    dependencies = [
        ("office", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partnership",
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
                    "form",
                    models.CharField(
                        choices=[
                            ("partnership", "partnership"),
                            ("friendship", "friendship"),
                            ("project", "project partnership"),
                            ("climate", "climate partnership"),
                            ("solidarity", "solidarity partnership"),
                            ("region", "regional partnership"),
                            ("district", "district partnership"),
                            ("contact", "contact"),
                            ("other", "other form"),
                        ],
                        default="partnership",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("enquiry", "enquiry"),
                            ("contact", "first contact"),
                            ("exploratory", "exploratory"),
                            ("intent", "declaration of intent"),
                            ("decided", "decided by the council"),
                            ("active", "active"),
                            ("review", "under review"),
                            ("dormant", "dormant"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        default="active",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "signed",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="signed"
                    ),
                ),
                (
                    "first_contact",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="first contact"
                    ),
                ),
                (
                    "anniversary_base",
                    oia.core.dates.ImpreciseDateField(
                        blank=True,
                        help_text="Only where it differs from the date of signing.",
                        max_length=10,
                        verbose_name="anniversaries count from",
                    ),
                ),
                ("themes", models.CharField(blank=True, max_length=300, verbose_name="themes")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties_owned",
                        to="office.place",
                        verbose_name="tie of",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties",
                        to="office.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "partnership",
                "verbose_name_plural": "partnerships",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "owner"), name="tie_once_per_owner", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("owner", None),
                            models.Q(("owner", models.F("place")), _negated=True),
                            _connector="OR",
                        ),
                        name="tie_not_with_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed", ""),
                            (
                                "signed__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="tie_signed_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_contact", ""),
                            (
                                "first_contact__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="tie_first_contact_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anniversary_base", ""),
                            (
                                "anniversary_base__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="tie_base_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    ),
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_partnershiphistory" ("anniversary_base", "first_contact", "form", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "signed", "status", "themes") VALUES (NEW."anniversary_base", NEW."first_contact", NEW."form", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."place_id", NEW."signed", NEW."status", NEW."themes"); RETURN NULL;',
                    hash="b836246ca8b2c73466939b10bac1eab48a2ffcc1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_25544",
                    table="partners_partnership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."anniversary_base" IS DISTINCT FROM (NEW."anniversary_base") OR OLD."first_contact" IS DISTINCT FROM (NEW."first_contact") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."signed" IS DISTINCT FROM (NEW."signed") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."themes" IS DISTINCT FROM (NEW."themes"))',
                    func='INSERT INTO "partners_partnershiphistory" ("anniversary_base", "first_contact", "form", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "signed", "status", "themes") VALUES (NEW."anniversary_base", NEW."first_contact", NEW."form", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."place_id", NEW."signed", NEW."status", NEW."themes"); RETURN NULL;',
                    hash="44883479284f849d45f6fa32562fbc175e6dd4c4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ec8f5",
                    table="partners_partnership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_partnershiphistory" ("anniversary_base", "first_contact", "form", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "signed", "status", "themes") VALUES (OLD."anniversary_base", OLD."first_contact", OLD."form", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."place_id", OLD."signed", OLD."status", OLD."themes"); RETURN NULL;',
                    hash="9373470c3ec87f32ad2a7e72292e79c011b0316d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1fe92",
                    table="partners_partnership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Agreement",
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
                    "agreement_kind",
                    models.CharField(
                        choices=[
                            ("contract", "contract"),
                            ("memorandum", "memorandum of understanding"),
                            ("charter", "charter"),
                            ("council_decision", "council decision"),
                            ("letters", "exchange of letters"),
                            ("work_programme", "work programme"),
                            ("other", "other agreement"),
                        ],
                        default="contract",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "signed",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="signed"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="ends")),
                ("review", models.DateField(blank=True, null=True, verbose_name="review")),
                ("themes", models.CharField(blank=True, max_length=300, verbose_name="themes")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreements",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed", ""),
                            (
                                "signed__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="agreement_signed_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    )
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_agreementhistory" ("agreement_kind", "ends", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "signed", "themes") VALUES (NEW."agreement_kind", NEW."ends", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id", NEW."review", NEW."signed", NEW."themes"); RETURN NULL;',
                    hash="8efa2aa48e9b81a32e959587f7e6775b495faee5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1737",
                    table="partners_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_kind" IS DISTINCT FROM (NEW."agreement_kind") OR OLD."ends" IS DISTINCT FROM (NEW."ends") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."review" IS DISTINCT FROM (NEW."review") OR OLD."signed" IS DISTINCT FROM (NEW."signed") OR OLD."themes" IS DISTINCT FROM (NEW."themes"))',
                    func='INSERT INTO "partners_agreementhistory" ("agreement_kind", "ends", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "signed", "themes") VALUES (NEW."agreement_kind", NEW."ends", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id", NEW."review", NEW."signed", NEW."themes"); RETURN NULL;',
                    hash="b8a5182cf56b2e6394fc33019a88565ebfe7808b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c840",
                    table="partners_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_agreementhistory" ("agreement_kind", "ends", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review", "signed", "themes") VALUES (OLD."agreement_kind", OLD."ends", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id", OLD."review", OLD."signed", OLD."themes"); RETURN NULL;',
                    hash="39df55a7ed29d17e17056d7cfdf74bb5ef9e5195",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_63f2d",
                    table="partners_agreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Club",
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
                    "founded",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="founded"
                    ),
                ),
                (
                    "members",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="members"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="contact person"),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="clubs",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "club",
                "verbose_name_plural": "clubs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded", ""),
                            (
                                "founded__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="club_founded_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    )
                ],
            },
            bases=("office.record",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="club",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_clubhistory" ("contact", "email", "founded", "members", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."contact", NEW."email", NEW."founded", NEW."members", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."record_ptr_id"); RETURN NULL;',
                    hash="7cd11da7665834c097f14da450413a8527c36506",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b945",
                    table="partners_club",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="club",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."founded" IS DISTINCT FROM (NEW."founded") OR OLD."members" IS DISTINCT FROM (NEW."members") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id"))',
                    func='INSERT INTO "partners_clubhistory" ("contact", "email", "founded", "members", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."contact", NEW."email", NEW."founded", NEW."members", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."record_ptr_id"); RETURN NULL;',
                    hash="1375e12db7f15521cb48d511b3a0a2d0864e413d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b833",
                    table="partners_club",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="club",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_clubhistory" ("contact", "email", "founded", "members", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."contact", OLD."email", OLD."founded", OLD."members", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."record_ptr_id"); RETURN NULL;',
                    hash="8157529ab021818900d1c6d66183d8c5a2e33211",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3c77",
                    table="partners_club",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ClubHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "founded",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="founded"
                    ),
                ),
                (
                    "members",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="members"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="contact person"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="partnership_founded_members_email_contact_events",
                        to="partners.club",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "agreement_kind",
                    models.CharField(
                        choices=[
                            ("contract", "contract"),
                            ("memorandum", "memorandum of understanding"),
                            ("charter", "charter"),
                            ("council_decision", "council decision"),
                            ("letters", "exchange of letters"),
                            ("work_programme", "work programme"),
                            ("other", "other agreement"),
                        ],
                        default="contract",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "signed",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="signed"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="ends")),
                ("review", models.DateField(blank=True, null=True, verbose_name="review")),
                ("themes", models.CharField(blank=True, max_length=300, verbose_name="themes")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="partnership_agreement_kind_signed_ends_review_themes_events",
                        to="partners.agreement",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnershipHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("partnership", "partnership"),
                            ("friendship", "friendship"),
                            ("project", "project partnership"),
                            ("climate", "climate partnership"),
                            ("solidarity", "solidarity partnership"),
                            ("region", "regional partnership"),
                            ("district", "district partnership"),
                            ("contact", "contact"),
                            ("other", "other form"),
                        ],
                        default="partnership",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("enquiry", "enquiry"),
                            ("contact", "first contact"),
                            ("exploratory", "exploratory"),
                            ("intent", "declaration of intent"),
                            ("decided", "decided by the council"),
                            ("active", "active"),
                            ("review", "under review"),
                            ("dormant", "dormant"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        default="active",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "signed",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="signed"
                    ),
                ),
                (
                    "first_contact",
                    oia.core.dates.ImpreciseDateField(
                        blank=True, max_length=10, verbose_name="first contact"
                    ),
                ),
                (
                    "anniversary_base",
                    oia.core.dates.ImpreciseDateField(
                        blank=True,
                        help_text="Only where it differs from the date of signing.",
                        max_length=10,
                        verbose_name="anniversaries count from",
                    ),
                ),
                ("themes", models.CharField(blank=True, max_length=300, verbose_name="themes")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="office.place",
                        verbose_name="tie of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="place_owner_form_status_signed_first_contact_anniversary_base_themes_events",
                        to="partners.partnership",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="TieDate",
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
                            ("first_contact", "first contact"),
                            ("council_home", "decision of our council"),
                            ("council_partner", "decision of the partner's council"),
                            ("signed_home", "signed at home"),
                            ("signed_partner", "signed at the partner's"),
                            ("renewed", "renewed"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                            ("other", "other date"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("date", oia.core.dates.ImpreciseDateField(max_length=10, verbose_name="date")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dates",
                        to="partners.partnership",
                        verbose_name="partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "date of a tie",
                "verbose_name_plural": "dates of a tie",
                "ordering": ["date"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date", ""),
                            (
                                "date__regex",
                                "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                            ),
                            _connector="OR",
                        ),
                        name="tie_date_shape",
                        violation_error_message="Write the date as 1966, 1966-05 or 01.05.1966.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tiedate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_tiedatehistory" ("date", "kind", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."date", NEW."kind", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="1d662e9e97383d95697a39e99fbafc98631f9114",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f951",
                    table="partners_tiedate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tiedate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."partnership_id" IS DISTINCT FROM (NEW."partnership_id") OR OLD."source" IS DISTINCT FROM (NEW."source"))',
                    func='INSERT INTO "partners_tiedatehistory" ("date", "kind", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."date", NEW."kind", NEW."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="e9e30759f6fb11cdb9d114712f910540d6460247",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d6fbc",
                    table="partners_tiedate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tiedate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partners_tiedatehistory" ("date", "kind", "partnership_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."date", OLD."kind", OLD."partnership_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                    hash="4d26eba0212ac8c332f8c6314ae10e0efe13c86d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8fe62",
                    table="partners_tiedate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="TieDateHistory",
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
                            ("first_contact", "first contact"),
                            ("council_home", "decision of our council"),
                            ("council_partner", "decision of the partner's council"),
                            ("signed_home", "signed at home"),
                            ("signed_partner", "signed at the partner's"),
                            ("renewed", "renewed"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                            ("other", "other date"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("date", oia.core.dates.ImpreciseDateField(max_length=10, verbose_name="date")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "partnership",
                    models.ForeignKey(
                        db_constraint=False,
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
                        related_name="partnership_kind_date_source_events",
                        to="partners.tiedate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
