"""Removes two rights that opened nothing, with their grants. There are no notes and no summary of the complaint to read."""

from django.db import migrations

REMOVE = """
WITH gone AS (
  SELECT p.id FROM auth_permission AS p JOIN django_content_type AS t ON t.id = p.content_type_id
  WHERE t.app_label = 'casework' AND t.model = 'case' AND p.codename IN ('read_notes', 'read_complaint_summary')
), freed AS (DELETE FROM casework_casegrant WHERE permission_id IN (SELECT id FROM gone))
DELETE FROM auth_permission WHERE id IN (SELECT id FROM gone)
"""


class Migration(migrations.Migration):
    """If the grants stayed, the nightly check would find them beside the rights that the record gives."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("casework", "0007_what_a_check_found_of_a_case"),
    ]

    operations = [migrations.RunSQL(REMOVE, migrations.RunSQL.noop)]
