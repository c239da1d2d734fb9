"""Letters to senders who are not registered, and letters that take another's place when the representative changed."""

from importlib import import_module

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q

KINDS = [("person", "Kişinin kendisi"), ("representative", "Yasal temsilci"), ("sender", "Kayıtlı olmayan gönderen")]
EVENTS = [
    ("drafted", "Yazı hazırlandı"),
    ("edited", "Metni değiştirildi"),
    ("submitted", "Onaya sunuldu"),
    ("returned", "Düzeltilmek üzere geri verildi"),
    ("approved", "Onaylandı"),
    ("official", "EBYS sayısı kaydedildi"),
    ("signed", "İmzalandı"),
    ("sent", "Tebliğe çıkarıldı"),
    ("served", "Tebliğ edildi"),
    ("failed", "Tebliğ edilemedi"),
    ("copy_given", "Erişilebilir kopya verildi"),
    ("cancelled", "İptal edildi"),
    ("replaced", "Temsilci değişti, yeniden yazıldı"),
]
BEFORE = import_module("apps.letters.migrations.0002_letters_stay").LETTER_STAYS.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
#: A programme may be missing by now; whom a letter is about and whose place it takes never changes.
AFTER = BEFORE.replace(
    "NEW.programme_id <> OLD.programme_id",
    "NEW.programme_id IS DISTINCT FROM OLD.programme_id OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id\n"
    "            OR (NEW.person_id IS NULL) <> (OLD.person_id IS NULL)",
)


def optional(model: str, name: str) -> models.ForeignKey:
    """Return a reference that a letter may be without."""
    return models.ForeignKey(
        model, blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name=name
    )


def check(model: str, name: str, condition: Q) -> AddConstraintNotValid:
    """Return a check that holds for new rows; the next migration asks the old ones."""
    return AddConstraintNotValid(model_name=model, constraint=models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0003_letter_submitted"),
        ("people", "0003_notices_confirmed"),
        ("programmes", "0005_guard_refusals"),
    ]

    operations = [
        migrations.RemoveConstraint("letter", "letter_representative_is_named"),
        migrations.RemoveConstraint("letterevent", "letter_event_kind_known"),
        migrations.AddField(
            "letter",
            "replaces",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="letters.letter",
            ),
        ),
        migrations.AlterField(
            "letter", "addressee_kind", models.CharField(choices=KINDS, default="person", max_length=16)
        ),
        migrations.AlterField("serviceofnotice", "addressee_kind", models.CharField(choices=KINDS, max_length=16)),
        migrations.AlterField("letterevent", "kind", models.CharField(choices=EVENTS, max_length=12)),
        migrations.AlterField("letter", "person", optional("people.person", "letters")),
        migrations.AlterField("letter", "programme", optional("programmes.programme", "+")),
        migrations.AlterField("letter", "programme_version", optional("programmes.programmeversion", "+")),
        check(
            "letter",
            "letter_addressee_is_one",
            Q(addressee_kind="representative", representative__isnull=False, person__isnull=False)
            | Q(addressee_kind="person", representative__isnull=True, person__isnull=False)
            | Q(
                addressee_kind="sender",
                representative__isnull=True,
                person__isnull=True,
                case_id__isnull=True,
                about_id__isnull=False,
            ),
        ),
        check(
            "letter",
            "letter_of_a_case_has_programme",
            Q(programme__isnull=False, programme_version__isnull=False)
            | Q(programme_version__isnull=True, case_id__isnull=True),
        ),
        check("letter", "letter_not_in_its_own_place", ~Q(replaces=models.F("id"))),
        check("letterevent", "letter_event_kind_known", Q(kind__in=[key for key, _ in EVENTS])),
        migrations.RunSQL(sql=[AFTER], reverse_sql=[BEFORE]),
    ]
