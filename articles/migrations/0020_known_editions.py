"""No edition comes in that the software doesn't know; one that is there already harms nothing."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_story_sponsor")]

    operations = [
        AddConstraintNotValid(
            "edition",
            models.CheckConstraint(
                condition=models.Q(("code__in", ("id", "en", "ar"))), name="edition_is_known"
            ),
        ),
    ]
