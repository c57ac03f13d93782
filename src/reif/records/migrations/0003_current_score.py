"""What the current score, proposals, jobs and the installation need."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_written_once"),
    ]

    operations = [
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
                ("respond_within_minutes", models.PositiveIntegerField(default=60)),
            ],
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
            ],
        ),
        migrations.RemoveIndex(
            model_name="score",
            name="score_by_next_change",
        ),
        migrations.RemoveField(
            model_name="score",
            name="next_change_at",
        ),
        migrations.AddField(
            model_name="contact",
            name="declined_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="last_activity",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="contact",
            name="proposed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="proposed_by_rule",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.AddField(
            model_name="contact",
            name="proposed_stage",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="contact",
            name="rescore_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="snoozed_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="touched_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="score",
            name="standing",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="score",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="records.contact"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["company", "-score", "id"], name="contact_by_company"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("rescore_at__isnull", False)),
                fields=["rescore_at", "id"],
                name="contact_to_rescore",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("proposed_stage", ""), _negated=True),
                fields=["-score", "id"],
                name="contact_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed_stage__in", ["", "suspect", "lead", "prospect", "opportunity", "customer", "ambassador"])
                ),
                name="contact_proposed_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("contact", "model"), name="score_once_per_model"),
        ),
        migrations.AddConstraint(
            model_name="attribute",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["text", "number", "choice", "boolean", "date"])),
                name="attribute_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="installation",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "de"])), name="installation_language_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="installation",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="installation_one_row"),
        ),
        migrations.AddField(
            model_name="job",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["state", "run_at", "id"], name="job_by_state"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])), name="job_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("key", ""), _negated=True)),
                fields=("kind", "key"),
                name="job_once",
            ),
        ),
    ]
