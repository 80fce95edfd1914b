"""How long closed cases took, computed each night, so that no page has to count cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0029_notes_and_tasks_are_kept")]

    operations = [
        migrations.CreateModel(
            name="Durations",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("cases", models.PositiveIntegerField()),
                ("half", models.PositiveIntegerField()),
                ("nine_in_ten", models.PositiveIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
    ]
