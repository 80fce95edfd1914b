"""The record's tables, and the triggers that keep it append-only. The SQL is frozen here: change it by a new migration."""

from django.db import migrations, models

TRIGGERS = r"""
CREATE FUNCTION ledger_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION ledger_entry_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  body jsonb := convert_from(NEW.entry, 'UTF8')::jsonb;
  before text;
  link bytea;
BEGIN
  IF NEW.leaf IS DISTINCT FROM sha256('\x00'::bytea || NEW.entry)
     OR body->>'id' IS DISTINCT FROM NEW.id::text
     OR body->>'stream' IS DISTINCT FROM NEW.stream
     OR body->'seq' IS DISTINCT FROM to_jsonb(NEW.seq)
     OR body->>'type' IS DISTINCT FROM NEW.type
     OR body->>'at' IS DISTINCT FROM NEW.at
  THEN
    RAISE EXCEPTION 'entry %: the columns disagree with the bytes', NEW.log_index USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.log_index > 0 THEN
    SELECT at INTO before FROM ledger_entry WHERE log_index = NEW.log_index - 1;
    IF before IS NULL OR before COLLATE "C" > NEW.at COLLATE "C" THEN
      RAISE EXCEPTION 'entry %: not the next of the log', NEW.log_index USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  SELECT leaf INTO link FROM ledger_entry WHERE stream = NEW.stream AND seq = NEW.seq - 1;
  IF (NEW.seq > 1 AND link IS NULL)
     OR body->'prev' IS DISTINCT FROM coalesce(to_jsonb(encode(link, 'base64')), 'null'::jsonb)
  THEN
    RAISE EXCEPTION 'entry %: not the next of its stream', NEW.log_index USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER ledger_entry_agrees BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_agrees();
CREATE TRIGGER ledger_entry_final BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_entry_kept BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_final();
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_agrees;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_final;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_kept;
"""

NO_TRIGGERS = """
DROP TRIGGER ledger_entry_agrees ON ledger_entry;
DROP TRIGGER ledger_entry_final ON ledger_entry;
DROP TRIGGER ledger_entry_kept ON ledger_entry;
DROP FUNCTION ledger_entry_agrees();
DROP FUNCTION ledger_entry_is_final();
"""

GRANTS = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE ALL ON ledger_entry, ledger_loghead, ledger_streamhead FROM app;
    GRANT SELECT, INSERT ON ledger_entry TO app;
    GRANT SELECT, INSERT, UPDATE ON ledger_loghead, ledger_streamhead TO app;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'signer') THEN
    GRANT SELECT ON ledger_entry TO signer;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("log_index", models.BigIntegerField(primary_key=True, serialize=False)),
                ("id", models.UUIDField(unique=True)),
                ("stream", models.CharField(max_length=64)),
                ("seq", models.BigIntegerField()),
                ("type", models.CharField(max_length=64)),
                ("at", models.CharField(max_length=27)),
                ("entry", models.BinaryField()),
                ("leaf", models.BinaryField(unique=True)),
            ],
            options={
                "ordering": ("log_index",),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "seq"), name="entry_once_in_its_stream"),
                    models.CheckConstraint(
                        condition=models.Q(("log_index__gte", 0), ("seq__gte", 1)), name="entry_is_numbered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("origin", models.CharField(max_length=200)),
                ("size", models.BigIntegerField(default=0)),
                ("last_at", models.CharField(default="", max_length=27)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_log_head")],
            },
        ),
        migrations.CreateModel(
            name="StreamHead",
            fields=[
                ("stream", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("leaf", models.BinaryField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
