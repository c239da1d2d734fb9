"""The history is written once: triggers refuse changes, and stamp each event with its transaction."""

from django.db import migrations

from omuz.kernel.append_only import REFUSE_FUNCTION, append_only

REFUSE = f"""
CREATE FUNCTION {REFUSE_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $body$
"""

# The sealer trusts these two columns, so the writer cannot choose them.
STAMP = """
CREATE FUNCTION kernel_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    NEW.era := (SELECT system_identifier FROM pg_control_system());
    RETURN NEW;
END $body$
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(sql=[REFUSE], reverse_sql=[f"DROP FUNCTION {REFUSE_FUNCTION}()"]),
        migrations.RunSQL(sql=[STAMP], reverse_sql=["DROP FUNCTION kernel_stamp_event()"]),
        migrations.RunSQL(
            sql=[
                "CREATE TRIGGER kernel_auditevent_stamp BEFORE INSERT ON kernel_auditevent"
                " FOR EACH ROW EXECUTE FUNCTION kernel_stamp_event()"
            ],
            reverse_sql=["DROP TRIGGER kernel_auditevent_stamp ON kernel_auditevent"],
        ),
        append_only("kernel_auditevent"),
        append_only("kernel_auditdetail"),
        append_only("kernel_auditseal"),
    ]
