"""The capabilities that a programme may hold: what opens endpoints, screens, columns and facts, and what closes them.

A capability is held by a programme version and its unit, never by a municipality (readings 1). One that needs a grant
is open only while an approved grant on a dated legal basis of a known kind is in force (dossier B, Art. 6).
"""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from omuz.conditions import Text


class GrantBasis(StrEnum):
    """The kinds of legal basis on which brokerage of work may rest (dossier B)."""

    SERVICE_POINT = "iskur_service_point"
    AGENCY_PERMIT = "private_agency_permit"
    PROJECT_CONTRACT = "iskur_project_contract"


GRANT_BASIS_LABELS: Final[Mapping[GrantBasis, Text]] = {
    GrantBasis.SERVICE_POINT: Text("İŞKUR hizmet noktası protokolü", "İŞKUR service point protocol"),
    GrantBasis.AGENCY_PERMIT: Text("Özel istihdam bürosu izni", "Private employment agency permit"),
    GrantBasis.PROJECT_CONTRACT: Text("İŞKUR proje sözleşmesi", "İŞKUR project contract"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Capability:
    """One thing that a programme may be able to do. `comes_later` says that its module is not built yet."""

    key: str
    label: Text
    description: Text
    needs_grant: bool = False
    article: str = ""
    comes_later: bool = False


_ALL: Final = (
    Capability("information_referral", Text("Bilgilendirme ve yönlendirme", "Information and referral"),
               Text("Kişiye bilgi verilir, ilgili kuruma yönlendirilir.", "People are informed and referred.")),
    Capability("individual_guidance", Text("Bireysel rehberlik", "Individual guidance"),
               Text("Kişiyle bire bir görüşülür.", "One person is advised at a time.")),
    Capability("group_guidance", Text("Grup rehberliği", "Group guidance"),
               Text("Grupla görüşme ve bilgilendirme toplantısı yapılır.", "Groups are advised and informed.")),
    Capability("case_management", Text("Dosya takibi", "Case management"),
               Text("Kişi için aşamaları olan bir dosya yürütülür.", "A case with stages is kept for a person.")),
    Capability("employment_follow_up", Text("İstihdam bilgisi ve izleme", "Observed employment and follow-up"),
               Text("Başkalarınca sağlanan istihdam, kaynağı ve tarihiyle kaydedilir.",
                    "Employment that others brought about is recorded with source and date.")),
    Capability("appointments", Text("Randevu", "Appointments"),
               Text("Görevliler için randevu verilir.", "Appointments are given.")),
    Capability("public_booking", Text("İnternetten randevu talebi", "Public booking"),
               Text("Vatandaş hesap açmadan randevu ister.", "Citizens ask for appointments.")),
    Capability("job_coaching", Text("İş koçluğu", "Job coaching"),
               Text("İş koçu ziyaret eder, destek planını yürütür.", "Coaches visit and keep the support plan.")),
    Capability("employer_advice", Text("İşverene danışmanlık", "Employer advice"),
               Text("İşverenin talebi üzerine danışmanlık verilir.", "Employers are advised on request.")),
    Capability("courses", Text("Kurs ve eğitim", "Courses and training"),
               Text("Kurs, grup, yoklama ve belge yürütülür.", "Courses, groups, attendance, certificates."),
               comes_later=True),
    Capability("assistance", Text("Sosyal yardım", "Social assistance"),
               Text("Yardım talebi alınır, teslim edilir.", "Aid is asked for and delivered."), comes_later=True),
    Capability("assistive_devices", Text("Yardımcı araçlar", "Assistive devices"),
               Text("Tekerlekli sandalye, baston ve benzeri araçlar verilir.", "Devices are given out."),
               comes_later=True),
    Capability("recurring_services", Text("Düzenli hizmetler", "Recurring services"),
               Text("Ev temizliği gibi düzenli hizmetler yürütülür.", "Home cleaning and the like."),
               comes_later=True),
    Capability("volunteering", Text("Gönüllülük", "Volunteering"),
               Text("Gönüllü başvurusu, görüşmesi ve eğitimi yürütülür.", "Volunteers apply, are met and trained."),
               comes_later=True),
    Capability("outreach", Text("Saha ve etkinlik", "Outreach and events"),
               Text("Duraklar, geziler ve etkinlikler yürütülür.", "Stops, trips and events."), comes_later=True),
    Capability("child_centre", Text("Çocuk merkezi", "Children's centre"),
               Text("Yaşı ay olarak tutulan çocuklar için yer ve ücret yürütülür.",
                    "Places and fees for children whose age counts in months."), comes_later=True),
    Capability("job_brokerage", Text("Aracılık yetkisi", "Job brokerage"),
               Text("Açık iş alınır, adayla eşleştirilir, işe yerleştirilir. Yalnızca tarihli bir yasal dayanakla.",
                    "Vacancies, matching, placement. On a dated legal basis only."),
               needs_grant=True, article="4904 m. 17", comes_later=True),
)  # fmt: skip

CAPABILITIES: Final[Mapping[str, Capability]] = {one.key: one for one in _ALL}
