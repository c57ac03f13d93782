"""All tables at once, for a database that is new: a second and a half less than the first 23 steps one by one.

Held to be the same by a test. A database that has some of the steps goes on with the others.
"""

from importlib import import_module
from typing import ClassVar

import django.db.models.deletion
import django.db.models.expressions
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records import search, triggers

STEPS = (
    "0001_initial",
    "0002_written_once",
    "0003_current_score",
    "0004_search",
    "0005_worker",
    "0006_lists_by_name",
    "0007_privacy",
    "0008_discarded_drafts",
    "0009_lists_by_index",
    "0010_figures_and_jumps",
    "0011_collecting",
    "0012_arrivals",
    "0013_source_days",
    "0014_consents_forms_and_mail",
    "0015_mailboxes",
    "0016_bots",
    "0017_kiosks",
    "0018_who_is_who",
    "0019_field_maps",
    "0020_doubles",
    "0021_undo_of_imports",
    "0022_jumps_by_index",
    "0023_uploads",
)
_WRITTEN_ONCE = ("0002_written_once", "0007_privacy", "0014_consents_forms_and_mail", "0016_bots")


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What is no table of a model: triggers, the index of texts, the table of figures; by the words of the steps."""
    for name in _WRITTEN_ONCE:
        triggers.install(editor, import_module(f"reif.records.migrations.{name}").WRITTEN_ONCE)
    search.install(editor)
    import_module("reif.records.migrations.0010_figures_and_jumps").forwards(apps, editor)


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    replaces: ClassVar = [("records", name) for name in STEPS]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "admin"),
                            ("manager", "manager"),
                            ("sales", "sales"),
                            ("marketing", "marketing"),
                            ("viewer", "viewer"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=2)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["admin", "manager", "sales", "marketing", "viewer"])),
                        name="user_role_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "de"])), name="user_language_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Barred",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=8)),
                ("person", models.CharField(db_index=True, max_length=64)),
                ("since", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("created_at", models.DateTimeField(db_index=True)),
                ("is_simulated", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("secret", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("write_key_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("public_key", models.CharField(blank=True, default="", max_length=64)),
                ("field_map", models.JSONField(blank=True, default=dict)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("started_at", models.DateTimeField()),
                ("turned_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Attribute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(default="text", max_length=10)),
                ("label_en", models.CharField(max_length=200)),
                ("label_de", models.CharField(max_length=200)),
                ("options", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["text", "number", "choice", "boolean", "date"])),
                        name="attribute_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300)),
                ("domain", models.CharField(blank=True, default="", max_length=253)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [models.Index(fields=["name", "id"], name="company_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("domain", ""), _negated=True),
                        fields=("domain",),
                        name="company_domain_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lead_id", models.CharField(blank=True, max_length=200, null=True, unique=True)),
                ("name", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=254)),
                ("company_name", models.CharField(blank=True, default="", max_length=300)),
                ("search", models.TextField(blank=True, default="")),
                ("attributes", models.JSONField(blank=True, default=dict)),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("country", models.CharField(blank=True, default="", max_length=100)),
                ("stage", models.CharField(default="suspect", max_length=20)),
                ("status", models.CharField(default="active", max_length=20)),
                ("status_reason", models.CharField(blank=True, default="", max_length=20)),
                ("look_again_on", models.DateField(blank=True, null=True)),
                ("proposed_stage", models.CharField(blank=True, default="", max_length=20)),
                ("proposed_by_rule", models.CharField(blank=True, default="", max_length=100)),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("touched_at", models.DateTimeField(blank=True, null=True)),
                ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                ("may_be_profiled", models.BooleanField(default=True)),
                ("score", models.FloatField(default=0.0)),
                ("points", models.PositiveSmallIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("temperature", models.CharField(default="cold", max_length=4)),
                ("grade", models.CharField(default="D", max_length=1)),
                ("is_simulated", models.BooleanField(default=False)),
                ("rescore_at", models.DateTimeField(blank=True, null=True)),
                ("last_activity_at", models.DateTimeField(blank=True, null=True)),
                ("last_activity", models.CharField(blank=True, default="", max_length=200)),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to="records.company",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=[
                            "-score",
                            "id",
                            "stage",
                            "status",
                            "level",
                            "temperature",
                            "grade",
                            "channel",
                            "country",
                            "owner",
                            "may_be_profiled",
                            "last_activity_at",
                            "company",
                            "points",
                        ],
                        name="contact_by_score",
                    ),
                    models.Index(
                        fields=[
                            "-last_activity_at",
                            "id",
                            "stage",
                            "status",
                            "level",
                            "temperature",
                            "grade",
                            "channel",
                            "country",
                            "owner",
                            "may_be_profiled",
                            "score",
                        ],
                        name="contact_by_activity",
                    ),
                    models.Index(
                        fields=[
                            "name",
                            "id",
                            "stage",
                            "status",
                            "level",
                            "temperature",
                            "grade",
                            "channel",
                            "country",
                            "owner",
                            "may_be_profiled",
                            "score",
                            "last_activity_at",
                        ],
                        name="contact_by_name",
                    ),
                    models.Index(
                        fields=[
                            "company_name",
                            "id",
                            "stage",
                            "status",
                            "level",
                            "temperature",
                            "grade",
                            "channel",
                            "country",
                            "owner",
                            "may_be_profiled",
                            "score",
                            "last_activity_at",
                            "company",
                        ],
                        name="contact_by_company_name",
                    ),
                    models.Index(fields=["email"], name="contact_by_email"),
                    models.Index(fields=["company", "-score", "id"], name="contact_by_company"),
                    models.Index(
                        condition=models.Q(("rescore_at__isnull", False)),
                        fields=["rescore_at", "id"],
                        name="contact_to_rescore",
                    ),
                    models.Index(
                        condition=models.Q(("proposed_stage", ""), _negated=True),
                        fields=["-score", "id"],
                        name="contact_proposed",
                    ),
                    models.Index(
                        condition=models.Q(("may_be_profiled", False)), fields=["-score", "id"], name="contact_objected"
                    ),
                    models.Index(
                        condition=models.Q(("temperature", "hot")),
                        fields=["-score", "id", "stage", "status", "owner"],
                        name="contact_hot",
                    ),
                    models.Index(
                        condition=models.Q(("country", ""), _negated=True), fields=["country"], name="contact_countries"
                    ),
                    models.Index(
                        condition=models.Q(("look_again_on__isnull", False)),
                        fields=["look_again_on", "id"],
                        name="contact_to_look_again",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                        ),
                        name="contact_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["active", "disqualified", "recycled"])),
                        name="contact_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status_reason__in",
                                [
                                    "",
                                    "no_fit",
                                    "no_budget",
                                    "no_authority",
                                    "no_need",
                                    "competitor",
                                    "bad_data",
                                    "duplicate",
                                    "spam",
                                ],
                            )
                        ),
                        name="contact_status_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "proposed_stage__in",
                                ["", "suspect", "lead", "prospect", "opportunity", "customer", "ambassador"],
                            )
                        ),
                        name="contact_proposed_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("temperature__in", ["cold", "warm", "hot"])),
                        name="contact_temperature_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="contact_grade_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="contact_score_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="contact_points_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="contact_level_in_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("message_id", models.CharField(blank=True, max_length=200, null=True)),
                ("name", models.CharField(max_length=200)),
                ("properties", models.JSONField(blank=True, default=dict)),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("campaign", models.CharField(blank=True, default="", max_length=200)),
                ("occurred_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("taken_for", models.CharField(blank=True, db_default="", default="", max_length=50)),
                ("is_human", models.BooleanField(db_default=True, default=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.contact",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="records.source"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "occurred_at", "id"], name="event_by_contact"),
                    models.Index(fields=["occurred_at"], name="event_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "message_id"), name="event_message_unique"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="event_named"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Form",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("draft", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="form", to="records.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("specification", models.JSONField()),
                ("published_at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="records.form"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("form", "number"), name="formversion_once")],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=30)),
                ("value", models.CharField(max_length=500)),
                ("is_verified", models.BooleanField(default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="records.contact"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "value"), name="identifier_unique")],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("file_name", models.CharField(max_length=500)),
                ("file_hash", models.CharField(max_length=64)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("rows_done", models.PositiveBigIntegerField(default=0)),
                ("rows_accepted", models.PositiveBigIntegerField(default=0)),
                ("rows_known", models.PositiveBigIntegerField(default=0)),
                ("rows_rejected", models.PositiveBigIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("is_undoable", models.BooleanField(db_default=False, default=False)),
                ("undoing_since", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="records.source"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "file_hash"], name="import_by_file")],
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="records.import",
            ),
        ),
        migrations.CreateModel(
            name="ImportReject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveBigIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("raw", models.TextField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rejects", to="records.import"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "row"), name="importreject_once")],
            },
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, default="", max_length=200)),
                ("language", models.CharField(default="en", max_length=2)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("may_accept_by_itself", models.BooleanField(default=False)),
                ("keep_visitors_days", models.PositiveIntegerField(blank=True, null=True)),
                ("keep_contacts_days", models.PositiveIntegerField(blank=True, null=True)),
                ("keep_rejects_days", models.PositiveIntegerField(blank=True, null=True)),
                ("keep_audit_days", models.PositiveIntegerField(blank=True, null=True)),
                ("imprint", models.TextField(blank=True, default="")),
                ("privacy_url", models.CharField(blank=True, default="", max_length=500)),
                ("respond_within_minutes", models.PositiveIntegerField(default=60)),
                ("reply_rules", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "de"])), name="installation_language_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="installation_one_row"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=50)),
                ("key", models.CharField(blank=True, default="", max_length=200)),
                ("arguments", models.JSONField(blank=True, default=dict)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("run_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("progress", models.FloatField(default=0.0)),
                ("result", models.JSONField(blank=True, default=dict)),
                ("failure", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "run_at", "id"], name="job_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                        name="job_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("key", ""), _negated=True)),
                        fields=("kind", "key"),
                        name="job_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("pin", models.CharField(max_length=6)),
                ("invitation", models.CharField(blank=True, default="", max_length=64)),
                ("invited_at", models.DateTimeField()),
                ("secret", models.CharField(blank=True, default="", max_length=64)),
                ("set_up_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kiosks", to="records.form"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("absorbed", models.BigIntegerField(unique=True)),
                ("kept", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                ("rule", models.CharField(blank=True, default="", max_length=50)),
                ("merged_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="records.contact"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["contact", "merged_at"], name="merge_by_contact")],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("is_lifted", models.BooleanField(default=False)),
                ("how", models.TextField(blank=True, default="")),
                ("occurred_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="records.contact"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["contact", "occurred_at", "id"], name="objection_by_contact")],
            },
        ),
        migrations.CreateModel(
            name="ScoringModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("state", models.CharField(default="draft", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("discarded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "live", "retired"])), name="scoringmodel_state_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "live")), fields=("state",), name="scoringmodel_one_live"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("published_at__isnull", False), _connector="OR"),
                        name="scoringmodel_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateTimeField()),
                ("score", models.FloatField()),
                ("points", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
                ("temperature", models.CharField(max_length=4)),
                ("grade", models.CharField(max_length=1)),
                ("fit", models.FloatField()),
                ("engagement", models.FloatField()),
                ("probability", models.FloatField(blank=True, null=True)),
                ("excluded", models.CharField(blank=True, default="", max_length=200)),
                ("cause", models.CharField(max_length=30)),
                ("points_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="score_changes", to="records.contact"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.event",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.scoringmodel"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "as_of", "id"], name="scorechange_by_contact"),
                    models.Index(
                        condition=models.Q(
                            (
                                "points__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("points_before"), "+", models.Value(10)
                                ),
                            ),
                            (
                                "points__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("points_before"), "-", models.Value(10)
                                ),
                            ),
                            _connector="OR",
                        ),
                        fields=["model", "as_of", "id", "cause", "contact", "points", "points_before", "event"],
                        name="scorechange_steep",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="scorechange_score_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="scorechange_points_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="scorechange_level_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 1)),
                        name="scorechange_probability_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("temperature__in", ["cold", "warm", "hot"])),
                        name="scorechange_temperature_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="scorechange_grade_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateTimeField()),
                ("score", models.FloatField()),
                ("points", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
                ("temperature", models.CharField(max_length=4)),
                ("grade", models.CharField(max_length=1)),
                ("fit", models.FloatField()),
                ("engagement", models.FloatField()),
                ("probability", models.FloatField(blank=True, null=True)),
                ("excluded", models.CharField(blank=True, default="", max_length=200)),
                ("reasons", models.JSONField(blank=True, default=list)),
                ("standing", models.JSONField(blank=True, default=dict)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="records.contact"
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.scoringmodel"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="score_score_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="score_points_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="score_level_in_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__gte", 0), ("probability__lte", 1)),
                        name="score_probability_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("temperature__in", ["cold", "warm", "hot"])), name="score_temperature_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="score_grade_known"
                    ),
                    models.UniqueConstraint(fields=("contact", "model"), name="score_once_per_model"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                ("raw", models.TextField()),
                ("sent", models.JSONField(blank=True, default=dict)),
                ("received_at", models.DateTimeField()),
                ("replayed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quarantined", to="records.source"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source", "-received_at", "-id"], name="quarantined_by_source")],
            },
        ),
        migrations.CreateModel(
            name="Mailbox",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("host", models.CharField(max_length=255)),
                ("port", models.PositiveIntegerField()),
                ("security", models.CharField(default="tls", max_length=10)),
                ("user", models.CharField(max_length=254)),
                ("folder", models.CharField(default="INBOX", max_length=200)),
                ("addresses", models.JSONField(blank=True, default=list)),
                ("reads_since", models.DateTimeField(blank=True, null=True)),
                ("uid_validity", models.BigIntegerField(blank=True, null=True)),
                ("last_uid", models.BigIntegerField(default=0)),
                ("state", models.CharField(default="new", max_length=10)),
                ("last_error", models.CharField(blank=True, default="", max_length=500)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("next_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mailbox", to="records.source"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("security__in", ["tls", "starttls", "none"])), name="mailbox_security_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "read", "failing"])), name="mailbox_state_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=500)),
                ("sender", models.CharField(blank=True, default="", max_length=254)),
                ("subject", models.CharField(blank=True, default="", max_length=500)),
                ("text", models.TextField(blank=True, default="")),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inbound_mails", to="records.source"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source", "-received_at", "-id"], name="inbound_mail_by_source")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="inbound_mail_once")],
            },
        ),
        migrations.CreateModel(
            name="AttributeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("attribute", models.CharField(max_length=200)),
                ("value", models.JSONField(null=True)),
                ("occurred_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attribute_changes",
                        to="records.contact",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attribute_changes",
                        to="records.source",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "attribute", "occurred_at", "id"], name="attribute_by_contact")
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=20)),
                ("type", models.CharField(blank=True, default="", max_length=20)),
                ("beside", models.JSONField(blank=True, default=dict)),
                ("body", models.BinaryField()),
                ("calls", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("taken", models.PositiveBigIntegerField(default=0)),
                ("known", models.PositiveBigIntegerField(default=0)),
                ("quarantined", models.PositiveBigIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days", to="records.source"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "day"), name="sourceday_once")],
            },
        ),
        migrations.CreateModel(
            name="StageChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_stage", models.CharField(max_length=20)),
                ("to_stage", models.CharField(max_length=20)),
                ("from_status", models.CharField(default="active", max_length=20)),
                ("to_status", models.CharField(default="active", max_length=20)),
                ("rule", models.CharField(blank=True, default="", max_length=100)),
                ("why", models.TextField(blank=True, default="")),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("score", models.FloatField()),
                ("occurred_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_changes",
                        to="records.contact",
                    ),
                ),
                (
                    "erased",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_changes",
                        to="records.erased",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.scoringmodel"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="records.stagechange",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "occurred_at", "id"], name="stagechange_by_contact"),
                    models.Index(fields=["to_stage", "occurred_at"], name="stagechange_by_stage"),
                    models.Index(
                        condition=models.Q(("erased__isnull", False)),
                        fields=["erased", "occurred_at", "id"],
                        name="stagechange_by_erased",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                        ),
                        name="stagechange_from_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                        ),
                        name="stagechange_to_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_status__in", ["active", "disqualified", "recycled"])),
                        name="stagechange_from_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_status__in", ["active", "disqualified", "recycled"])),
                        name="stagechange_to_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="stagechange_score_in_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("key", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="taken", max_length=12)),
                ("address", models.CharField(blank=True, default="", max_length=254)),
                ("answers", models.JSONField(default=dict)),
                ("agreed", models.JSONField(blank=True, default=list)),
                ("around", models.JSONField(blank=True, default=dict)),
                ("suspicions", models.JSONField(blank=True, default=list)),
                ("ip", models.CharField(blank=True, default="", max_length=45)),
                ("user_agent", models.CharField(blank=True, default="", max_length=300)),
                ("received_at", models.DateTimeField()),
                ("occurred_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="records.contact",
                    ),
                ),
                (
                    "kiosk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="records.kiosk",
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
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="records.formversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["version", "-received_at", "-id"], name="submission_by_version"),
                    models.Index(fields=["state", "-received_at", "-id"], name="submission_by_state"),
                    models.Index(fields=["ip", "received_at"], name="submission_by_ip"),
                    models.Index(fields=["address", "received_at"], name="submission_by_address"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["taken", "quarantined", "discarded"])),
                        name="submission_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("kind", models.CharField(max_length=20)),
                ("purpose", models.CharField(blank=True, default="", max_length=30)),
                ("address", models.CharField(max_length=254)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True, default="")),
                ("headers", models.JSONField(blank=True, default=dict)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("basis", models.CharField(blank=True, default="", max_length=20)),
                ("outcome", models.CharField(blank=True, default="", max_length=100)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("content_hash", models.CharField(blank=True, default="", max_length=64)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="records.contact",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="records.submission",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "run_at", "id"], name="message_by_state"),
                    models.Index(fields=["contact", "created_at"], name="message_by_contact"),
                    models.Index(fields=["address", "created_at"], name="message_by_address"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "taken", "sending", "sent", "unknown", "withheld", "refused", "failed"],
                            )
                        ),
                        name="message_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["confirmation", "marketing", "notice"])),
                        name="message_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("address", models.CharField(max_length=254)),
                ("purpose", models.CharField(max_length=30)),
                ("channel", models.CharField(max_length=10)),
                ("wording", models.TextField()),
                ("wording_version", models.PositiveIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("page", models.CharField(blank=True, default="", max_length=500)),
                ("ip", models.CharField(blank=True, default="", max_length=45)),
                ("user_agent", models.CharField(blank=True, default="", max_length=300)),
                ("mail_id", models.CharField(blank=True, default="", max_length=200)),
                ("is_to_confirm", models.BooleanField(default=True)),
                ("occurred_at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="records.contact",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="records.formversion",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="records.source"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="records.submission",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contact", "occurred_at", "id"], name="consent_by_contact"),
                    models.Index(fields=["address", "purpose", "occurred_at"], name="consent_by_address"),
                    models.Index(fields=["mail_id"], name="consent_by_mail"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["newsletter", "offers", "events"])),
                        name="consent_purpose_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "phone"])), name="consent_channel_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("wording", ""), _negated=True), name="consent_worded"),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True), name="consent_of_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=8)),
                ("reason", models.CharField(max_length=20)),
                ("since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["objection", "bounced", "complaint", "blocked", "erased"])),
                        name="suppression_reason_known",
                    ),
                    models.UniqueConstraint(fields=("digest", "reason"), name="suppression_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="members",
                to="records.team",
            ),
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=500)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("whole_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("source", models.CharField(max_length=200)),
                ("found", models.JSONField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, default="", max_length=1000)),
                ("rehearsal", models.JSONField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="records.import",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.upload"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "number"), name="uploadpart_once")],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_human", models.BooleanField()),
                ("rule", models.CharField(blank=True, default="", max_length=50)),
                ("occurred_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="records.event"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["event", "id"], name="verdict_by_event")],
            },
        ),
        migrations.CreateModel(
            name="Visitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("anonymous_id", models.CharField(max_length=200, unique=True)),
                ("origin", models.BigIntegerField(blank=True, null=True)),
                ("first_touch", models.JSONField(blank=True, null=True)),
                ("last_touch", models.JSONField(blank=True, null=True)),
                ("first_seen_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                (
                    "claims",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claimed_by",
                        to="records.contact",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visitors",
                        to="records.contact",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="submission",
            name="visitor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="records.visitor",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="visitor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="records.visitor",
            ),
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=100)),
                ("subject", models.CharField(blank=True, default="", max_length=100)),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("details", models.JSONField(blank=True, default=dict)),
                ("occurred_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-occurred_at", "-id"], name="audit_by_time"),
                    models.Index(fields=["by", "-occurred_at", "-id"], name="audit_by_user"),
                    models.Index(fields=["action", "-occurred_at", "-id"], name="audit_by_action"),
                    models.Index(fields=["subject", "subject_id", "id"], name="audit_by_subject"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=10)),
                ("occurred_at", models.DateTimeField()),
                ("ip", models.CharField(blank=True, default="", max_length=45)),
                ("user_agent", models.CharField(blank=True, default="", max_length=300)),
                ("message_id", models.CharField(blank=True, default="", max_length=200)),
                ("content_hash", models.CharField(blank=True, default="", max_length=64)),
                ("how", models.CharField(blank=True, default="", max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="records.consent"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["consent", "occurred_at", "id"], name="consentstep_by_consent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ["mailed", "confirmed", "withdrawn"])),
                        name="consentstep_step_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "mailed"), _negated=True),
                        fields=("consent", "step"),
                        name="consentstep_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Double",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("one_id", models.BigIntegerField()),
                ("other_id", models.BigIntegerField()),
                ("probability", models.FloatField()),
                ("evidence", models.JSONField(default=list)),
                ("found_at", models.DateTimeField()),
                ("decision", models.CharField(blank=True, default="", max_length=6)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decision", "")), fields=["-probability", "id"], name="double_open"
                    ),
                    models.Index(fields=["other_id"], name="double_by_other"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("one_id", "other_id"), name="double_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one_id__lt", models.F("other_id"))), name="double_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__range", (0, 1))), name="double_probability"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decision", "")),
                            models.Q(("decided_at__isnull", False), ("decision__in", ["merged", "apart"])),
                            _connector="OR",
                        ),
                        name="double_decided",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(condition=models.Q(("is_human", False)), fields=["visitor"], name="event_of_machine"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact__isnull", False), ("visitor__isnull", False), _connector="OR"),
                name="event_of_somebody",
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
