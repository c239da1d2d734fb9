"""What was approved stays as it was, numbers need an approval, service needs an approved letter."""

from django.db import migrations

from omuz.kernel.append_only import append_only

LETTER_STAYS = """
CREATE FUNCTION letters_letter_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a letter is cancelled, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.programme_id <> OLD.programme_id OR NEW.drafted_by_id <> OLD.drafted_by_id
            OR NEW.case_id IS DISTINCT FROM OLD.case_id OR NEW.about_id IS DISTINCT FROM OLD.about_id THEN
        RAISE EXCEPTION 'a letter stays what it is about' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.approved_at IS NOT NULL AND (NEW.sealed_text IS DISTINCT FROM OLD.sealed_text
            OR NEW.sealed_addressee IS DISTINCT FROM OLD.sealed_addressee
            OR NEW.sealed_values IS DISTINCT FROM OLD.sealed_values
            OR NEW.sealed_code IS DISTINCT FROM OLD.sealed_code OR NEW.code_token <> OLD.code_token
            OR NEW.heading IS DISTINCT FROM OLD.heading
            OR NEW.signatory_name <> OLD.signatory_name OR NEW.signatory_title <> OLD.signatory_title
            OR NEW.signatory_acting_for <> OLD.signatory_acting_for
            OR NEW.year IS DISTINCT FROM OLD.year OR NEW.number IS DISTINCT FROM OLD.number
            OR NEW.approved_at IS DISTINCT FROM OLD.approved_at
            OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id
            OR NEW.addressee_kind <> OLD.addressee_kind) THEN
        RAISE EXCEPTION 'an approved letter stays as it was' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
            (('draft', 'approved'), ('draft', 'cancelled'), ('approved', 'signed'), ('approved', 'cancelled'),
             ('signed', 'served'), ('signed', 'undeliverable'), ('signed', 'cancelled'),
             ('undeliverable', 'signed'), ('undeliverable', 'served'), ('undeliverable', 'cancelled')) THEN
        RAISE EXCEPTION 'a letter does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $body$
"""

SERVICE_STAYS = """
CREATE FUNCTION letters_service_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an attempt at service is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state <> 'under_way' THEN
            RAISE EXCEPTION 'what came of an attempt at service stays' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.letter_id <> OLD.letter_id OR NEW.channel <> OLD.channel THEN
            RAISE EXCEPTION 'an attempt stays that of its letter' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM letters_letter WHERE id = NEW.letter_id
            AND approved_at IS NOT NULL AND signed_on IS NOT NULL AND state IN ('signed', 'undeliverable')) THEN
        RAISE EXCEPTION 'only an approved and signed letter is served' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'served' AND NEW.channel = 'etebligat' AND NEW.served_on IS DISTINCT FROM NEW.arrived_on + 5 THEN
        RAISE EXCEPTION 'e-tebligat counts from the end of the fifth day' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $body$
"""


def trigger(name: str, table: str, events: str) -> migrations.RunSQL:
    """Return the operation that lets a function of the same name watch over a table."""
    return migrations.RunSQL(
        sql=[f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"],
        reverse_sql=[f"DROP TRIGGER {name} ON {table}"],
    )


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("kernel", "0002_append_only")]

    operations = [
        migrations.RunSQL(sql=[LETTER_STAYS], reverse_sql=["DROP FUNCTION letters_letter_stays()"]),
        migrations.RunSQL(sql=[SERVICE_STAYS], reverse_sql=["DROP FUNCTION letters_service_stays()"]),
        trigger("letters_letter_stays", "letters_letter", "UPDATE OR DELETE"),
        trigger("letters_service_stays", "letters_serviceofnotice", "INSERT OR UPDATE OR DELETE"),
        append_only("letters_letterevent"),
        append_only("letters_accessiblecopy"),
    ]
