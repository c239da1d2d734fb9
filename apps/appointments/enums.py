"""Stored values of appointments, with the words that people read."""

from django.db import models


class AppointmentState(models.TextChoices):
    """Where an appointment stands. "Gelmedi", not "devamsız": that word is for courses."""

    BOOKED = "booked", "Randevu verildi"
    ATTENDED = "attended", "Geldi"
    MISSED = "missed", "Gelmedi"
    CANCELLED = "cancelled", "İptal edildi"


class MeetingPlace(models.TextChoices):
    """Where people are met: "in person" is not "on our premises" (readings 9)."""

    OFFICE = "office", "Birimde"
    HOME = "home", "Evde"
    HOSPITAL = "hospital", "Hastanede"
    INSTITUTION = "institution", "Kurumda"
    FIELD = "field", "Sahada"


class CancelledBy(models.TextChoices):
    """Who called an appointment off: what the office calls off is nobody's missed appointment."""

    PERSON = "person", "Kişi ya da yakını"
    OFFICE = "office", "Birim"


class MissedReason(models.TextChoices):
    """Why somebody did not come. It proposes nothing by itself (Art. 24)."""

    UNKNOWN = "unknown", "Bilinmiyor"
    ILLNESS = "illness", "Hastalık ya da hastane"
    TRANSPORT = "transport", "Ulaşım"
    CARE = "care", "Bakım verdiği biri var ya da refakatçisi gelemedi"
    FORGOT = "forgot", "Unutmuş"
    NOT_TOLD = "not_told", "Randevudan haberi olmamış"
    OTHER = "other", "Başka bir neden"


class Relation(models.TextChoices):
    """Who books for somebody or comes along. It gives no authority (readings 12)."""

    MOTHER = "mother", "Annesi"
    FATHER = "father", "Babası"
    SPOUSE = "spouse", "Eşi"
    CHILD = "child", "Çocuğu"
    SIBLING = "sibling", "Kardeşi"
    RELATIVE = "relative", "Akrabası"
    REPRESENTATIVE = "representative", "Yasal temsilcisi olduğunu söyledi"
    CAREGIVER = "caregiver", "Bakım vereni"
    FRIEND = "friend", "Arkadaşı ya da komşusu"
    PROFESSIONAL = "professional", "Kurum görevlisi"
    OTHER = "other", "Başka biri"


class Interpreter(models.TextChoices):
    """Which interpreter has to be there."""

    NONE = "", "Gerekmiyor"
    SIGN_LANGUAGE = "sign_language", "Türk İşaret Dili"
    ARABIC = "arabic", "Arapça"
    KURDISH = "kurdish", "Kürtçe"
    PERSIAN = "persian", "Farsça"
    RUSSIAN = "russian", "Rusça"
    ENGLISH = "english", "İngilizce"
    OTHER = "other", "Başka bir dil"


class Need(models.TextChoices):
    """What makes it easy to come: asked for in plain words, never a diagnosis."""

    SIGN_LANGUAGE = "sign_language", "İşaret dili çevirmeni"
    EASY_READ = "easy_read", "Kolay okunan, kısa anlatım"
    STEP_FREE = "step_free", "Basamaksız giriş"
    QUIET = "quiet", "Sessiz bir oda"
    LARGE_PRINT = "large_print", "Büyük harfli yazı"
    READ_ALOUD = "read_aloud", "Yazıların sesli okunması"
    MORE_TIME = "more_time", "Daha uzun zaman"
    ASSISTANCE_DOG = "assistance_dog", "Rehber köpekle gelecek"
    TRANSPORT = "transport", "Ulaşım desteği"


class ExceptionKind(models.TextChoices):
    """A day or some hours that are not as the weekly pattern says."""

    CLOSED = "closed", "Kapalı"
    OPEN = "open", "Ek çalışma"


class DayPart(models.TextChoices):
    """How much of a decreed day is closed (idari izin)."""

    WHOLE = "whole", "Tam gün"
    MORNING = "morning", "Öğleden önce"
    AFTERNOON = "afternoon", "Öğleden sonra"


class TimeOfDay(models.TextChoices):
    """When somebody on the waiting list can come."""

    ANY = "any", "Fark etmez"
    MORNING = "morning", "Öğleden önce"
    AFTERNOON = "afternoon", "Öğleden sonra"


class WaitingState(models.TextChoices):
    """Where an entry of the waiting list stands."""

    WAITING = "waiting", "Bekliyor"
    OFFERED = "offered", "Boşalan saat önerildi"
    BOOKED = "booked", "Randevu verildi"
    WITHDRAWN = "withdrawn", "Listeden çıktı"


class WeekDay(models.IntegerChoices):
    """Days as `date.isoweekday` counts them."""

    MONDAY = 1, "Pazartesi"
    TUESDAY = 2, "Salı"
    WEDNESDAY = 3, "Çarşamba"
    THURSDAY = 4, "Perşembe"
    FRIDAY = 5, "Cuma"
    SATURDAY = 6, "Cumartesi"
    SUNDAY = 7, "Pazar"
