"""Grants stand by case: those of one step lie on one page of the index. Over all cases only the listed ones are asked."""

from django.conf import settings
from django.db import migrations, models

FILL = """
UPDATE casework_casegrant AS g SET listed = true FROM auth_permission AS p JOIN django_content_type AS t ON t.id = p.content_type_id
WHERE p.id = g.permission_id AND t.app_label = 'casework' AND t.model = 'case'
AND p.codename IN ('see_case', 'read_own_complaint');
SET CONSTRAINTS ALL IMMEDIATE;
"""
COUNTED = "CREATE STATISTICS grant_is_listed (dependencies) ON permission_id, listed FROM casework_casegrant"
"""Else the database takes the two for independent, expects a twentieth of a person's cases, and reads through all of them."""


class Migration(migrations.Migration):
    """By person each grant of a step had a page of its own to be found, changed and logged, thirty for a filing."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0004_a_grant_has_the_indexes_that_are_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="casegrant", name="listed", field=models.BooleanField(default=False)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterUniqueTogether(
            name="casegrant", unique_together={("content_object", "user", "permission")}
        ),
        migrations.RemoveIndex(model_name="casegrant", name="grant_of_user"),
        migrations.AlterField(
            model_name="casegrant",
            name="content_object",
            field=models.ForeignKey(
                db_index=False, on_delete=models.CASCADE, related_name="grants", to="casework.case"
            ),
        ),
        migrations.AddIndex(
            model_name="casegrant",
            index=models.Index(condition=models.Q(listed=True), fields=["user", "permission", "content_object"], name="grant_in_lists"),
        ),
        migrations.RunSQL(COUNTED, "DROP STATISTICS grant_is_listed"),
    ]
