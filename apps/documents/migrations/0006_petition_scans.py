"""A kind for the scan of a petition: it stands with the petition, not in the person's list."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

KINDS = [
    "medical_report", "court_decision", "power_of_attorney", "identity", "petition", "photo", "import_source",
    "import_errors", "export", "case_document", "signed_letter", "service_proof", "letter_bundle", "petition_scan",
    "other",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_letter_files_checked")]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("medical_report", "Engellilik sağlık kurulu raporu"),
                    ("court_decision", "Mahkeme kararı"),
                    ("power_of_attorney", "Vekâletname"),
                    ("identity", "Kimlik belgesi"),
                    ("petition", "Dilekçe"),
                    ("photo", "Fotoğraf"),
                    ("import_source", "İçe aktarılan dosya"),
                    ("import_errors", "Düzeltilecek satırlar"),
                    ("export", "Dışa aktarılan dosya"),
                    ("case_document", "Dosyaya sunulan belge"),
                    ("signed_letter", "İmzalı yazı"),
                    ("service_proof", "Tebliğ mazbatası / tebellüğ belgesi"),
                    ("letter_bundle", "Toplu yazılar"),
                    ("petition_scan", "Talep ya da şikâyetin taranmış hali"),
                    ("other", "Diğer"),
                ],
                default="other",
                max_length=24,
            ),
        ),
        migrations.RemoveConstraint(model_name="storedfile", name="file_kind_known"),
        AddConstraintNotValid(
            model_name="storedfile",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="file_kind_known"),
        ),
    ]
