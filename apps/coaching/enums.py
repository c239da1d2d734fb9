"""Stored values of coaching."""

from django.db import models


class PlanState(models.TextChoices):
    """Where a support plan stands."""

    DRAFT = "draft", "Taslak"
    AGREED = "agreed", "Uygulanıyor"
    ENDED = "ended", "Sona erdi"


class AgreedBy(models.TextChoices):
    """Who has agreed to a plan. A relative who has no authority agrees to nothing (readings 12)."""

    PERSON = "person", "Kişinin kendisi"
    REPRESENTATIVE = "representative", "Yasal temsilci"
    BOTH = "both", "Kişi ve yasal temsilcisi birlikte"


class CoachingKind(models.TextChoices):
    """What coaching is for (İzmir Art. 12: before and at work, the workplace's surroundings, communication)."""

    BEFORE_WORK = "before_work", "İş öncesi hazırlık"
    AT_WORK = "at_work", "İş yerinde uyum"
    AFTER_START = "after_start", "İşe başladıktan sonra izleme"
    COMMUNICATION = "communication", "İletişim süreçlerinde rehberlik"


class Change(models.TextChoices):
    """How a plan differs from the one that it takes the place of: support goes down, and up again (Art. 5-f, 14)."""

    LESS = "less", "Destek azaltıldı"
    MORE = "more", "Destek artırıldı"
    OTHER = "other", "Destek başka biçimde düzenlendi"


class Rhythm(models.TextChoices):
    """How often a service of a plan is given."""

    ONCE = "once", "Bir kez"
    DAILY = "daily", "Her gün"
    WEEKLY = "weekly", "Haftada"
    MONTHLY = "monthly", "Ayda"
    QUARTERLY = "quarterly", "Üç ayda"
    AS_NEEDED = "as_needed", "Gerektikçe"


class ReviewResult(models.TextChoices):
    """What came of looking at a plan again."""

    CONTINUE = "continue", "Plan sürüyor"
    RESTRUCTURE = "restructure", "Yeniden yapılandırılacak"
    END = "end", "Sona erdirilecek"


class VisitPlace(models.TextChoices):
    """Where somebody was met: "in person" is not "on our premises" (readings 9)."""

    WORKPLACE = "workplace", "İş yeri"
    OFFICE = "office", "Ofis"
    HOME = "home", "Ev"
    INSTITUTION = "institution", "Kurum"
    HOSPITAL = "hospital", "Hastane"
    FIELD = "field", "Saha"
    PHONE = "phone", "Telefon"
    ONLINE = "online", "Görüntülü görüşme"


class VisitTopic(models.TextChoices):
    """What a visit was about, for one tap; words go into the note. None of them places anybody (Art. 6, 11)."""

    ADAPTATION = "adaptation", "İşe ve ortama uyum"
    TASKS = "tasks", "Görevleri öğrenme"
    COMMUNICATION = "communication", "İletişim"
    TRAVEL = "travel", "Ulaşım"
    DAILY_LIVING = "daily_living", "Günlük yaşam ve öz bakım"
    FAMILY = "family", "Aile ve çevre"
    RIGHTS = "rights", "Haklar ve bilgilendirme"
    CAREER = "career", "Kariyer planlama"
    SAFETY = "safety", "İş sağlığı ve güvenliği"
    PLAN = "plan", "Destek planı"
    OTHER = "other", "Başka"


class EmploymentSource(models.TextChoices):
    """From whom it is known that somebody works (İzmir Art. 7). That the programme placed them is none of them."""

    PERSON = "person", "Kişinin kendisi"
    FAMILY = "family", "Ailesi ya da yasal temsilcisi"
    EMPLOYER = "employer", "İşverenin yazısı"
    SGK = "sgk", "SGK belgesi"
    ISKUR = "iskur", "İŞKUR"


class InstitutionKind(models.TextChoices):
    """To what kind of institution somebody is referred; an employer is none of them (İzmir Art. 6, 7)."""

    ISKUR = "iskur", "İŞKUR"
    PUBLIC_BODY = "public_body", "Kamu kurumu"
    MUNICIPAL_UNIT = "municipal_unit", "Belediye birimi"
    TRAINING = "training", "Eğitim ya da kurs veren kurum"
    HEALTH = "health", "Sağlık kurumu"
    NGO = "ngo", "Sivil toplum kuruluşu"


class ReferralOutcome(models.TextChoices):
    """What became of a referral."""

    ACCEPTED = "accepted", "Hizmet başladı"
    WAITING = "waiting", "Sırada"
    REFUSED = "refused", "Kurum kabul etmedi"
    NOT_GONE = "not_gone", "Kişi gitmedi"
    DONE = "done", "Hizmet tamamlandı"
