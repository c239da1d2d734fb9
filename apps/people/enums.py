"""Stored values of people. Code lists that figures count by stand in apps.programmes.catalogue."""

from django.db import models


class Sex(models.TextChoices):
    FEMALE = "female", "Kadın"
    MALE = "male", "Erkek"


class BirthPrecision(models.TextChoices):
    """How much of the birth date is known; the stored date is the first day of what is known."""

    DAY = "day", "Gün, ay, yıl"
    MONTH = "month", "Ay ve yıl"
    YEAR = "year", "Yalnızca yıl"
    UNKNOWN = "unknown", "Bilinmiyor"


class PersonState(models.TextChoices):
    ACTIVE = "active", "Etkin"
    MERGED = "merged", "Birleştirilmiş"


class IdentityKind(models.TextChoices):
    TCKN = "tckn", "T.C. kimlik numarası"
    FOREIGNER = "foreigner", "Yabancı kimlik numarası"
    PASSPORT = "passport", "Pasaport"


class FactKind(models.TextChoices):
    """Facts that change and are no special category; each is a code list of the catalogue."""

    EDUCATION = "education", "Eğitim durumu"
    EMPLOYMENT = "employment", "Çalışma durumu"
    MARITAL = "marital", "Medeni durum"
    HOUSEHOLD_SITUATION = "household_situation", "Hane durumu"
    INCOME = "income", "Gelir durumu"
    SOCIAL_SECURITY = "social_security", "Sosyal güvence"


class SensitiveKind(models.TextChoices):
    """Facts whose values are special-category data, or would reveal them."""

    TARGET_GROUP = "target_group", "Hedef grup"
    DISABILITY_GROUP = "disability_group", "Engel grubu"
    COMMUNICATION_NEED = "communication_need", "İletişim ihtiyacı"


class Rank(models.TextChoices):
    PRIMARY = "primary", "Birincil"
    SECONDARY = "secondary", "İkincil"


class Source(models.TextChoices):
    """Who said so. Roma only by the person's own declaration (readings 3)."""

    SELF = "self", "Kişinin kendi beyanı"
    REPRESENTATIVE = "representative", "Yasal temsilci"
    RELATIVE = "relative", "Yakını"
    INSTITUTION = "institution", "Kurum"
    DOCUMENT = "document", "Belge"
    STAFF = "staff", "Görevli gözlemi"
    ARCHIVE = "archive", "Eski kayıt"


class MissingReasonCode(models.TextChoices):
    """Why a fact stays absent (readings 11)."""

    NOT_PRESENTED = "not_presented", "İbraz edilmedi"
    UNKNOWN = "unknown", "Bilinmiyor"
    ARCHIVE = "archive", "Eski kayıt"
    CONFIDENTIAL = "confidential", "Gizlilik kararı"
    DECLINED = "declined", "Kişi paylaşmak istemedi"
    NOT_APPLICABLE = "not_applicable", "Uygulanmaz"


class MissingField(models.TextChoices):
    """What a complete record has; its absence is shown as missing information, never refused."""

    NAME = "name", "Ad ve soyad"
    IDENTITY = "identity", "Kimlik numarası"
    BIRTH_DATE = "birth_date", "Doğum tarihi"
    SEX = "sex", "Cinsiyet"
    CONTACT = "contact", "Telefon ya da e-posta"
    ADDRESS = "address", "Adres"
    EDUCATION = "education", "Eğitim durumu"
    EMPLOYMENT = "employment", "Çalışma durumu"
    TARGET_GROUP = "target_group", "Hedef grup"
    PRIVACY_NOTICE = "privacy_notice", "Aydınlatma metni"
    INTERVIEWER = "interviewer", "Görüşmeyi yapan"


class PhoneKind(models.TextChoices):
    MOBILE = "mobile", "Cep"
    HOME = "home", "Ev"
    WORK = "work", "İş"
    RELATIVE = "relative", "Yakını"
    OTHER = "other", "Diğer"


class OutgoingChannel(models.TextChoices):
    """How something leaves the house towards a person; handing it over in person is always possible."""

    CALL = "call", "Telefonla arama"
    MESSAGE = "message", "Kısa mesaj"
    VOICEMAIL = "voicemail", "Sesli mesaj bırakma"
    EMAIL = "email", "E-posta"
    LETTER = "letter", "Adrese yazı"
    PRINT = "print", "Basılı liste ve dışa aktarma"
    BY_HAND = "by_hand", "Elden, yüz yüze"


class ReportKind(models.TextChoices):
    ADULT = "adult", "Engellilik sağlık kurulu raporu"
    COZGER = "cozger", "ÇÖZGER"


class Permanence(models.TextChoices):
    PERMANENT = "permanent", "Sürekli"
    TEMPORARY = "temporary", "Süreli"


class HouseholdRole(models.TextChoices):
    HEAD = "head", "Hane temsilcisi"
    SPOUSE = "spouse", "Eş"
    CHILD = "child", "Çocuk"
    PARENT = "parent", "Anne ya da baba"
    SIBLING = "sibling", "Kardeş"
    GRANDPARENT = "grandparent", "Büyükanne ya da büyükbaba"
    OTHER_RELATIVE = "other_relative", "Diğer akraba"
    CAREGIVER = "caregiver", "Bakım veren"
    OTHER = "other", "Diğer"


class RepresentativeKind(models.TextChoices):
    """Readings 12. A relative or caregiver may accompany and book, but has no authority."""

    PARENT = "parent", "Veli"
    EXTENDED_CUSTODY = "extended_custody", "Veli (uzatılmış velayet)"
    GUARDIAN = "guardian", "Vasi"
    TRUSTEE = "trustee", "Kayyım"
    LEGAL_ADVISER = "legal_adviser", "Yasal danışman"
    ATTORNEY = "attorney", "Vekil"
    RELATIVE = "relative", "Yakını / Refakatçi"
    CAREGIVER = "caregiver", "Bakım veren"


class ContactOutcome(models.TextChoices):
    ANSWERED = "answered", "Bilgi verildi"
    REFERRED = "referred", "Kuruma yönlendirildi"
    CALL_BACK = "call_back", "Geri aranacak"
    REGISTERED = "registered", "Kayıt açıldı"
    URGENT = "urgent", "Acil bildirim yapıldı"


class UrgentAuthority(models.TextChoices):
    EMERGENCY_112 = "emergency_112", "112 Acil Çağrı Merkezi"
    LINE_183 = "line_183", "ALO 183 Sosyal Destek Hattı"
    SONIM = "sonim", "ŞÖNİM"
    PROVINCIAL_DIRECTORATE = "provincial_directorate", "Aile ve Sosyal Hizmetler İl Müdürlüğü"


class DuplicateVerdict(models.TextChoices):
    DIFFERENT = "different", "Farklı kişiler"
    SAME = "same", "Aynı kişi"


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", "Yüklendi"
    CHECKING = "checking", "Denetleniyor"
    READY = "ready", "Onay bekliyor"
    RUNNING = "running", "Aktarılıyor"
    DONE = "done", "Tamamlandı"
    CANCELLED = "cancelled", "İptal edildi"
    REFUSED = "refused", "Dosya kabul edilmedi"
    FAILED = "failed", "Yarıda kaldı"


class ImportRowState(models.TextChoices):
    VALID = "valid", "Yeni kayıt"
    CHANGED = "changed", "Kayıtlı, bilgisi değişecek"
    UNCHANGED = "unchanged", "Kayıtlı, değişiklik yok"
    HELD = "held", "Mükerrer olabilir, karar bekliyor"
    INVALID = "invalid", "Düzeltilecek"
    IMPORTED = "imported", "Aktarıldı"
    UPDATED = "updated", "Güncellendi"
    SKIPPED = "skipped", "Atlandı"


class ImportDecision(models.TextChoices):
    """What a person says about a row that may be someone already registered."""

    CREATE = "create", "Başka biri, yeni kayıt aç"
    SAME = "same", "Aynı kişi"
    SKIP = "skip", "Bu satırı alma"


class ExportState(models.TextChoices):
    PENDING_APPROVAL = "pending_approval", "İkinci kişinin onayı bekleniyor"
    APPROVED = "approved", "Onaylandı"
    REFUSED = "refused", "Onaylanmadı"
    READY = "ready", "Hazır"
    FAILED = "failed", "Hazırlanamadı"
    EXPIRED = "expired", "Süresi doldu"
