"""What a list of persons can hold: one description for reading, templates, exports and the rows to mend."""

from collections.abc import Mapping, Sequence
from typing import Final

from apps.people.enums import Permanence, ReportKind
from apps.people.importing.history import dated_codes
from apps.programmes import catalogue
from omuz.tabular import parsing
from omuz.tabular.fields import CodeList, Field
from omuz.tabular.parsing.contact import is_phone_like
from omuz.tabular.parsing.identity import is_identity_like
from omuz.tabular.rows import CellValue

#: What old lists write for coded values, beside the catalogue's own labels.
_SYNONYMS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "sex": {"female": ("K", "F", "Bayan", "Kız", "Woman"), "male": ("E", "M", "Bay", "Oğlan", "Man")},
    "target_group": {
        "poverty": ("Yoksul", "Yoksulluk", "Yoksul aile", "Gecekondu", "Yoksul ve gecekondu aileleri"),
        "disabled": ("Engelli", "Engelliler", "Özürlü"),
        "working_children_family": ("Çalışan çocuk ailesi", "Çalışan çocukların ailesi", "Çalışan çocuk"),
        "violence_victim": ("Şiddet mağduru", "Şiddet mağduru kadınlar"),
        "substance_dependence": ("Madde bağımlıları", "Bağımlı"),
        "ex_offender": ("Eski hükümlüler", "Hükümlü"),
        "roma": ("Romanlar", "Roman vatandaş"),
    },
    "disability_group": {
        "orthopaedic": ("Bedensel", "Ortopedik", "Fiziksel", "Bedensel engelli", "Ortopedik engelli"),
        "visual": ("Görme engelli", "Görme engeli"),
        "hearing": ("İşitme engelli", "İşitme engeli", "Sağır"),
        "intellectual": ("Zihinsel engelli", "Zihinsel engel"),
        "psychosocial": ("Ruhsal ve duygusal", "Psikososyal", "Ruhsal engelli"),
        "chronic": ("Süreğen hastalık", "Kronik", "Kronik hastalık"),
        "speech": ("Dil-konuşma", "Konuşma", "Dil ve konuşma engelli"),
    },
    "education": {
        "illiterate": ("Okur yazar değil", "Okuryazar değil", "Okuma yazma bilmiyor"),
        "primary": ("İlkokul mezunu", "İlköğretim (1. kademe)"),
        "primary_dropout": ("İlkokul terk", "İlkokuldan terk", "Okur yazar", "Okuryazar"),
        "lower_secondary": ("Ortaokul mezunu", "İlköğretim", "İlköğretim mezunu"),
        "upper_secondary": ("Lise mezunu", "Ortaöğretim"),
        "vocational_secondary": ("Meslek lisesi mezunu", "Mesleki ve teknik lise"),
        "associate": ("Önlisans", "Yüksekokul", "İki yıllık"),
        "bachelor": ("Üniversite", "Fakülte", "Lisans mezunu"),
        "other": ("Yüksek lisans", "Doktora"),
    },
    "employment": {
        "employed": ("Çalışan", "İstihdamda", "İşte", "Ücretli çalışıyor", "İşe yerleşti"),
        "self_employed": ("Serbest meslek", "Kendi işi", "Esnaf"),
        "casual": ("Gündelik", "Mevsimlik", "Düzensiz çalışıyor"),
        "seeking": ("İşsiz", "Çalışmıyor"),
        "not_seeking": ("İş aramıyor",),
        "homemaker": ("Ev hanımı", "Ev kadını"),
    },
    "marital": {"single": ("Bekar",), "divorced": ("Dul boşanmış",), "widowed": ("Dul", "Eşi ölmüş")},
    "channel": {
        "office": ("Yüz yüze", "Ofis", "Birim"),
        "field": ("Saha",),
        "mobile_point": ("Mobil nokta", "Mobil"),
        "archive": ("Eski kayıt", "Arşiv"),
    },
}


def code_list(source: catalogue.CodeList, *, name: str | None = None) -> CodeList:
    """Return a list of the catalogue with every name its codes go by."""
    synonyms = {code.key: [code.en, *_SYNONYMS.get(source.key, {}).get(code.key, ())] for code in source.codes}
    return CodeList(name or source.tr.lower(), {code.key: code.tr for code in source.codes}, synonyms)


SEX: Final = code_list(catalogue.SEX, name="cinsiyet")
TARGET_GROUPS: Final = code_list(catalogue.TARGET_GROUPS, name="hedef grup")
DISABILITY_GROUPS: Final = code_list(catalogue.DISABILITY_GROUPS, name="engel grubu")
COMMUNICATION_NEEDS: Final = code_list(catalogue.COMMUNICATION_NEEDS, name="iletişim ihtiyacı")
CHANNELS: Final = code_list(catalogue.CHANNELS, name="kayıt kanalı")
COZGER_LEVELS: Final = code_list(catalogue.COZGER_LEVELS, name="ÇÖZGER düzeyi")
REPORT_KINDS: Final = CodeList(
    "rapor türü",
    {key: str(label) for key, label in ReportKind.choices},
    {"adult": ("Yetişkin", "Sağlık kurulu raporu", "Özürlü sağlık kurulu raporu"), "cozger": ("Çocuk", "COZGER")},
)
PERMANENCE: Final = CodeList(
    "rapor süresi",
    {key: str(label) for key, label in Permanence.choices},
    {"permanent": ("Süresiz", "Ömür boyu"), "temporary": ("Süreli rapor",)},
)
#: Fact kind -> its list; one value on any day.
FACT_LISTS: Final[Mapping[str, CodeList]] = {
    "education": code_list(catalogue.EDUCATION, name="eğitim durumu"),
    "employment": code_list(catalogue.EMPLOYMENT_STATUS, name="çalışma durumu"),
    "marital": code_list(catalogue.MARITAL_STATUS, name="medeni durum"),
    "household_situation": code_list(catalogue.HOUSEHOLD_SITUATION, name="hane durumu"),
    "income": code_list(catalogue.INCOME, name="gelir durumu"),
    "social_security": code_list(catalogue.SOCIAL_SECURITY, name="sosyal güvence"),
}
#: Field -> (sensitive kind, list).
SENSITIVE_LISTS: Final[Mapping[str, tuple[str, CodeList]]] = {
    "target_primary": ("target_group", TARGET_GROUPS),
    "target_secondary": ("target_group", TARGET_GROUPS),
    "disability_groups": ("disability_group", DISABILITY_GROUPS),
    "communication_needs": ("communication_need", COMMUNICATION_NEEDS),
}


def _looks_like_sex(value: CellValue) -> bool:
    return isinstance(value, str) and value.strip().lower() in ("k", "e", "kadın", "erkek", "bayan", "bay")


_WHO: Final = (
    Field(
        "file_number",
        "Dosya No",
        "File number",
        parsing.text(max_length=20),
        ("Dosya Numarası", "Kayıt No", "MDIS No"),
        help="Omuz'dan alınan listede kişiyi tanıtır; yeni kayıtlarda boş bırakılabilir.",
    ),
    Field(
        "identity",
        "T.C. Kimlik No",
        "Identity number",
        parsing.identity_number(),
        (
            "TCKN",
            "TC",
            "T.C. No",
            "TC Kimlik",
            "Kimlik No",
            "Kimlik Numarası",
            "T.C. Kimlik Numarası",
            "Vatandaşlık No",
            "YKN",
            "Yabancı Kimlik No",
            "Pasaport No",
        ),
        looks_like=is_identity_like,
        help="11 rakam; yabancı kimlik (99…) ve pasaport numarası da yazılabilir.",
    ),
    Field(
        "passport_country",
        "Pasaport Ülkesi",
        "Passport country",
        parsing.country_code(),
        ("Uyruk Kodu",),
        help="Pasaportu veren ülkenin iki harfli kodu (örnek: SY).",
    ),
    Field(
        "full_name",
        "Adı Soyadı",
        "Full name",
        parsing.full_name(),
        ("Ad Soyad", "Adı ve Soyadı", "İsim Soyisim", "İsim", "Danışan", "Yararlanıcı", "Kişi"),
        help="Ad ve soyadı iki sütunda yazılamıyorsa; son sözcük soyadı sayılır.",
    ),
    Field(
        "given_names",
        "Adı",
        "Given names",
        parsing.name(),
        ("Ad", "İlk Adı", "Adları", "First name", "Name"),
        example="Ayşe Nur",
    ),
    Field(
        "surname", "Soyadı", "Surname", parsing.name(), ("Soyad", "Soyisim", "Soyismi", "Last name"), example="Yılmaz"
    ),
    Field(
        "other_names",
        "Diğer Adları",
        "Other names",
        parsing.text(max_length=160),
        ("Önceki Soyadı", "Kızlık Soyadı", "Evlenmeden Önceki Soyadı", "Takma Adı"),
    ),
    Field(
        "working_label",
        "Geçici Tanım",
        "Working label",
        parsing.text(max_length=120),
        ("Tanım",),
        help="Adı bilinmeyen kişi için.",
    ),
    Field(
        "birth_date",
        "Doğum Tarihi",
        "Birth date",
        parsing.birth_date(),
        ("D. Tarihi", "Doğum T.", "Doğum Yılı", "Doğum Günü", "Date of birth", "Doğum Tarihi / Yılı"),
        example="21.11.1980",
        help="Yalnızca yıl da yazılabilir: 1980.",
    ),
    Field(
        "sex",
        "Cinsiyet",
        "Sex",
        parsing.code_list(SEX),
        ("Cinsiyeti", "Cins", "Gender"),
        looks_like=_looks_like_sex,
        choices=SEX,
    ),
)
_WHERE: Final = (
    Field(
        "phone",
        "Telefon",
        "Phone",
        parsing.phones(),
        (
            "Cep Tel",
            "Cep Telefonu",
            "Tel",
            "Tel No",
            "GSM",
            "Telefon Numarası",
            "İletişim",
            "Cep No",
            "Telefon 1",
            "Mobile",
        ),
        looks_like=is_phone_like,
        multiple=True,
        example="0352 222 11 22",
    ),
    Field(
        "phone_2",
        "Telefon 2",
        "Phone 2",
        parsing.phones(),
        ("Diğer Telefon", "İkinci Telefon", "Ev Telefonu", "Ev Tel", "Yakınının Telefonu", "Sabit Telefon"),
        looks_like=is_phone_like,
        multiple=True,
    ),
    Field(
        "email",
        "E-posta",
        "E-mail",
        parsing.email(),
        ("Eposta", "E-posta Adresi", "Mail", "E-mail Adresi", "Elektronik Posta"),
    ),
    Field("province", "İl", "Province", parsing.text(max_length=40), ("İli", "Şehir", "İkamet İli")),
    Field("district", "İlçe", "District", parsing.text(max_length=60), ("İlçesi", "İkamet İlçesi")),
    Field(
        "neighbourhood", "Mahalle", "Neighbourhood", parsing.text(max_length=80), ("Mahallesi", "Köy / Mahalle", "Semt")
    ),
    Field(
        "address",
        "Adres",
        "Address",
        parsing.text(max_length=240),
        ("Adresi", "Açık Adres", "Ev Adresi", "İkametgah", "İkamet Adresi"),
    ),
    Field("postal_code", "Posta Kodu", "Postal code", parsing.text(max_length=10), ("PK",)),
)


def _fact(kind: str, label: str, label_en: str, *synonyms: str) -> Field:
    codes = FACT_LISTS[kind]
    return Field(
        kind,
        label,
        label_en,
        dated_codes(codes),
        synonyms,
        choices=codes,
        help="Tarihleriyle de yazılabilir: değer (21.11.2016 - ).",
    )


_FACTS: Final = (
    _fact("education", "Eğitim Durumu", "Education", "Eğitim", "Öğrenim Durumu", "Öğrenim", "Tahsil", "Mezuniyet"),
    _fact("employment", "Çalışma Durumu", "Employment", "İstihdam Durumu", "İş Durumu", "İstihdam", "Çalışıyor mu"),
    _fact("marital", "Medeni Durum", "Marital status", "Medeni Hali", "Medeni Hal", "Medeni Durumu"),
    _fact("household_situation", "Hane Durumu", "Household situation", "Kiminle Yaşıyor", "Aile Durumu"),
    _fact("income", "Gelir Durumu", "Income", "Gelir", "Aylık Gelir", "Ekonomik Durum"),
    _fact("social_security", "Sosyal Güvence", "Social security", "Sosyal Güvencesi", "Sigorta", "SGK", "Güvence"),
)
_SENSITIVE: Final = (
    Field(
        "target_primary",
        "Birincil Hedef Grup",
        "Primary target group",
        dated_codes(TARGET_GROUPS),
        ("Hedef Grup", "Hedef Grubu", "Hedef Kitle", "Grubu", "Dezavantaj Grubu"),
        special=True,
        choices=TARGET_GROUPS,
        help="Kişinin asıl hedef grubu.",
    ),
    Field(
        "target_secondary",
        "Diğer Hedef Gruplar",
        "Other target groups",
        dated_codes(TARGET_GROUPS, several=True),
        ("İkincil Hedef Grup", "Diğer Hedef Grup", "Hedef Grup 2"),
        special=True,
        choices=TARGET_GROUPS,
        multiple=True,
    ),
    Field(
        "disability_groups",
        "Engel Grupları",
        "Disability groups",
        dated_codes(DISABILITY_GROUPS, several=True),
        ("Engel Grubu", "Engel Türü", "Engel Durumu", "Engeli", "Özür Grubu", "Özür Türü", "Engellilik Türü"),
        special=True,
        choices=DISABILITY_GROUPS,
        multiple=True,
    ),
    Field(
        "communication_needs",
        "İletişim İhtiyaçları",
        "Communication needs",
        dated_codes(COMMUNICATION_NEEDS, several=True),
        ("İletişim İhtiyacı", "İletişim Desteği"),
        special=True,
        choices=COMMUNICATION_NEEDS,
        multiple=True,
    ),
    Field(
        "report_kind",
        "Rapor Türü",
        "Report kind",
        parsing.code_list(REPORT_KINDS),
        ("Sağlık Raporu",),
        special=True,
        choices=REPORT_KINDS,
    ),
    Field(
        "report_rate",
        "Engel Oranı",
        "Disability rate",
        parsing.rate(),
        ("Engellilik Oranı", "Rapor Oranı", "Özür Oranı", "Oran", "Engel %", "Rapor Yüzdesi"),
        special=True,
        example="40",
    ),
    Field(
        "report_level",
        "ÇÖZGER Düzeyi",
        "ÇÖZGER level",
        parsing.code_list(COZGER_LEVELS),
        ("Özel Gereksinim Düzeyi",),
        special=True,
        choices=COZGER_LEVELS,
    ),
    Field(
        "report_permanence",
        "Rapor Süresi",
        "Permanence",
        parsing.code_list(PERMANENCE),
        ("Rapor Geçerliliği", "Sürekli / Süreli"),
        special=True,
        choices=PERMANENCE,
    ),
    Field("report_issued", "Rapor Tarihi", "Report date", parsing.any_date(past_only=True), (), special=True),
    Field(
        "report_expires",
        "Rapor Bitiş Tarihi",
        "Report expiry",
        parsing.any_date(),
        ("Rapor Geçerlilik Tarihi", "Rapor Bitişi"),
        special=True,
    ),
)
_RECORD: Final = (
    Field("programme", "Program", "Programme", parsing.text(max_length=160), ("Program Adı", "Proje")),
    Field("unit", "Birim", "Unit", parsing.text(max_length=160), ("Birimi", "Kayıt Birimi", "Müdürlük")),
    Field(
        "channel",
        "Kayıt Kanalı",
        "Channel",
        parsing.code_list(CHANNELS),
        ("Başvuru Kanalı", "Başvuru Şekli", "Görüşme Şekli"),
        choices=CHANNELS,
    ),
    Field(
        "registered_on",
        "Kayıt Tarihi",
        "Registered on",
        parsing.any_date(past_only=True),
        ("Görüşme Tarihi", "Başvuru Tarihi", "Giriş Tarihi", "Tarih"),
    ),
    Field(
        "interviewer",
        "Görüşmeyi Yapan",
        "Interviewer",
        parsing.text(max_length=120),
        ("Görüşmeci", "Kaydeden", "Personel", "Sorumlu Personel", "Anketör"),
    ),
    Field(
        "notes",
        "Notlar",
        "Notes",
        parsing.text(max_length=4000, lines=True),
        ("Not", "Açıklama", "Açıklamalar", "Düşünceler"),
    ),
    Field(
        "missing",
        "Eksik Bilgi Nedenleri",
        "Missing information",
        parsing.text(max_length=500),
        (),
        help="Omuz'un verdiği listede yazar: “Adres: Bilinmiyor”.",
    ),
)

PEOPLE_FIELDS: Final[tuple[Field, ...]] = (*_WHO, *_WHERE, *_FACTS, *_SENSITIVE, *_RECORD)
