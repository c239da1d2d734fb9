"""Stored values of documents."""

from typing import Final

from django.db import models

#: Under what names contents (and the tokens of contents) and names of files are sealed.
CONTENT_FIELD: Final = "documents.storedfile.content"
NAME_FIELD: Final = "documents.storedfile.name"


class FileKind(models.TextChoices):
    MEDICAL_REPORT = "medical_report", "Engellilik sağlık kurulu raporu"
    COURT_DECISION = "court_decision", "Mahkeme kararı"
    POWER_OF_ATTORNEY = "power_of_attorney", "Vekâletname"
    IDENTITY = "identity", "Kimlik belgesi"
    PETITION = "petition", "Dilekçe"
    PHOTO = "photo", "Fotoğraf"
    IMPORT_SOURCE = "import_source", "İçe aktarılan dosya"
    IMPORT_ERRORS = "import_errors", "Düzeltilecek satırlar"
    EXPORT = "export", "Dışa aktarılan dosya"
    CASE_DOCUMENT = "case_document", "Dosyaya sunulan belge"
    SIGNED_LETTER = "signed_letter", "İmzalı yazı"
    SERVICE_PROOF = "service_proof", "Tebliğ mazbatası / tebellüğ belgesi"
    LETTER_BUNDLE = "letter_bundle", "Toplu yazılar"
    PETITION_SCAN = "petition_scan", "Talep ya da şikâyetin taranmış hali"
    OTHER = "other", "Diğer"
