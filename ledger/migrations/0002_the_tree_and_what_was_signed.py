"""The tree's tiles and peaks, and the signed checkpoints with their witnesses and time-stamps, which are append-only."""

from django.db import migrations, models

TRIGGERS = r"""
CREATE FUNCTION ledger_checkpoint_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF split_part(NEW.note, E'\n', 2) IS DISTINCT FROM NEW.size::text
     OR split_part(NEW.note, E'\n', 3) IS DISTINCT FROM encode(NEW.root, 'base64')
  THEN
    RAISE EXCEPTION 'checkpoint %: the columns disagree with the note', NEW.size USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER ledger_checkpoint_agrees BEFORE INSERT ON ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_checkpoint_agrees();
CREATE TRIGGER ledger_checkpoint_final BEFORE UPDATE OR DELETE ON ledger_checkpoint FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_checkpoint_kept BEFORE TRUNCATE ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_cosignature_final BEFORE UPDATE OR DELETE ON ledger_cosignature FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_cosignature_kept BEFORE TRUNCATE ON ledger_cosignature FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_anchor_final BEFORE UPDATE OR DELETE ON ledger_anchor FOR EACH ROW EXECUTE FUNCTION ledger_entry_is_final();
CREATE TRIGGER ledger_anchor_kept BEFORE TRUNCATE ON ledger_anchor FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_is_final();
ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER ledger_checkpoint_agrees;
ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER ledger_checkpoint_final;
ALTER TABLE ledger_checkpoint ENABLE ALWAYS TRIGGER ledger_checkpoint_kept;
ALTER TABLE ledger_cosignature ENABLE ALWAYS TRIGGER ledger_cosignature_final;
ALTER TABLE ledger_cosignature ENABLE ALWAYS TRIGGER ledger_cosignature_kept;
ALTER TABLE ledger_anchor ENABLE ALWAYS TRIGGER ledger_anchor_final;
ALTER TABLE ledger_anchor ENABLE ALWAYS TRIGGER ledger_anchor_kept;
"""

NO_TRIGGERS = """
DROP TRIGGER ledger_checkpoint_agrees ON ledger_checkpoint;
DROP TRIGGER ledger_checkpoint_final ON ledger_checkpoint;
DROP TRIGGER ledger_checkpoint_kept ON ledger_checkpoint;
DROP TRIGGER ledger_cosignature_final ON ledger_cosignature;
DROP TRIGGER ledger_cosignature_kept ON ledger_cosignature;
DROP TRIGGER ledger_anchor_final ON ledger_anchor;
DROP TRIGGER ledger_anchor_kept ON ledger_anchor;
DROP FUNCTION ledger_checkpoint_agrees();
"""

GRANTS = """
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE ALL ON ledger_node, ledger_checkpoint, ledger_cosignature, ledger_anchor FROM app;
    GRANT SELECT, INSERT ON ledger_node, ledger_checkpoint, ledger_cosignature, ledger_anchor TO app;
  END IF;
END $$;
"""
HOME = """
CREATE FUNCTION ledger_home() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT system_identifier || '/' || oid FROM pg_catalog.pg_control_system(), pg_catalog.pg_database
  WHERE datname = pg_catalog.current_database()
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_append_only_record")]

    operations = [
        migrations.AddField("LogHead", "peaks", models.BinaryField(default=b"")),
        migrations.CreateModel(
            name="Node",
            fields=[
                ("pk", models.CompositePrimaryKey("level", "number", blank=True, editable=False, primary_key=True, serialize=False)),
                ("level", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
                ("root", models.BinaryField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"default_permissions": (), "ordering": ("size",)},
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField()),
                ("witness", models.CharField(max_length=200)),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("size", "witness"), name="witnessed_once")],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.BigIntegerField()),
                ("authority", models.CharField(max_length=200)),
                ("token", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={"default_permissions": (), "ordering": ("size", "id")},
        ),
        migrations.RunSQL(HOME, "DROP FUNCTION ledger_home();"),
        migrations.AddField(
            model_name="loghead",
            name="home",
            field=models.CharField(db_default=models.Func(function="ledger_home"), max_length=40),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
