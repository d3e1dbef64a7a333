"""Mail invites a subscriber's people to the portal, and administrators say who they are."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def give_right(apps, schema_editor):
    # Permissions come after all migrations by themselves; the group needs this one now.
    config = apps.get_app_config("wire")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    right = Permission.objects.filter(content_type__app_label="wire", codename="add_member")
    for group in Group.objects.filter(name="admin"):
        group.permissions.add(*right)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0016_subscribers"), ("wire", "0007_portal")]

    operations = [
        migrations.RunPython(give_right, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="outgoingmail",
            name="mail_news_is_known",
        ),
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
                        ],
                    )
                ),
                name="mail_news_is_known",
            ),
        ),
    ]
