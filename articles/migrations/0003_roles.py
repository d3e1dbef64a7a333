"""The roles of the newsroom, as groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["articles.view_story"]
FILE = [
    *("articles.add_story", "articles.view_story", "articles.change_story"),
    *("articles.view_relatedlink", "articles.add_relatedlink"),
    *("articles.change_relatedlink", "articles.delete_relatedlink"),
    *("taggit.view_tag", "taggit.add_tag"),
]
PICTURES = ["articles.view_picture", "articles.add_picture", "articles.change_picture"]
REVIEW = ["articles.review_story", "articles.view_dispatch", "articles.view_event"]
HOUSE = [
    f"articles.{verb}_{model}"
    for model in ("person", "wirecode", "desk", "edition", "kind", "place", "placealias")
    for verb in ("view", "add", "change", "delete")
]
CHIEF = ["articles.withdraw_story", *HOUSE, "taggit.change_tag"]
USERS = [
    *("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"),
]

ROLES = {
    "reporter": [*FILE, *PICTURES],
    "editor": [*FILE, *PICTURES, *REVIEW, "articles.review_picture"],
    "chief": [*FILE, *PICTURES, *REVIEW, "articles.review_picture", *CHIEF],
    "photo": [*READ, *PICTURES, "articles.review_picture"],
    "admin": [*FILE, *PICTURES, *REVIEW, "articles.review_picture", *CHIEF, *USERS],
}


def make_groups(apps, schema_editor):
    # Permissions come after all migrations by themselves; the groups need them now.
    for label in ("articles", "auth", "taggit"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for name in names:
            label, codename = name.split(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=label, codename=codename)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_guarantees"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
