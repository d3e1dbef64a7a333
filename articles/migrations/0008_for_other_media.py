"""What a story says to other media: urgency, slugline and the note to editors."""

from django.db import migrations, models

URGENCIES = [
    (1, "1 – most urgent"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, "5 – normal"),
    (6, "6"),
    (7, "7"),
    (8, "8"),
    (9, "9 – least urgent"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_long_lists")]

    operations = [
        migrations.AddField(
            "story",
            "urgency",
            models.PositiveSmallIntegerField(
                blank=True,
                choices=URGENCIES,
                help_text="How soon other media are to look at it, by IPTC’s scale.",
                null=True,
                verbose_name="urgency",
            ),
        ),
        migrations.AddField(
            "story",
            "slugline",
            models.CharField(
                blank=True,
                help_text="The short name of a running story among desks: “gaza-truce”.",
                max_length=60,
                verbose_name="slugline",
            ),
        ),
        migrations.AddField(
            "story",
            "ednote",
            models.CharField(
                blank=True,
                help_text=(
                    "For the media that take the story: it stands above its wire text (copy.txt),"
                    " which anybody may open, and on no page of the site."
                ),
                max_length=500,
                verbose_name="note to editors",
            ),
        ),
        migrations.AddConstraint(
            "story",
            models.CheckConstraint(
                condition=models.Q(urgency__range=(1, 9)), name="story_urgency_is_on_the_scale"
            ),
        ),
    ]
