"""The first house: its editions and the kinds of its agency code."""

from django.db import migrations

EDITIONS = [
    {
        "code": "id",
        "name": "Indonesia",
        "agency": "Mi’raj News Agency",
        "mark": "MINA",
        "sign_off": "Mi’raj News Agency (MINA)",
        "direction": "ltr",
        "tagline": "Kantor berita Islam dari Jakarta",
    },
    {
        "code": "en",
        "name": "English",
        "agency": "Mi’raj News Agency",
        "mark": "MINA",
        "sign_off": "Mi’raj News Agency (MINA)",
        "direction": "ltr",
        "tagline": "An Islamic news agency from Jakarta",
    },
    {
        "code": "ar",
        "name": "العربية",
        "agency": "وكالة معراج للأنباء",
        "mark": "مينا",
        "sign_off": "وكالة معراج للأنباء (مينا)",
        "direction": "rtl",
        "tagline": "وكالة أنباء إسلامية من جاكرتا",
    },
]

KINDS = [
    ("T", "Terjemahan"),
    ("L", "Liputan"),
    ("R", "Rilis"),
    ("W", "Wawancara"),
    ("A", "Artikel"),
    ("K", "Kontributor"),
    ("LKG", "Liputan kontributor Gaza"),
]


def make_house(apps, schema_editor):
    Edition = apps.get_model("articles", "Edition")
    Kind = apps.get_model("articles", "Kind")
    for position, edition in enumerate(EDITIONS):
        Edition.objects.create(position=position, **edition)
    for position, (code, name) in enumerate(KINDS):
        Kind.objects.create(code=code, name=name, position=position)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_roles")]

    operations = [migrations.RunPython(make_house, migrations.RunPython.noop)]
