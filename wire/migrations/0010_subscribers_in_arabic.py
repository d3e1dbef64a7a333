from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wire", "0009_technical_and_withheld"),
    ]

    operations = [
        migrations.AlterField(
            model_name="company",
            name="language",
            field=models.CharField(
                choices=[("id", "Indonesian"), ("en", "English"), ("ar", "Arabic")],
                default="id",
                max_length=2,
                verbose_name="language",
            ),
        ),
    ]
