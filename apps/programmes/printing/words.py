"""What stands on prints of a programme, in both languages."""

from typing import Any, Final

from apps.programmes.definition.flow import Deadline

WORDS: Final[dict[str, dict[str, str]]] = {
    "tr": {
        "workflow": "İş Akış Şeması",
        "standards": "Hizmet Standartları Tablosu",
        "draft": "TASLAK",
        "draft_note": "Bu sürüm yayımlanmamıştır; yürürlükte değildir.",
        "retired_note": "Bu sürüm yürürlükten kalkmıştır.",
        "version": "{n}. sürüm",
        "effective": "Yürürlük: {day}",
        "basis": "Dayanak",
        "page": "Sayfa",
        "of": "/",
        "stages": "Aşamalar",
        "steps": "Adımlar",
        "stage": "Aşama",
        "who": "Sorumlu",
        "forms": "Formlar",
        "duration": "Süre",
        "number": "No",
        "step": "Adım",
        "from": "Nereden",
        "to": "Nereye",
        "condition": "Koşul",
        "by": "Kim yapar",
        "reason": "Gerekçe yazılır.",
        "anyone": "Dosyayı yürüten",
        "none": "–",
        "end": "Dosya kapanır.",
        "guarded": "Eşkenar dörtgen içindeki numara: koşula bağlı adım. Numaralar aşağıdaki tablodadır.",
        "guarded_image": "Eşkenar dörtgen içindeki numara: koşula bağlı adım.",
        "alt": "İş akış şeması. {n} aşama, {m} adım. Şemanın tamamı aşağıdaki iki tabloda yazıyla yer alır.",
        "no_stages": "Bu sürümde aşama tanımlanmamış.",
        "row": "Sıra No",
        "service": "Hizmetin Adı",
        "documents": "Başvuruda İstenen Belgeler",
        "completion": "Hizmetin Tamamlanma Süresi (En Geç)",
        "no_documents": "Belge istenmez.",
        "no_standards": "Bu sürümde hizmet standardı tanımlanmamış.",
        "complaint": (
            "Başvuru esnasında yukarıda belirtilen belgelerin dışında belge istenmesi, eksiksiz belge ile başvuru "
            "yapılmasına rağmen hizmetin belirtilen sürede tamamlanmaması veya yukarıdaki tabloda bazı hizmetlerin "
            "bulunmadığının tespiti durumunda ilk müracaat yerine ya da ikinci müracaat yerine başvurunuz."
        ),
        "first": "İlk Müracaat Yeri",
        "second": "İkinci Müracaat Yeri",
        "name": "İsim",
        "title": "Unvan",
        "address": "Adres",
        "phone": "Tel.",
        "fax": "Faks",
        "email": "E-posta",
    },
    "en": {
        "workflow": "Workflow",
        "standards": "Service standards",
        "draft": "DRAFT",
        "draft_note": "This version is not published and not in force.",
        "retired_note": "This version is no longer in force.",
        "version": "version {n}",
        "effective": "In force from {day}",
        "basis": "Legal basis",
        "page": "Page",
        "of": "of",
        "stages": "Stages",
        "steps": "Steps",
        "stage": "Stage",
        "who": "Responsible",
        "forms": "Forms",
        "duration": "Time",
        "number": "No.",
        "step": "Step",
        "from": "From",
        "to": "To",
        "condition": "Condition",
        "by": "Taken by",
        "reason": "A reason is given.",
        "anyone": "Whoever keeps the case",
        "none": "–",
        "end": "The case is closed.",
        "guarded": "A number in a diamond: the step has a condition. Numbers are those of the table below.",
        "guarded_image": "A number in a diamond: the step has a condition.",
        "alt": "Workflow diagram. {n} stages, {m} steps. All of it stands in words in the two tables below.",
        "no_stages": "This version has no stages.",
        "row": "No.",
        "service": "Service",
        "documents": "Documents asked for",
        "completion": "Completed at the latest within",
        "no_documents": "No document is asked for.",
        "no_standards": "This version has no service standards.",
        "complaint": (
            "If documents other than those above are asked for, if the service is not completed in the stated time "
            "although the documents were complete, or if a service is missing from the table, please turn to the first "
            "or the second place of application."
        ),
        "first": "First place of application",
        "second": "Second place of application",
        "name": "Name",
        "title": "Title",
        "address": "Address",
        "phone": "Phone",
        "fax": "Fax",
        "email": "E-mail",
    },
}
_UNITS: Final = {
    "tr": {"days": "gün", "working_days": "iş günü", "weeks": "hafta", "months": "ay", "years": "yıl"},
    "en": {"days": "days", "working_days": "working days", "weeks": "weeks", "months": "months", "years": "years"},
}


def duration(deadline: Deadline | None, language: str) -> str:
    """Return a deadline as people write it: "30 iş günü"; empty for none."""
    return f"{deadline.amount} {_UNITS[language][deadline.unit]}" if deadline else ""


def upper(text: str, language: str) -> str:
    """Return a heading in capitals as the language writes them."""
    return (text.replace("i", "İ").replace("ı", "I") if language == "tr" else text).upper()


def words_of(language: str) -> dict[str, Any]:
    """Return the words of a language."""
    return dict(WORDS[language])
