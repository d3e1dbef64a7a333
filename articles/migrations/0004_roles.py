"""The roles of the newsroom, as groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def whole(*models):
    """All that can be done with rows of these."""
    verbs = ("view", "add", "change", "delete")
    return [f"articles.{verb}_{model}" for model in models for verb in verbs]


FILE = [
    *("articles.add_story", "articles.view_story", "articles.change_story"),
    *whole("relatedlink"),
    *("taggit.view_tag", "taggit.add_tag"),
]
PICTURES = ["articles.view_picture", "articles.add_picture", "articles.change_picture"]
REVIEW = [
    *("articles.review_story", "articles.review_picture", "articles.arrange_front"),
    *("articles.view_dispatch", "articles.view_event", "articles.view_trouble"),
    *("articles.view_complaint", "articles.decide_complaint"),
]
HOUSE = [
    *("articles.withdraw_story", "articles.view_house", "articles.change_house"),
    *whole("person", "wirecode", "desk", "edition", "kind", "place", "placealias"),
    *whole("page", "mastheadentry"),
    "taggit.change_tag",
]
USERS = [
    *("articles.view_user", "articles.add_user", "articles.change_user", "auth.view_group"),
]

ROLES = {
    "reporter": [*FILE, *PICTURES],
    "editor": [*FILE, *PICTURES, *REVIEW],
    "chief": [*FILE, *PICTURES, *REVIEW, *HOUSE],
    "photo": ["articles.view_story", *PICTURES, "articles.review_picture"],
    "admin": [*FILE, *PICTURES, *REVIEW, *HOUSE, *USERS],
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
        group = Group.objects.create(name=role)
        for name in names:
            label, codename = name.split(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=label, codename=codename)
            )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_house"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
