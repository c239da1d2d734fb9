"""Outbox and history leave a pointer each time they grow (tenants.flow.tables); a message that failed waits its turn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxmessage",
            name="next_at",
            field=models.DateTimeField(blank=True, help_text="after a failed attempt: when the next is due", null=True),
        ),
        migrations.RunSQL(
            sql=[
                'CREATE TRIGGER "kernel_outboxmessage_noted" AFTER INSERT ON "kernel_outboxmessage"'
                " FOR EACH ROW EXECUTE FUNCTION ext.note_message()",
                'CREATE TRIGGER "kernel_auditevent_noted" AFTER INSERT ON "kernel_auditevent"'
                " FOR EACH STATEMENT EXECUTE FUNCTION ext.note_history()",
            ],
            reverse_sql=[
                'DROP TRIGGER "kernel_auditevent_noted" ON "kernel_auditevent"',
                'DROP TRIGGER "kernel_outboxmessage_noted" ON "kernel_outboxmessage"',
            ],
        ),
    ]
