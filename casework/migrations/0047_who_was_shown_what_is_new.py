"""Notes when people were shown what is new in a case. For the looks of today: when they last opened something of it."""

from django.db import migrations

FILL = """
INSERT INTO casework_opening (case_id, user_id, kept, file, at)
SELECT o.case_id, o.user_id, 'news', NULL, max(o.at) FROM casework_opening AS o GROUP BY o.case_id, o.user_id
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0046_a_step_waits_for_the_reporters_answer")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM casework_opening WHERE kept = 'news'")]
