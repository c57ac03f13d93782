"""Mailboxes that are read, mail that came in and is nobody's story, and a team's own rules of what replies ask for."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("records", "0014_consents_forms_and_mail"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="installation", name="reply_rules", field=models.TextField(blank=True, default="")
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
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="inbound_mails", to="records.source")),
            ],
            options={
                "indexes": [models.Index(fields=["source", "-received_at", "-id"], name="inbound_mail_by_source")],
                "constraints": [models.UniqueConstraint(fields=("source", "key"), name="inbound_mail_once")],
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
                ("source", models.OneToOneField(on_delete=PROTECT, related_name="mailbox", to="records.source")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("security__in", ["tls", "starttls", "none"])),
                        name="mailbox_security_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "read", "failing"])), name="mailbox_state_known"
                    ),
                ],
            },
        ),
    ]
