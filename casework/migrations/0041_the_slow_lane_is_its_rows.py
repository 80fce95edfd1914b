"""Takes the reports that somebody has taken up out of the slow lane, as the step that takes one up does from now on."""

from django.db import migrations, models

CLEAR = """
DELETE FROM casework_slowreport AS s USING casework_case AS c WHERE c.id = s.case_id AND c.state <> 'submitted'
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0040_late_says_what_today_says")]

    operations = [
        migrations.AddIndex(
            model_name="slowreport", index=models.Index(fields=["until", "case"], name="slow_report_until")
        ),
        migrations.RunSQL(CLEAR, migrations.RunSQL.noop),
    ]
