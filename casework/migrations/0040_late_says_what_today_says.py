"""Keeps the moment from which a case is late, by whatever of it: the list and Today mean the same."""

import datetime

from django.db import migrations, models

NOT_LATE = """
  'RETENTION', 'DISPLAY', 'BLIND_READING', 'WITHDRAWAL_WAIT', 'INTERIM_SHOW_CAUSE', 'REPLY', 'REPORT_COMMENTS',
  'CONSENT_VIEWS', 'DECLARATION', 'PANEL_CHALLENGE', 'HEARING_NOTICE', 'NEW_CHARGES', 'MINORITY', 'LAST_WORD',
  'MINUTE_APPROVAL', 'SANCTION_VIEWS', 'BOARD_PAPERS', 'CROSS_APPEAL', 'APPEAL_CHALLENGE', 'APPEAL_NOTICE',
  'LATE_APPEAL', 'BREACH_NOTICE', 'SLIP', 'REOPEN'
"""
FILL = f"""
UPDATE casework_case AS c SET turns_until = now(), late_from = LEAST(c.due, (
  SELECT min(k.due) FROM casework_clock AS k WHERE k.case_id = c.id AND k.name NOT IN ({NOT_LATE})
))
"""  # noqa: S608  it holds constants only


class Migration(migrations.Migration):
    """The clocks tell it for almost every case. The lapses look at each again from the moment of the upgrade."""

    dependencies = [
        ("casework", "0039_a_draft_names_its_cases"),
        ("policy", "0002_an_oath_outlives_its_statement"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="late_from",
            field=models.DateTimeField(default=datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)),
        ),
        migrations.AddIndex(
            model_name="case", index=models.Index(fields=["late_from", "id"], name="case_late")
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
