"""What was published stays as it was: a document changes in a draft only, and states only go forward."""

from django.db import migrations

from omuz.kernel.append_only import append_only

STAYS = """
CREATE FUNCTION programmes_version_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a version that left its draft is never deleted' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.programme_id <> OLD.programme_id OR NEW.number <> OLD.number OR NEW.drafted_by_id <> OLD.drafted_by_id THEN
        RAISE EXCEPTION 'a version stays what it is a version of' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.document IS DISTINCT FROM OLD.document
            OR NEW.upstream IS DISTINCT FROM OLD.upstream OR NEW.upstream_version <> OLD.upstream_version) THEN
        RAISE EXCEPTION 'the document of a version changes in its draft only' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('published', 'retired') AND (NEW.effective_from IS DISTINCT FROM OLD.effective_from
            OR NEW.published_by_id IS DISTINCT FROM OLD.published_by_id
            OR NEW.published_at IS DISTINCT FROM OLD.published_at
            OR NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id) THEN
        RAISE EXCEPTION 'a publication is not rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
            (('draft', 'review'), ('review', 'draft'), ('review', 'published'), ('published', 'retired')) THEN
        RAISE EXCEPTION 'a version does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_versions_and_grants"), ("kernel", "0002_append_only")]

    operations = [
        migrations.RunSQL(sql=[STAYS], reverse_sql=["DROP FUNCTION programmes_version_stays()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER programmes_version_stays BEFORE UPDATE OR DELETE ON programmes_programmeversion"
                " FOR EACH ROW EXECUTE FUNCTION programmes_version_stays()"
            ],
            reverse_sql=["DROP TRIGGER programmes_version_stays ON programmes_programmeversion"],
        ),
        append_only("programmes_versioncorrection"),
    ]
