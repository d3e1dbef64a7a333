import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("wire", "0005_printed_items_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("webhook", "Webhook"),
                            ("mail", "E-mail"),
                            ("sftp", "Files by SFTP"),
                            ("s3", "Files to S3"),
                        ],
                        max_length=8,
                        verbose_name="way",
                    ),
                ),
                ("address", models.CharField(max_length=2000, verbose_name="address")),
                (
                    "user",
                    models.CharField(blank=True, max_length=200, verbose_name="user or access key"),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="region of the S3 server"
                    ),
                ),
                (
                    "host_key",
                    models.TextField(blank=True, verbose_name="host key of the SFTP server"),
                ),
                ("format", models.CharField(default="json", max_length=10, verbose_name="format")),
                ("secret", models.TextField(blank=True, editable=False)),
                ("old_secret", models.TextField(blank=True, editable=False)),
                ("old_secret_until", models.DateTimeField(editable=False, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("paused", "Paused"),
                            ("disabled", "Switched off"),
                        ],
                        default="active",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("disabled_after", models.BigIntegerField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                (
                    "failing_since",
                    models.DateTimeField(editable=False, null=True, verbose_name="fails since"),
                ),
                (
                    "last_failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "The address is not one that can be used"),
                            ("not-allowed", "The address leads to a private network"),
                            ("name", "The name of the server leads nowhere"),
                            ("refused", "The server refuses connections"),
                            ("unreachable", "The server can’t be reached"),
                            ("timeout", "The server gave no answer in time"),
                            ("tls", "The server’s certificate is not accepted"),
                            ("broken", "The connection broke, or the answer could not be read"),
                            ("status", "The server answered, but not that it took it"),
                            ("redirect", "The server points to another address; give that one"),
                            ("gone", "The server says that the address is no more (410)"),
                            ("host-key", "The server’s host key is another than the one agreed"),
                            ("sign-in", "The server refuses our sign-in"),
                            ("no-mail-server", "No mail server is set"),
                            ("secret", "The secret kept can’t be read; make a new one"),
                            ("ours", "A fault of ours; it is in the log"),
                        ],
                        editable=False,
                        max_length=16,
                        verbose_name="last failure",
                    ),
                ),
                (
                    "last_ok_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last taken at"),
                ),
                (
                    "is_slow",
                    models.BooleanField(default=False, editable=False, verbose_name="slow"),
                ),
                (
                    "rests_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="rests until"),
                ),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endpoints",
                        to="wire.company",
                        verbose_name="subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "endpoint",
                "verbose_name_plural": "endpoints",
                "ordering": ["company", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("failing", "The endpoint takes nothing"),
                            ("silent", "The endpoint has taken nothing for a day"),
                            ("dead", "A delivery was given up"),
                            ("disabled", "The endpoint was switched off"),
                            ("well", "The endpoint takes deliveries again"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sent", "Sent"),
                            ("no-server", "Not sent: no mail server is set"),
                            ("no-address", "Not sent: no technical contact is named"),
                            ("refused", "Not sent: the mail server refuses it"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to="wire.endpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "alert",
                "verbose_name_plural": "alerts",
                "ordering": ["-id"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Push",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(null=True, verbose_name="number")),
                ("story_uid", models.UUIDField(null=True, verbose_name="story")),
                ("signal", models.CharField(blank=True, max_length=12, verbose_name="signal")),
                ("overtakes", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Taken"),
                            ("superseded", "Not sent: a newer version went out"),
                            ("dead", "Given up"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "queued_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="queued at"
                    ),
                ),
                ("began_at", models.DateTimeField(null=True, verbose_name="first tried at")),
                (
                    "next_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="next try at"
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=0, verbose_name="tries")),
                ("taken_by", models.IntegerField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True, verbose_name="done at")),
                (
                    "endpoint",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pushes",
                        to="wire.endpoint",
                        verbose_name="endpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "push",
                "verbose_name_plural": "pushes",
                "ordering": ["-id"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("seconds", models.FloatField(verbose_name="seconds")),
                ("watermark", models.BigIntegerField(default=0)),
                ("request", models.JSONField(default=dict, verbose_name="request")),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                (
                    "failure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "The address is not one that can be used"),
                            ("not-allowed", "The address leads to a private network"),
                            ("name", "The name of the server leads nowhere"),
                            ("refused", "The server refuses connections"),
                            ("unreachable", "The server can’t be reached"),
                            ("timeout", "The server gave no answer in time"),
                            ("tls", "The server’s certificate is not accepted"),
                            ("broken", "The connection broke, or the answer could not be read"),
                            ("status", "The server answered, but not that it took it"),
                            ("redirect", "The server points to another address; give that one"),
                            ("gone", "The server says that the address is no more (410)"),
                            ("host-key", "The server’s host key is another than the one agreed"),
                            ("sign-in", "The server refuses our sign-in"),
                            ("no-mail-server", "No mail server is set"),
                            ("secret", "The secret kept can’t be read; make a new one"),
                            ("ours", "A fault of ours; it is in the log"),
                        ],
                        max_length=16,
                        verbose_name="failure",
                    ),
                ),
                ("answer_headers", models.JSONField(default=dict)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "push",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts",
                        to="wire.push",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
                "ordering": ["-id"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="PushCursor",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("last", models.BigIntegerField(default=0)),
            ],
            options={
                "default_permissions": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="wire_push_cursor_is_one_row"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["webhook", "mail", "sftp", "s3"]),
                    ("state__in", ["active", "paused", "disabled"]),
                ),
                name="wire_endpoint_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("failing_since__isnull", True), ("failures", 0)),
                    models.Q(("failing_since__isnull", False), ("failures__gt", 0)),
                    _connector="OR",
                ),
                name="wire_endpoint_fails_since",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["next_at"], name="wire_alert_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("state", "waiting"), ("taken_by", None)),
                fields=["endpoint", "overtakes", "next_at"],
                name="wire_push_due",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["story_uid", "endpoint"],
                name="wire_push_of_story",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("taken_by__isnull", False)),
                fields=["taken_by"],
                name="wire_push_taken",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("state", "dead")),
                fields=["endpoint", "-number"],
                name="wire_push_dead",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(
                condition=models.Q(("done_at__isnull", False)),
                fields=["done_at"],
                name="wire_push_done",
            ),
        ),
        migrations.AddIndex(
            model_name="push",
            index=models.Index(fields=["endpoint", "-id"], name="wire_push_newest"),
        ),
        migrations.AddConstraint(
            model_name="push",
            constraint=models.UniqueConstraint(
                fields=("endpoint", "number"), name="wire_push_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="push",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("done_at__isnull", False),
                        ("state__in", ["done", "superseded", "dead"]),
                        ("taken_by", None),
                    ),
                    _connector="OR",
                ),
                name="wire_push_is_done_or_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="push",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="wire_push_is_taken_at_a_time",
            ),
        ),
        migrations.RunSQL(
            "INSERT INTO wire_pushcursor (id, last) SELECT 1, last FROM articles_dispatchcounter",
            "DELETE FROM wire_pushcursor",
        ),
        # No statement of a publication's own: whoever writes deliveries tells of them.
        migrations.RunSQL(
            """
            CREATE FUNCTION wire_tell() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('wire', '');
                RETURN NULL;
            END $$;
            CREATE TRIGGER wire_delivery_is_told AFTER INSERT ON wire_delivery
                FOR EACH STATEMENT EXECUTE FUNCTION wire_tell();
            """,
            "DROP FUNCTION wire_tell CASCADE",
        ),
    ]
