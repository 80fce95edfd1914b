"""Who handles a report that was made openly may read its name: one more right, and the grants of it that are due today."""

from django.db import migrations

# The right is written here, before the framework writes it after the last migration, because the grants refer to it. In an
# empty database there is nothing it could belong to yet, and nobody who could hold it.
RIGHT = """
INSERT INTO auth_permission (name, content_type_id, codename)
SELECT 'read_open_name', t.id, 'read_open_name' FROM django_content_type AS t
WHERE t.app_label = 'casework' AND t.model = 'case' ON CONFLICT DO NOTHING
"""
FILL = """
WITH openly AS (
  SELECT c.id, c.state IN ('submitted', 'screening', 'information_requested', 'early_resolution') AS intake, c.state
  FROM casework_case AS c JOIN ledger_entry AS e ON e.stream = 'case/' || c.id
  WHERE e.type = 'report.received' AND convert_from(e.entry, 'UTF8')::jsonb -> 'data' ->> 'identity' = 'open'
), held AS (
  SELECT g.content_object_id AS id, g.user_id, p.codename FROM casework_casegrant AS g JOIN auth_permission AS p ON p.id = g.permission_id
)
INSERT INTO casework_casegrant (content_object_id, user_id, permission_id, listed)
SELECT o.id, h.user_id, p.id, false
FROM openly AS o JOIN held AS h ON h.id = o.id AND h.codename = 'read_complaint'
JOIN django_content_type AS t ON t.app_label = 'casework' AND t.model = 'case'
JOIN auth_permission AS p ON p.content_type_id = t.id AND p.codename = 'read_open_name'
WHERE o.intake AND EXISTS (SELECT FROM held AS i WHERE i.id = o.id AND i.user_id = h.user_id AND i.codename = 'seat_officer')
OR EXISTS (
  SELECT FROM casework_seating AS s WHERE s.case_id = o.id AND s.user_id = h.user_id AND (
    s.seat = 'screener' AND o.intake OR s.seat IN ('investigator', 'decider') AND NOT o.intake
    OR s.seat = 'investigator' AND o.state = 'early_resolution'
  )
)
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    """Else an open report would be told from its rights as its record gives them, until its next step."""

    dependencies = [("casework", "0005_grants_stand_by_case"), ("ledger", "0002_the_tree_and_what_was_signed")]

    operations = [
        migrations.RunSQL(RIGHT, migrations.RunSQL.noop),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
