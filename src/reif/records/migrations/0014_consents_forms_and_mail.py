"""Forms and what people send by them, consents with their proof, addresses not written to, mail on its way out."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reif.records.triggers import install

WRITTEN_ONCE = {
    "records_consent": [
        "id",
        "address",
        "purpose",
        "channel",
        "wording",
        "wording_version",
        "language",
        "version_id",
        "submission_id",
        "source_id",
        "page",
        "ip",
        "user_agent",
        "mail_id",
        "is_to_confirm",
        "occurred_at",
    ],
    "records_consentstep": [
        "id",
        "consent_id",
        "step",
        "occurred_at",
        "ip",
        "user_agent",
        "message_id",
        "content_hash",
        "how",
    ],
    "records_formversion": ["id", "form_id", "number", "specification", "published_at"],
}


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Install the triggers."""
    del apps
    install(editor, WRITTEN_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_source_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="imprint",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="installation",
            name="privacy_url",
            field=models.CharField(blank=True, default="", max_length=500),
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
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "visitor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="records.visitor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="records.source"
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
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(fields=("form", "number"), name="formversion_once"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["version", "-received_at", "-id"], name="submission_by_version"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "-received_at", "-id"], name="submission_by_state"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["ip", "received_at"], name="submission_by_ip"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["address", "received_at"], name="submission_by_address"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["taken", "quarantined", "discarded"])), name="submission_state_known"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["state", "run_at", "id"], name="message_by_state"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["contact", "created_at"], name="message_by_contact"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["address", "created_at"], name="message_by_address"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "taken", "sending", "sent", "unknown", "withheld", "refused", "failed"])
                ),
                name="message_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["confirmation", "marketing", "notice"])), name="message_kind_known"
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["contact", "occurred_at", "id"], name="consent_by_contact"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["address", "purpose", "occurred_at"], name="consent_by_address"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["mail_id"], name="consent_by_mail"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["newsletter", "offers", "events"])), name="consent_purpose_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["email", "phone"])), name="consent_channel_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("wording", ""), _negated=True), name="consent_worded"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("address", ""), _negated=True), name="consent_of_somebody"
            ),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
