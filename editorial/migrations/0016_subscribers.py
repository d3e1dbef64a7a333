"""Administrators set subscribers up; editors and chiefs see them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROWS = ("company", "product", "subscription")
SEE = [f"view_{model}" for model in ROWS]
SET_UP = [f"{verb}_{model}" for verb in ("view", "add", "change") for model in (*ROWS, "key")]
RIGHTS = {"editor": SEE, "chief": SEE, "admin": SET_UP}


def give_rights(apps, schema_editor):
    # Permissions come after all migrations by themselves; the groups need them now.
    config = apps.get_app_config("wire")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    wire = Permission.objects.filter(content_type__app_label="wire")
    for role, names in RIGHTS.items():
        for group in Group.objects.filter(name=role):
            group.permissions.add(*wire.filter(codename__in=names))


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0015_withheld"),
        ("wire", "0005_printed_items_stay"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
