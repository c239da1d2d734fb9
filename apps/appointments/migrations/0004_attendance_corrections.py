"""Corrections of attendance are kept for good; public bookings are no longer counted by telephone number."""

import django.db.models.deletion
from django.db import migrations, models

import omuz.kernel.ids
from omuz.kernel.append_only import append_only

STATES = [
    ("booked", "Randevu verildi"),
    ("attended", "Geldi"),
    ("missed", "Gelmedi"),
    ("cancelled", "İptal edildi"),
]
REASONS = [
    ("unknown", "Bilinmiyor"),
    ("illness", "Hastalık ya da hastane"),
    ("transport", "Ulaşım"),
    ("care", "Bakım verdiği biri var ya da refakatçisi gelemedi"),
    ("forgot", "Unutmuş"),
    ("not_told", "Randevudan haberi olmamış"),
    ("other", "Başka bir neden"),
]


class Migration(migrations.Migration):
    dependencies = [("appointments", "0003_booking_desk"), ("kernel", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="AttendanceCorrection",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                ("state_before", models.CharField(choices=STATES, max_length=10)),
                ("present_before", models.BooleanField(blank=True, null=True)),
                ("missed_before", models.CharField(blank=True, choices=REASONS, max_length=12)),
                ("state", models.CharField(choices=STATES, max_length=10)),
                ("candidate_present", models.BooleanField(blank=True, null=True)),
                ("missed_reason", models.CharField(blank=True, choices=REASONS, max_length=12)),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="appointments.appointment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("appointment", "sequence"), name="attendance_correction_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("attended", "missed", "cancelled")),
                            ("state_before__in", ("attended", "missed", "cancelled")),
                        ),
                        name="attendance_correction_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missed_before", models.F("missed_reason")),
                            ("present_before", models.F("candidate_present")),
                            ("state_before", models.F("state")),
                            _negated=True,
                        ),
                        name="attendance_correction_changes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sealed", b""), _negated=True), name="attendance_correction_reasoned"
                    ),
                ],
            },
        ),
        append_only("appointments_attendancecorrection"),
        migrations.RemoveConstraint(model_name="appointment", name="appointment_contact_limit"),
        # The release before still writes the column: it goes with the next one.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="appointment", name="contact_number")]
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "booked"), models.Q(("contact_token", ""), _negated=True)),
                fields=["contact_token"],
                name="appointment_contact",
            ),
        ),
    ]
