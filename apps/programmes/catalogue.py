"""The national catalogue of code lists, shipped in code and the same in every municipality.

Keys are stored and exchanged, labels are shown. Keys of target groups, education and disability are those of the
published Kayseri figures (MDIS 2014-2016). A list that is `special` holds data of KVKK Art. 6: its values are never
stored in plain text, never searched and never filtered on without a logged reading.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Final


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: its stored key and what readers see.

    `basis` and `statute` are the default legal basis of recording it (KVKK Art. 6/3): social services and assistance
    are recorded because the service needs them, not by consent, which would have to be free (readings 17).
    """

    key: str
    tr: str
    en: str
    special: bool = False
    basis: str = ""
    statute: str = ""
    hint_tr: str = ""
    hint_en: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class CodeList:
    """A named list of codes, in the order in which they are shown."""

    key: str
    tr: str
    en: str
    codes: tuple[Code, ...]
    special: bool = False

    def keys(self) -> tuple[str, ...]:
        """Return the stored keys in order."""
        return tuple(code.key for code in self.codes)

    def get(self, key: str) -> Code | None:
        """Return the entry of `key`, or None."""
        return next((code for code in self.codes if code.key == key), None)


_SOCIAL = "social_services"
_MUNICIPAL = "5393 m. 14"
_DISABILITY = "5378 m. 4, 5393 m. 14"


def _special(entries: Iterable[tuple[str, str, str]], *, statute: str) -> tuple[Code, ...]:
    return tuple(Code(key, tr, en, special=True, basis=_SOCIAL, statute=statute) for key, tr, en in entries)


def _plain(entries: Iterable[tuple[str, str, str]]) -> tuple[Code, ...]:
    return tuple(Code(key, tr, en) for key, tr, en in entries)


#: İSKEP's seven (dossier A 14). A unit working today may serve any of them (readings 15). Poverty and working children
#: are not in Art. 6 themselves, but one list with one way of storing cannot be read by what is missing from it.
TARGET_GROUPS: Final = CodeList(
    "target_group",
    "Hedef grup",
    "Target group",
    (
        Code("poverty", "Yoksul ve yoksulluk riski taşıyan kişi", "Person in or at risk of poverty",
             basis=_SOCIAL, statute=_MUNICIPAL),
        Code("disabled", "Engelli birey", "Person with a disability",
             special=True, basis=_SOCIAL, statute=_DISABILITY),
        Code("working_children_family", "Çalışan çocukların aileleri", "Family of working children",
             basis=_SOCIAL, statute="5395 m. 6, 5393 m. 14"),
        Code("violence_victim", "Şiddet mağduru kadın", "Woman subjected to violence",
             special=True, basis=_SOCIAL, statute="6284 m. 1, 5393 m. 14",
             hint_tr="Adres gizlenir; kişiyi yalnızca kendisine hizmet verenler bulabilir.",
             hint_en="The address is hidden; only those who serve the person can find them."),
        Code("substance_dependence", "Madde bağımlısı", "Person with substance dependence",
             special=True, basis=_SOCIAL, statute=_MUNICIPAL),
        Code("ex_offender", "Eski hükümlü", "Ex-offender",
             special=True, basis=_SOCIAL, statute="4857 m. 30, 5393 m. 14"),
        Code("roma", "Roman", "Roma",
             special=True, basis="explicit_consent", statute="",
             hint_tr="Yalnızca kişinin kendi beyanıyla kaydedilir.",
             hint_en="Recorded by the person's own declaration only."),
    ),
    special=True,
)  # fmt: skip

#: The national system's seven groups, as Kayseri printed them.
DISABILITY_GROUPS: Final = CodeList(
    "disability_group",
    "Engel grubu",
    "Disability group",
    _special(
        [
            ("orthopaedic", "Bedensel-ortopedik", "Physical or orthopaedic"),
            ("visual", "Görme", "Visual"),
            ("hearing", "İşitme", "Hearing"),
            ("intellectual", "Zihinsel", "Intellectual"),
            ("psychosocial", "Ruhsal", "Psychosocial"),
            ("chronic", "Süreğen", "Chronic"),
            ("speech", "Dil ve konuşma", "Speech and language"),
        ],
        statute=_DISABILITY,
    ),
    special=True,
)

COMMUNICATION_NEEDS: Final = CodeList(
    "communication_need",
    "İletişim ihtiyacı",
    "Communication need",
    _special(
        [
            ("sign_language", "Türk İşaret Dili tercümanı", "Turkish sign language interpreter"),
            ("lip_reading", "Dudak okuma (yüz yüze, yavaş konuşma)", "Lip reading"),
            ("written_only", "Yalnızca yazılı iletişim", "Written communication only"),
            ("large_print", "Büyük puntolu yazı", "Large print"),
            ("braille", "Braille (kabartma yazı)", "Braille"),
            ("screen_reader", "Ekran okuyucuya uygun belge", "Documents for a screen reader"),
            ("easy_read", "Kolay okunur metin", "Easy-read text"),
            ("augmentative", "Alternatif ve destekleyici iletişim", "Augmentative communication"),
            ("oral_explanation", "Sözlü açıklama (okuma yazma güçlüğü)", "Spoken explanation"),
            ("language_interpreter", "Başka dilde tercüman", "Interpreter of another language"),
            ("companion", "Refakatçi eşliğinde görüşme", "Meeting with a companion"),
        ],
        statute="5378 m. 4/A",
    ),
    special=True,
)

EDUCATION: Final = CodeList(
    "education",
    "Eğitim durumu",
    "Education",
    _plain(
        [
            ("illiterate", "Okur yazar olmayan", "Not literate"),
            ("primary", "İlkokul", "Primary school"),
            ("primary_dropout", "İlkokul terk", "Primary school, not finished"),
            ("lower_secondary", "Ortaokul", "Lower secondary school"),
            ("upper_secondary", "Lise", "Upper secondary school"),
            ("vocational_secondary", "Meslek lisesi", "Vocational secondary school"),
            ("associate", "Ön lisans", "Associate degree"),
            ("bachelor", "Lisans", "Bachelor's degree"),
            ("other", "Diğer", "Other"),
        ]
    ),
)

EMPLOYMENT_STATUS: Final = CodeList(
    "employment",
    "Çalışma durumu",
    "Employment status",
    _plain(
        [
            ("employed", "Çalışıyor", "Employed"),
            ("self_employed", "Kendi işinde çalışıyor", "Self-employed"),
            ("casual", "Düzensiz, günlük işlerde çalışıyor", "Casual work"),
            ("seeking", "İş arıyor", "Looking for work"),
            ("not_seeking", "Çalışmıyor, iş aramıyor", "Not working, not looking"),
            ("student", "Öğrenci", "Student"),
            ("homemaker", "Ev işleriyle ilgileniyor", "Homemaker"),
            ("retired", "Emekli", "Retired"),
        ]
    ),
)

#: Codes of EMPLOYMENT_STATUS that count as employed in figures (dossier C: cohort E).
EMPLOYED_CODES: Final = frozenset({"employed", "self_employed"})

MARITAL_STATUS: Final = CodeList(
    "marital",
    "Medeni durum",
    "Marital status",
    _plain(
        [
            ("single", "Bekâr", "Single"),
            ("married", "Evli", "Married"),
            ("divorced", "Boşanmış", "Divorced"),
            ("widowed", "Eşi vefat etmiş", "Widowed"),
            ("separated", "Ayrı yaşıyor", "Separated"),
        ]
    ),
)

HOUSEHOLD_SITUATION: Final = CodeList(
    "household_situation",
    "Hane durumu",
    "Household situation",
    _plain(
        [
            ("alone", "Yalnız yaşıyor", "Lives alone"),
            ("with_family", "Ailesiyle yaşıyor", "Lives with family"),
            ("single_parent", "Tek ebeveyn", "Single parent"),
            ("with_relatives", "Akrabalarıyla yaşıyor", "Lives with relatives"),
            ("shared", "Başkalarıyla aynı evde", "Shares a home"),
            ("institution", "Kurumda kalıyor", "Lives in an institution"),
            ("no_home", "Barınma yeri yok", "Without a home"),
        ]
    ),
)

INCOME: Final = CodeList(
    "income",
    "Gelir durumu",
    "Income",
    _plain(
        [
            ("none", "Geliri yok", "No income"),
            ("irregular", "Düzensiz gelir", "Irregular income"),
            ("below_minimum_wage", "Asgari ücretin altında", "Below the minimum wage"),
            ("minimum_wage", "Asgari ücret", "Minimum wage"),
            ("above_minimum_wage", "Asgari ücretin üstünde", "Above the minimum wage"),
        ]
    ),
)

SOCIAL_SECURITY: Final = CodeList(
    "social_security",
    "Sosyal güvence",
    "Social security",
    _plain(
        [
            ("none", "Sosyal güvencesi yok", "None"),
            ("general_health", "Genel sağlık sigortası", "General health insurance"),
            ("sgk_4a", "SGK 4/a (işçi)", "SGK 4/a (employee)"),
            ("sgk_4b", "SGK 4/b (bağımsız çalışan)", "SGK 4/b (self-employed)"),
            ("sgk_4c", "SGK 4/c (kamu görevlisi)", "SGK 4/c (civil servant)"),
            ("dependant", "Bakmakla yükümlü olunan", "Dependant of an insured person"),
            ("pension", "Emekli ya da dul-yetim aylığı", "Pension"),
            ("social_assistance", "Sosyal yardım aylığı", "Social assistance payment"),
        ]
    ),
)

CHANNELS: Final = CodeList(
    "channel",
    "Kayıt kanalı",
    "Channel",
    _plain(
        [
            ("office", "Birimde yüz yüze", "Face to face at the unit"),
            ("home_visit", "Ev ziyareti", "Home visit"),
            ("field", "Saha çalışması", "Field work"),
            ("mobile_point", "Mobil başvuru noktası", "Mobile point"),
            ("institution", "Hastane ya da kurumda", "At a hospital or institution"),
            ("phone", "Telefon", "Telephone"),
            ("email", "E-posta", "E-mail"),
            ("web", "İnternet", "Internet"),
            ("letter", "Dilekçe ya da yazı", "Letter"),
            ("referral", "Başka kurumdan yönlendirme", "Referred by an institution"),
            ("archive", "Eski kayıt", "Old record"),
        ]
    ),
)

SEX: Final = CodeList("sex", "Cinsiyet", "Sex", _plain([("female", "Kadın", "Female"), ("male", "Erkek", "Male")]))

#: ÇÖZGER levels (children's report): a level, never a percentage (dossier E, Reports).
COZGER_LEVELS: Final = CodeList(
    "cozger_level",
    "ÇÖZGER düzeyi",
    "ÇÖZGER level",
    _special(
        [
            ("special_need", "Özel gereksinimi var (ÖGV)", "Special need"),
            ("mild", "Hafif düzeyde", "Mild"),
            ("moderate", "Orta düzeyde", "Moderate"),
            ("severe", "İleri düzeyde", "Severe"),
            ("very_severe", "Çok ileri düzeyde", "Very severe"),
            ("profound", "Belirgin özel gereksinim", "Profound"),
            ("special_condition", "Özel koşul gereksinimi (ÖKGV)", "Special condition"),
        ],
        statute=_DISABILITY,
    ),
    special=True,
)

DEPENDENCY: Final = CodeList(
    "dependency",
    "Bağımlılık durumu",
    "Dependency",
    _special(
        [
            ("none", "Bağımsız", "Independent"),
            ("partial", "Kısmi bağımlı", "Partly dependent"),
            ("full", "Tam bağımlı", "Fully dependent"),
        ],
        statute=_DISABILITY,
    ),
    special=True,
)

#: What people ask for by phone and e-mail (dossier A 20), with room for the rest.
CONTACT_TOPICS: Final = CodeList(
    "contact_topic",
    "Konu",
    "Topic",
    _plain(
        [
            ("medical_report", "Engellilik sağlık kurulu raporu", "Medical board report"),
            ("disability_card", "Engelli kimlik kartı", "Disability card"),
            ("travel_card", "Serbest biniş kartı", "Free travel card"),
            ("disability_pension", "Engelli aylığı", "Disability pension"),
            ("care_allowance", "Evde bakım yardımı", "Home care allowance"),
            ("employment", "İstihdam", "Employment"),
            ("training", "Kurs ve eğitim", "Courses and training"),
            ("assistive_device", "Yardımcı araç (sandalye, baston)", "Assistive device"),
            ("home_cleaning", "Ev temizliği", "Home cleaning"),
            ("social_aid", "Sosyal yardım", "Social assistance"),
            ("legal_aid", "Hukuki destek", "Legal support"),
            ("violence_support", "Güvenlik ve destek hattı", "Safety and support line"),
            ("other", "Diğer", "Other"),
        ]
    ),
)

CODE_LISTS: Final[Mapping[str, CodeList]] = {
    entry.key: entry
    for entry in (
        TARGET_GROUPS, DISABILITY_GROUPS, COMMUNICATION_NEEDS, EDUCATION, EMPLOYMENT_STATUS, MARITAL_STATUS,
        HOUSEHOLD_SITUATION, INCOME, SOCIAL_SECURITY, CHANNELS, SEX, COZGER_LEVELS, DEPENDENCY, CONTACT_TOPICS,
    )
}  # fmt: skip


def code_label(list_key: str, key: str, *, language: str = "tr") -> str:
    """Return the label of a stored key, or the key itself where the catalogue no longer knows it (old records)."""
    entry = CODE_LISTS[list_key].get(key) if list_key in CODE_LISTS else None
    if entry is None:
        return key
    return entry.en if language == "en" else entry.tr
