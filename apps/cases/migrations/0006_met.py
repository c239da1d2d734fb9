"""A number stands on a meeting that the candidate attended, each number on its own, and the meeting then stays so."""

from django.db import migrations, models

# The operation asks first and says why; this holds whatever code comes after it, and whoever is quicker.
MET = """
CREATE FUNCTION cases_application_met() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF NEW.ground <> 'appointment' OR NEW.appointment_id IS NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM appointments_appointment a JOIN cases_case c ON c.id = NEW.case_id
        WHERE a.id = NEW.appointment_id AND a.person_id = c.person_id AND a.programme_id = c.programme_id
        AND a.state = 'attended' AND a.candidate_present FOR SHARE OF a;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'an application stands on a meeting that its candidate attended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'application_met';
    END IF;
    RETURN NEW;
END $body$
"""

STAYS_MET = """
CREATE FUNCTION cases_meeting_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF OLD.state = 'attended' AND OLD.candidate_present
            AND (NEW.state <> 'attended' OR NEW.candidate_present IS NOT TRUE)
            AND EXISTS (SELECT 1 FROM cases_application WHERE appointment_id = OLD.id) THEN
        RAISE EXCEPTION 'an application stands on this meeting'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'appointment_carries_application';
    END IF;
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_pauses"), ("appointments", "0003_booking_desk")]

    lint_exempt = {"unique-on-existing": "applications are recorded since this release; no row stands there twice"}

    operations = [
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("appointment_id__isnull", False)),
                fields=("appointment_id",),
                name="application_meeting_once",
            ),
        ),
        migrations.RunSQL(sql=[MET], reverse_sql=["DROP FUNCTION cases_application_met()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER cases_application_met BEFORE INSERT ON cases_application"
                " FOR EACH ROW EXECUTE FUNCTION cases_application_met()"
            ],
            reverse_sql=["DROP TRIGGER cases_application_met ON cases_application"],
        ),
        migrations.RunSQL(sql=[STAYS_MET], reverse_sql=["DROP FUNCTION cases_meeting_stays()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER cases_meeting_stays BEFORE UPDATE OF state, candidate_present"
                " ON appointments_appointment FOR EACH ROW EXECUTE FUNCTION cases_meeting_stays()"
            ],
            reverse_sql=["DROP TRIGGER cases_meeting_stays ON appointments_appointment"],
        ),
    ]
