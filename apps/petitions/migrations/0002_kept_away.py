"""Nobody deals with a petition about their own decision or themselves; what happened to a petition is written once."""

from django.db import migrations

from omuz.kernel.append_only import append_only

# The operation asks first and says why; this holds whatever code comes after it.
KEEP_AWAY = """
CREATE FUNCTION petitions_keep_away() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (
        SELECT 1 FROM petitions_petitionexclusion e
        WHERE e.petition_id = NEW.id AND e.user_id IN (NEW.assigned_to_id, NEW.drafted_by_id, NEW.approved_by_id)
    ) THEN
        RAISE EXCEPTION 'petition % is kept away from this member of staff', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial"), ("kernel", "0002_append_only")]

    operations = [
        migrations.RunSQL(sql=[KEEP_AWAY], reverse_sql=["DROP FUNCTION petitions_keep_away()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER petitions_keep_away BEFORE INSERT OR UPDATE ON petitions_petition"
                " FOR EACH ROW EXECUTE FUNCTION petitions_keep_away()"
            ],
            reverse_sql=["DROP TRIGGER petitions_keep_away ON petitions_petition"],
        ),
        append_only("petitions_petitionevent"),
        append_only("petitions_petitionexclusion"),
    ]
