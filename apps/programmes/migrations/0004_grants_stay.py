"""A grant stays what was asked for and approved; its days do not overlap; its notices are told once."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import apps.programmes.models
import omuz.kernel.ids
from omuz.kernel.append_only import append_only

STAYS = """
CREATE FUNCTION programmes_grant_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a grant is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.programme_id, NEW.unit_id, NEW.capability, NEW.basis, NEW.number, NEW.dated, NEW.valid_from, NEW.valid_to,
        NEW.document_id, NEW.requested_by_id, NEW.requested_at) IS DISTINCT FROM
       (OLD.programme_id, OLD.unit_id, OLD.capability, OLD.basis, OLD.number, OLD.dated, OLD.valid_from, OLD.valid_to,
        OLD.document_id, OLD.requested_by_id, OLD.requested_at) THEN
        RAISE EXCEPTION 'a grant stays what was asked for' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'requested' AND (NEW.decided_by_id, NEW.decided_at) IS DISTINCT FROM
       (OLD.decided_by_id, OLD.decided_at) THEN
        RAISE EXCEPTION 'a decision is not rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
            (('requested', 'approved'), ('requested', 'refused'), ('approved', 'ended')) THEN
        RAISE EXCEPTION 'a grant does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'ended' AND (NEW.ended_at IS NULL OR NEW.reason = '') THEN
        RAISE EXCEPTION 'a grant ends on a moment and with a reason' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("programmes", "0003_published_stays"),
    ]

    operations = [
        migrations.CreateModel(
            name="GrantNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("days_90", "90 gün içinde bitiyor"),
                            ("days_30", "30 gün içinde bitiyor"),
                            ("ended", "Sona erdi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told_on", models.DateField()),
            ],
        ),
        migrations.AlterField(
            model_name="capabilitygrant",
            name="basis",
            field=models.CharField(
                choices=[
                    ("iskur_service_point", "İŞKUR hizmet noktası protokolü"),
                    ("private_agency_permit", "Özel istihdam bürosu izni"),
                    ("iskur_project_contract", "İŞKUR proje sözleşmesi"),
                ],
                max_length=32,
            ),
        ),
        migrations.AddConstraint(
            model_name="capabilitygrant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "approved")),
                expressions=[
                    ("programme", "="),
                    ("unit", "="),
                    ("capability", "="),
                    (
                        apps.programmes.models.DaysOf(models.F("valid_from"), models.F("valid_to"), models.Value("[]")),
                        "&&",
                    ),
                ],
                name="grant_one_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="grantnotice",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="programmes.capabilitygrant"
            ),
        ),
        migrations.AddConstraint(
            model_name="grantnotice",
            constraint=models.UniqueConstraint(fields=("grant", "kind"), name="grant_notice_once"),
        ),
        migrations.AddConstraint(
            model_name="grantnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["days_90", "days_30", "ended"])), name="grant_notice_kind_known"
            ),
        ),
        append_only("programmes_grantnotice"),
        migrations.RunSQL(sql=[STAYS], reverse_sql=["DROP FUNCTION programmes_grant_stays()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER programmes_grant_stays BEFORE UPDATE OR DELETE ON programmes_capabilitygrant"
                " FOR EACH ROW EXECUTE FUNCTION programmes_grant_stays()"
            ],
            reverse_sql=["DROP TRIGGER programmes_grant_stays ON programmes_capabilitygrant"],
        ),
    ]
