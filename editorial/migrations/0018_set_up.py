"""A subscriber's people are told by mail of keys and endpoints that one of them sets up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0017_portal")]

    operations = [
        migrations.RemoveConstraint(model_name="outgoingmail", name="mail_news_is_known"),
        migrations.AlterField(
            model_name="outgoingmail",
            name="news",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reset", "A new password"),
                    ("signed-in", "A new sign-in"),
                    ("factor-added", "A second factor was set up"),
                    ("factor-gone", "A second factor was removed"),
                    ("invited", "Access to the wire"),
                    ("found", "Found by a saved search"),
                    ("set-up", "Something was set up on the wire"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "news__in",
                        [
                            "",
                            "reset",
                            "signed-in",
                            "factor-added",
                            "factor-gone",
                            "invited",
                            "found",
                            "set-up",
                        ],
                    )
                ),
                name="mail_news_is_known",
            ),
        ),
    ]
