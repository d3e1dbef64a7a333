from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0018_set_up"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mailchoice",
            name="hour",
            field=models.PositiveSmallIntegerField(
                choices={hour: f"{hour:02}:00" for hour in range(24)},
                default=7,
                verbose_name="hour of the daily mail",
            ),
        ),
        migrations.AlterField(
            model_name="mailchoice",
            name="language",
            field=models.CharField(
                choices=[("id", "Indonesian"), ("en", "English"), ("ar", "Arabic")],
                default="id",
                max_length=2,
                verbose_name="language of the mail",
            ),
        ),
    ]
