"""The tables of the rule book, and the triggers that keep what is published or sworn. The SQL is frozen here."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

TRIGGERS = r"""
CREATE FUNCTION policy_row_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is published or sworn never changes: % of % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION policy_commitment_agrees() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  said jsonb;
BEGIN
  SELECT convert_from(content, 'UTF8')::jsonb->'commitments'->(NEW.number - 1) INTO said
    FROM policy_codeedition WHERE id = NEW.code_id;
  IF said->>'text' IS DISTINCT FROM NEW.text OR said->>'title' IS DISTINCT FROM NEW.title THEN
    RAISE EXCEPTION 'commitment %: not the words of its Code', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER policy_commitment_agrees BEFORE INSERT ON policy_commitment
  FOR EACH ROW EXECUTE FUNCTION policy_commitment_agrees();
ALTER TABLE policy_commitment ENABLE ALWAYS TRIGGER policy_commitment_agrees;

DO $$ DECLARE kept text; BEGIN
  FOREACH kept IN ARRAY ARRAY[
    'policy_codeedition', 'policy_commitment', 'policy_oathedition', 'policy_rulebookedition',
    'policy_oathsignature', 'policy_oathending', 'policy_standing'
  ] LOOP
    EXECUTE format('CREATE TRIGGER policy_row_final BEFORE UPDATE OR DELETE ON %I '
                   'FOR EACH ROW EXECUTE FUNCTION policy_row_is_final()', kept);
    EXECUTE format('CREATE TRIGGER policy_row_kept BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION policy_row_is_final()', kept);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER policy_row_final', kept);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER policy_row_kept', kept);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
      EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM app', kept);
    END IF;
  END LOOP;
END $$;
"""

STANDS = r"""
CREATE FUNCTION policy_members_stand(members uuid[], day date) RETURNS void LANGUAGE sql AS $$
  UPDATE policy_member AS m SET standing_now = said.standing, oath_now_id = said.oath
  FROM (
    SELECT each.id,
      coalesce((
        SELECT s.kind FROM policy_standing AS s WHERE s.member_id = each.id AND s.effective <= day
        ORDER BY s.effective DESC, s.id DESC LIMIT 1
      ), '') AS standing,
      (
        SELECT act.oath FROM (
          SELECT o.effective, o.position, o.oath_id AS oath FROM policy_oathsignature AS o WHERE o.member_id = each.id
          UNION ALL
          SELECT e.effective, e.position, NULL FROM policy_oathending AS e WHERE e.member_id = each.id
        ) AS act WHERE act.effective <= day ORDER BY act.effective DESC, act.position DESC LIMIT 1
      ) AS oath
    FROM unnest(members) AS each(id)
  ) AS said
  WHERE m.id = said.id AND (m.standing_now, m.oath_now_id) IS DISTINCT FROM (said.standing, said.oath)
$$;

CREATE FUNCTION policy_members_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Fourteen hours: where a member of the furthest zone signs, it is the next day already.
  PERFORM policy_members_stand(
    array_agg(DISTINCT member_id), ((max(at) + TG_ARGV[0]::interval) AT TIME ZONE 'UTC')::date
  ) FROM fresh;
  RETURN NULL;
END $$;

CREATE TRIGGER policy_members_stand AFTER INSERT ON policy_standing REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION policy_members_stand('0 hours');
CREATE TRIGGER policy_members_stand AFTER INSERT ON policy_oathending REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION policy_members_stand('0 hours');
CREATE TRIGGER policy_members_stand AFTER INSERT ON policy_oathsignature REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION policy_members_stand('14 hours');
"""

NOT_STANDS = """
DROP FUNCTION policy_members_stand() CASCADE;
DROP FUNCTION policy_members_stand(uuid[], date);
"""

NO_TRIGGERS = """
DROP FUNCTION policy_commitment_agrees() CASCADE;
DROP FUNCTION policy_row_is_final() CASCADE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeEdition",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("version", models.CharField(max_length=40)),
                ("in_force_from", models.DateField()),
                ("content", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("body", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("in_force_from", "key"),
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "digest",
                                models.Func(models.F("content"), function="sha256", output_field=models.BinaryField()),
                            )
                        ),
                        name="codeedition_is_its_bytes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__gt", ""), ("title__gt", ""), ("version__gt", "")),
                        name="codeedition_is_named",
                    ),
                    models.UniqueConstraint(fields=("in_force_from",), name="one_code_begins_on_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("pseudonym", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("given", models.CharField(blank=True, max_length=100)),
                ("family", models.CharField(blank=True, max_length=100)),
                ("place", models.CharField(blank=True, max_length=100)),
                ("employer", models.CharField(blank=True, max_length=200)),
                ("chapter", models.CharField(blank=True, max_length=100)),
                (
                    "committees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("standing_now", models.CharField(blank=True, default="", editable=False, max_length=12)),
                ("reminded_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ("number",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("employer", models.CharField(max_length=200)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="employments", to="policy.member"
                    ),
                ),
            ],
            options={
                "ordering": ("since", "id"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OathEdition",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("version", models.CharField(max_length=40)),
                ("in_force_from", models.DateField()),
                ("content", models.BinaryField()),
                ("digest", models.BinaryField()),
                ("locale", models.CharField(max_length=35)),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="oaths", to="policy.codeedition"
                    ),
                ),
            ],
            options={
                "ordering": ("in_force_from", "key"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OathEnding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("effective", models.DateField()),
                ("at", models.DateTimeField()),
                ("entry_id", models.UUIDField(unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("lapsed", "Membership lapsed"),
                            ("resigned", "Resigned"),
                            ("expelled", "Expelled"),
                            ("deceased", "Died"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.member"
                    ),
                ),
            ],
            options={
                "ordering": ("member", "effective", "position"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OathSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("effective", models.DateField()),
                ("at", models.DateTimeField()),
                ("entry_id", models.UUIDField(unique=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("paper", "On paper"),
                            ("re_authentication", "Signed in again"),
                            ("passkey", "Passkey"),
                        ],
                        max_length=20,
                    ),
                ),
                ("statement", models.BinaryField()),
                ("digest", models.BinaryField(unique=True)),
                ("evidence", models.BinaryField(null=True)),
                ("salt", models.BinaryField(null=True)),
                ("imported", models.BooleanField(default=False)),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="policy.codeedition"
                    ),
                ),
                (
                    "countersigned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.member"
                    ),
                ),
                (
                    "oath",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="policy.oathedition"
                    ),
                ),
            ],
            options={
                "ordering": ("member", "effective", "position"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RulebookEdition",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("version", models.CharField(max_length=40)),
                ("in_force_from", models.DateField()),
                ("content", models.BinaryField()),
                ("digest", models.BinaryField()),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rulebooks", to="policy.codeedition"
                    ),
                ),
            ],
            options={
                "ordering": ("in_force_from", "key"),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("joined", "Member"),
                            ("suspended", "Suspended"),
                            ("lapsed", "Lapsed"),
                            ("resigned", "Resigned"),
                            ("expelled", "Expelled"),
                            ("reinstated", "Member"),
                            ("deceased", "Deceased"),
                        ],
                        max_length=12,
                    ),
                ),
                ("effective", models.DateField()),
                ("at", models.DateTimeField()),
                ("entry_id", models.UUIDField(unique=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="standings", to="policy.member"
                    ),
                ),
            ],
            options={
                "ordering": ("effective", "id"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("family", "Family"), ("sponsor", "Sponsor"), ("mentor", "Mentor")], max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="policy.member"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="policy.codeedition"
                    ),
                ),
            ],
            options={
                "ordering": ("code", "number"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "number"), name="commitment_once_in_its_code"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="commitment_is_numbered"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("entry_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("office", "Office"), ("passkey", "Passkey"), ("edition", "Edition")], max_length=8),
                ),
                ("what", models.CharField(blank=True, default="", max_length=20)),
                ("at", models.DateTimeField()),
                ("kept", models.JSONField(blank=True, null=True)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("at", "entry_id"),
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("about", "kind", "what"), name="put_forward_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("stream", models.CharField(max_length=50)),
                ("credential", models.BinaryField(unique=True)),
                ("cose", models.BinaryField()),
                ("rp_id", models.CharField(max_length=253)),
                ("origin", models.CharField(max_length=200)),
                ("salt", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("counts_from", models.DateTimeField()),
                ("entry_id", models.UUIDField(unique=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("at",), "default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__gt", ""), ("number__gt", "")), name="member_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(condition=models.Q(("employer__gt", "")), name="employment_is_named"),
        ),
        migrations.AddConstraint(
            model_name="employment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="employment_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest", models.Func(models.F("content"), function="sha256", output_field=models.BinaryField()))
                ),
                name="oathedition_is_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__gt", ""), ("title__gt", ""), ("version__gt", "")), name="oathedition_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="oathedition",
            constraint=models.UniqueConstraint(fields=("in_force_from", "locale"), name="one_oath_begins_on_a_day"),
        ),
        migrations.AddConstraint(
            model_name="oathending",
            constraint=models.UniqueConstraint(fields=("member", "position"), name="oathending_in_order"),
        ),
        migrations.AddConstraint(
            model_name="oathending",
            constraint=models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="oathending_is_numbered"),
        ),
        migrations.AddConstraint(
            model_name="oathending",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ("lapsed", "resigned", "expelled", "deceased"))),
                name="ending_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.UniqueConstraint(fields=("member", "position"), name="oathsignature_in_order"),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="oathsignature_is_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "digest",
                        models.Func(
                            models.Func(
                                models.Value(b"ethics-oath/v1\x00", output_field=models.BinaryField()),
                                models.F("statement"),
                                function="byteacat",
                                output_field=models.BinaryField(),
                            ),
                            function="sha256",
                            output_field=models.BinaryField(),
                        ),
                    )
                ),
                name="signature_is_its_statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ("paper", "re_authentication", "passkey"))),
                name="signature_method_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("countersigned_by__isnull", True), ("imported", False)),
                    models.Q(("countersigned_by__isnull", False), ("imported", True), ("method", "paper")),
                    _connector="OR",
                ),
                name="import_is_countersigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="oathsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("evidence__isnull", False), ("method", "passkey"), ("salt__isnull", False)),
                    models.Q(
                        models.Q(("method", "passkey"), _negated=True),
                        ("evidence__isnull", True),
                        ("salt__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="passkey_leaves_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at__isnull", True)),
                fields=("person",),
                name="one_key_signs_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_from__gte", models.F("at"))), name="a_key_counts_once_made"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest", models.Func(models.F("content"), function="sha256", output_field=models.BinaryField()))
                ),
                name="rulebookedition_is_its_bytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__gt", ""), ("title__gt", ""), ("version__gt", "")),
                name="rulebookedition_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookedition",
            constraint=models.UniqueConstraint(fields=("in_force_from",), name="one_rulebook_begins_on_a_day"),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(fields=("member", "kind", "effective"), name="standing_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("joined", "suspended", "lapsed", "resigned", "expelled", "reinstated", "deceased"))
                ),
                name="standing_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(fields=("member", "kind", "name"), name="tie_once"),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("family", "sponsor", "mentor"))), name="tie_is_known"
            ),
        ),
        migrations.CreateModel(
            name="MemberImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("filename", models.CharField(max_length=200)),
                ("whole", models.BooleanField()),
                ("content", models.BinaryField(null=True)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("state", models.CharField(choices=[("waiting", "Being read"), ("ready", "To be confirmed"), ("confirmed", "Being imported"), ("imported", "Imported"), ("refused", "Refused")], default="waiting", max_length=9)),
                ("shown", models.JSONField(default=dict)),
                ("plan", models.CharField(blank=True, default="", max_length=64)),
                ("confirmed", models.CharField(blank=True, default="", max_length=64)),
                ("compared_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-at", "id"),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="member",
            name="oath_now",
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.oathedition"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector("name", config="simple"), name="member_name_words"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(condition=models.Q(("standing_now__in", ("joined", "reinstated", "suspended"))), fields=["oath_now", "number"], name="member_by_oath"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(models.F("oath_now"), models.OrderBy(models.F("reminded_at"), nulls_first=True), condition=models.Q(("standing_now__in", ("joined", "reinstated", "suspended")), ("user__isnull", False)), name="member_to_remind"),
        ),
        migrations.AddIndex(
            model_name="oathending",
            index=models.Index(fields=["effective"], name="oathending_by_day"),
        ),
        migrations.AddIndex(
            model_name="oathsignature",
            index=models.Index(fields=["effective"], name="oathsignature_by_day"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["effective"], name="standing_by_day"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper("number"), "text_pattern_ops"), name="member_number_once"),
        ),
        migrations.AddIndex(
            model_name="memberimport",
            index=models.Index(fields=["by", "-at"], name="import_by_person"),
        ),
        migrations.AddIndex(
            model_name="memberimport",
            index=models.Index(condition=models.Q(("state__in", ("waiting", "confirmed"))), fields=["at"], name="import_to_do"),
        ),
        migrations.AddConstraint(
            model_name="memberimport",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ("waiting", "ready", "confirmed", "imported", "refused"))), name="import_state_is_known"),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RunSQL(STANDS, NOT_STANDS),
    ]
