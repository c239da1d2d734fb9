"""What somebody did at a meeting stays as it is while a decision names it as evidence."""

from django.db import migrations

# The correction asks first and says why; this holds whatever code comes after it, and whoever is quicker.
KEPT = """
CREATE FUNCTION decisions_meeting_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF OLD.recorded_at IS NOT NULL
            AND (NEW.state, NEW.candidate_present) IS DISTINCT FROM (OLD.state, OLD.candidate_present)
            AND EXISTS (SELECT 1 FROM decisions_evidence e JOIN decisions_decision d ON d.id = e.decision_id
                WHERE e.kind = 'appointment' AND e.record_id = OLD.id
                AND d.state IN ('proposed', 'hearing', 'taken', 'in_effect')) THEN
        RAISE EXCEPTION 'a decision names this meeting as evidence'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'appointment_is_evidence';
    END IF;
    RETURN NEW;
END $body$
"""

# Waits for a correction under way: whoever comes second sees what the first has done.
HELD = """
CREATE FUNCTION decisions_evidence_held() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW.kind = 'appointment' THEN
        PERFORM 1 FROM appointments_appointment WHERE id = NEW.record_id FOR SHARE;
    END IF;
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_decision_latest"), ("appointments", "0004_attendance_corrections")]

    operations = [
        migrations.RunSQL(sql=[KEPT], reverse_sql=["DROP FUNCTION decisions_meeting_stays()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER decisions_meeting_stays BEFORE UPDATE OF state, candidate_present"
                " ON appointments_appointment FOR EACH ROW EXECUTE FUNCTION decisions_meeting_stays()"
            ],
            reverse_sql=["DROP TRIGGER decisions_meeting_stays ON appointments_appointment"],
        ),
        migrations.RunSQL(sql=[HELD], reverse_sql=["DROP FUNCTION decisions_evidence_held()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER decisions_evidence_held BEFORE INSERT ON decisions_evidence"
                " FOR EACH ROW EXECUTE FUNCTION decisions_evidence_held()"
            ],
            reverse_sql=["DROP TRIGGER decisions_evidence_held ON decisions_evidence"],
        ),
    ]
