"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

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
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("write_key_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
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
                ("may_be_profiled", models.BooleanField(default=True)),
                ("score", models.FloatField(default=0.0)),
                ("points", models.PositiveSmallIntegerField(default=0)),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("temperature", models.CharField(default="cold", max_length=4)),
                ("grade", models.CharField(default="D", max_length=1)),
                ("is_simulated", models.BooleanField(default=False)),
                ("last_activity_at", models.DateTimeField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(blank=True, max_length=200, null=True)),
                ("name", models.CharField(max_length=200)),
                ("properties", models.JSONField(blank=True, default=dict)),
                ("channel", models.CharField(blank=True, default="", max_length=50)),
                ("campaign", models.CharField(blank=True, default="", max_length=200)),
                ("occurred_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="records.source"
                    ),
                ),
            ],
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
                ("next_change_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="current_score", to="records.contact"
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.scoringmodel"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AttributeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Visitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("anonymous_id", models.CharField(max_length=200, unique=True)),
                ("first_seen_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
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
                "indexes": [models.Index(fields=["-occurred_at", "-id"], name="audit_by_time")],
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["-score", "id"], name="contact_by_score"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["-last_activity_at", "id"], name="contact_by_activity"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["email"], name="contact_by_email"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["stage", "-score", "id"], name="contact_by_stage"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["status", "-score", "id"], name="contact_by_status"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["level", "-score", "id"], name="contact_by_level"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["temperature", "-score", "id"], name="contact_by_temperature"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["grade", "-score", "id"], name="contact_by_grade"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["channel", "-score", "id"], name="contact_by_channel"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["country", "-score", "id"], name="contact_by_country"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["owner", "-score", "id"], name="contact_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                ),
                name="contact_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["active", "disqualified", "recycled"])), name="contact_status_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("temperature__in", ["cold", "warm", "hot"])), name="contact_temperature_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="contact_grade_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="contact_score_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="contact_points_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="contact_level_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(fields=("kind", "value"), name="identifier_unique"),
        ),
        migrations.AddConstraint(
            model_name="importreject",
            constraint=models.UniqueConstraint(fields=("of", "row"), name="importreject_once"),
        ),
        migrations.AddConstraint(
            model_name="scoringmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "live", "retired"])), name="scoringmodel_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringmodel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "live")), fields=("state",), name="scoringmodel_one_live"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringmodel",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("published_at__isnull", False), _connector="OR"),
                name="scoringmodel_published",
            ),
        ),
        migrations.AddIndex(
            model_name="scorechange",
            index=models.Index(fields=["contact", "as_of", "id"], name="scorechange_by_contact"),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="scorechange_score_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="scorechange_points_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="scorechange_level_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__gte", 0), ("probability__lte", 1)),
                name="scorechange_probability_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("temperature__in", ["cold", "warm", "hot"])), name="scorechange_temperature_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="scorechange_grade_known"
            ),
        ),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(fields=["next_change_at"], name="score_by_next_change"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="score_score_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0), ("points__lte", 100)), name="score_points_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__gte", 1), ("level__lte", 4)), name="score_level_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__gte", 0), ("probability__lte", 1)), name="score_probability_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("temperature__in", ["cold", "warm", "hot"])), name="score_temperature_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__in", ["A", "B", "C", "D"])), name="score_grade_known"
            ),
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["kind", "file_hash"], name="import_by_file"),
        ),
        migrations.AddIndex(
            model_name="attributechange",
            index=models.Index(fields=["contact", "attribute", "occurred_at", "id"], name="attribute_by_contact"),
        ),
        migrations.AddIndex(
            model_name="stagechange",
            index=models.Index(fields=["contact", "occurred_at", "id"], name="stagechange_by_contact"),
        ),
        migrations.AddIndex(
            model_name="stagechange",
            index=models.Index(fields=["to_stage", "occurred_at"], name="stagechange_by_stage"),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                ),
                name="stagechange_from_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_stage__in", ["suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                ),
                name="stagechange_to_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_status__in", ["active", "disqualified", "recycled"])),
                name="stagechange_from_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_status__in", ["active", "disqualified", "recycled"])),
                name="stagechange_to_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="stagechange_score_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["admin", "manager", "sales", "marketing", "viewer"])),
                name="user_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "de"])), name="user_language_known"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["contact", "occurred_at", "id"], name="event_by_contact"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["occurred_at"], name="event_by_time"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("source", "message_id"), name="event_message_unique"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact__isnull", False), ("visitor__isnull", False), _connector="OR"),
                name="event_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="event_named"),
        ),
    ]
