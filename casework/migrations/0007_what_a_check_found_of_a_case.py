"""What a nightly check found of each case, so that a row changed beside an old record is named the next night."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_a_reporter_who_reports_openly_can_be_named")]

    operations = [
        migrations.CreateModel(
            name="CheckedCase",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={"default_permissions": ()},
        ),
    ]
