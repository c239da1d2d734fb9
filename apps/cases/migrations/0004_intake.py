"""From person to case: documents, receipts, the application with its number, undertakings."""

import django.db.models.deletion
from django.db import migrations, models

import omuz.kernel.ids
from omuz.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_append_only"),
        ("cases", "0003_outcomes"),
        ("documents", "0003_case_documents_checked"),
        ("people", "0002_import_attempts"),
        ("programmes", "0005_guard_refusals"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApplicationNumberCounter",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=20)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_id", models.UUIDField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("appointment", "Adayın geldiği randevu"),
                            ("exception", "Makul düzenleme"),
                            ("not_asked", "Program randevu istemiyor"),
                        ],
                        max_length=11,
                    ),
                ),
                ("appointment_id", models.UUIDField(blank=True, null=True)),
                (
                    "will",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "Adayın kendi yazısı ya da işaretiyle"),
                            ("phone", "Adayla telefonda görüşülerek"),
                            ("video", "Adayla görüntülü görüşülerek"),
                            ("interpreter", "İşaret dili ya da dil tercümanı aracılığıyla"),
                            ("supported", "Destekli iletişimle (resim, cihaz, kolay dil)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sealed_exception", models.BinaryField(blank=True, default=bytes)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="application", to="cases.case"
                    ),
                ),
                (
                    "programme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programmeversion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-recorded_at"], name="application_recorded")],
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="application_number_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("appointment_id__isnull", False),
                                ("ground", "appointment"),
                                ("sealed_exception", b""),
                                ("will", ""),
                            ),
                            models.Q(
                                ("appointment_id__isnull", True),
                                ("ground", "exception"),
                                ("will__in", ["written", "phone", "video", "interpreter", "supported"]),
                                models.Q(("sealed_exception", b""), _negated=True),
                            ),
                            models.Q(
                                ("appointment_id__isnull", True),
                                ("ground", "not_asked"),
                                ("sealed_exception", b""),
                                ("will", ""),
                            ),
                            _connector="OR",
                        ),
                        name="application_on_its_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("document", models.CharField(max_length=48)),
                ("substitute", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("file", "Dosya yüklendi"),
                            ("seen", "Görüldü, kopyası alınmadı"),
                            ("record", "Kişinin kaydından alındı"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_special", models.BooleanField(default=False)),
                ("presented_on", models.DateField()),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("presented", "Sunuldu"),
                            ("refused", "Kabul edilmedi"),
                            ("withdrawn", "Geri çekildi"),
                            ("replaced", "Yenisi sunuldu"),
                        ],
                        default="presented",
                        max_length=9,
                    ),
                ),
                ("sealed_note", models.BinaryField(blank=True, default=bytes)),
                ("sealed_why", models.BinaryField(blank=True, default=bytes)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_id", models.UUIDField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_id", models.UUIDField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="cases.case"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "programme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programmeversion"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.medicalreport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-recorded_at", "-id"], name="case_document_case"),
                    models.Index(
                        condition=models.Q(("state", "presented")), fields=["valid_until"], name="case_document_ends"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "presented")),
                        fields=("case", "document"),
                        name="case_document_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["presented", "refused", "withdrawn", "replaced"])),
                        name="case_document_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("report__isnull", True), ("way", "file")),
                            models.Q(
                                ("file__isnull", True),
                                ("report__isnull", True),
                                ("way", "seen"),
                                models.Q(("sealed_note", b""), _negated=True),
                            ),
                            models.Q(("file__isnull", True), ("report__isnull", False), ("way", "record")),
                            _connector="OR",
                        ),
                        name="case_document_by_its_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by_id__isnull", True),
                                ("sealed_why", b""),
                                ("state", "presented"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("ended_by_id__isnull", False), ("state", "replaced")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by_id__isnull", False),
                                ("state__in", ["refused", "withdrawn"]),
                                models.Q(("sealed_why", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_document_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseReceipt",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                ("issued_at", models.DateTimeField()),
                ("issued_by_id", models.UUIDField()),
                ("waiting_since", models.DateTimeField()),
                ("place", models.PositiveIntegerField()),
                ("sealed_missing", models.BinaryField()),
                ("letter_id", models.UUIDField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "sequence"), name="case_receipt_sequence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Undertaking",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sealed_text", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Hazırlandı"),
                            ("signed", "İmzalandı"),
                            ("refused", "İmzalanmadı"),
                            ("set_aside", "Kullanılmadı"),
                        ],
                        default="prepared",
                        max_length=9,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("prepared_by_id", models.UUIDField()),
                ("by_person", models.BooleanField(default=False)),
                ("representative_id", models.UUIDField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("sealed_remark", models.BinaryField(blank=True, default=bytes)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_by_id", models.UUIDField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="undertakings", to="cases.case"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "programme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.programmeversion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-prepared_at"], name="undertaking_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "prepared")), fields=("case",), name="undertaking_one_prepared"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "signed")), fields=("case",), name="undertaking_one_signed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("by_person", False),
                                ("file__isnull", True),
                                ("recorded_at__isnull", True),
                                ("representative_id__isnull", True),
                                ("signed_on__isnull", True),
                                ("state", "prepared"),
                            ),
                            models.Q(
                                ("by_person", False),
                                ("recorded_at__isnull", False),
                                ("representative_id__isnull", True),
                                ("signed_on__isnull", True),
                                ("state__in", ["refused", "set_aside"]),
                            ),
                            models.Q(
                                ("recorded_at__isnull", False),
                                ("signed_on__isnull", False),
                                ("state", "signed"),
                                models.Q(("by_person", True), ("representative_id__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="undertaking_by_its_state",
                    ),
                ],
            },
        ),
        append_only("cases_application"),
        append_only("cases_casereceipt"),
    ]
