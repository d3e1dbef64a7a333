from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_complaint_answered_by")]

    operations = [
        migrations.AddField(
            model_name="story",
            name="sponsor",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Whoever paid for a labelled story. The story and its wire copy say so.",
                max_length=120,
                verbose_name="paid for by",
            ),
            preserve_default=False,
        ),
    ]
