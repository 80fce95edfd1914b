"""Two indexes fewer over the rights of people in cases: others begin with the user, and nothing asks by the right alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each step writes a hundred rows here, each index once for each."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0003_denormalise_queue_columns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="casegrant",
            name="permission",
            field=models.ForeignKey(db_index=False, on_delete=models.CASCADE, to="auth.permission"),
        ),
        migrations.AlterField(
            model_name="casegrant",
            name="user",
            field=models.ForeignKey(db_index=False, on_delete=models.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
    ]
