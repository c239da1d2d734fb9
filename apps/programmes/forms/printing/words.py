"""The fixed words of a printed form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from omuz.conditions import Language

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "tr": {
        "page": "Sayfa",
        "of": "/",
        "optional": "isteğe bağlı",
        "special": "özel nitelikli veri",
        "day_hint": "gün . ay . yıl",
        "question": "Soru",
        "answer": "Yanıt",
        "name": "Adı soyadı",
        "number": "Dosya ya da kayıt numarası",
        "yes": "Evet",
        "no": "Hayır",
        "unanswered": "Yanıtlanmadı",
        "withheld": "Gizli: özel nitelikli veri",
        "no_entries": "Kayıt yok",
        "only_if": "Yalnızca şu durumda yanıtlayın: {sentence}",
        "section_only_if": "Bu bölümü yalnızca şu durumda doldurun: {sentence}",
        "one_choice": "Birini işaretleyin.",
        "many_choices": "Uygun olanların hepsini işaretleyin.",
        "purpose": "Neden soruluyor: {purpose}",
        "basis": "Dayanak: {statute}.",
        "more": "Daha çok kayıt için bu sayfayı çoğaltın (en çok {count}).",
        "other": "Formda bugün sorulmayan yanıtlar",
        "version": "sürüm {number}",
        "printed": "Yazdırıldığı gün: {day}",
        "notice_title": "Aydınlatma",
        "notice": "Bu formdaki kişisel veriler 6698 sayılı Kişisel Verilerin Korunması Kanunu uyarınca, soruların"
        " altında yazan amaçlarla işlenir. Aydınlatma metni başvuru yerinde verilir; bu formun imzalanması açık rıza"
        " anlamına gelmez.",
        "filled_by": "Formu dolduran",
        "received_by": "Formu alan görevli",
        "name_day_signature": "Adı soyadı, tarih, imza",
    },
    "en": {
        "page": "Page",
        "of": "of",
        "optional": "optional",
        "special": "special-category data",
        "day_hint": "day . month . year",
        "question": "Question",
        "answer": "Answer",
        "name": "Name and surname",
        "number": "Number of the case or record",
        "yes": "Yes",
        "no": "No",
        "unanswered": "Not answered",
        "withheld": "Withheld: special-category data",
        "no_entries": "No entries",
        "only_if": "Answer only in this case: {sentence}",
        "section_only_if": "Fill in this part only in this case: {sentence}",
        "one_choice": "Tick one.",
        "many_choices": "Tick all that apply.",
        "purpose": "Why this is asked: {purpose}",
        "basis": "Basis: {statute}.",
        "more": "Copy this page for more entries (at most {count}).",
        "other": "Answers that the form does not ask for today",
        "version": "version {number}",
        "printed": "Printed on {day}",
        "notice_title": "Privacy notice",
        "notice": "The personal data in this form are processed under Act 6698 for the purposes named below the"
        " questions. The privacy notice is handed out where you apply; signing this form is not explicit consent.",
        "filled_by": "Filled in by",
        "received_by": "Received by",
        "name_day_signature": "Name, date, signature",
    },
}
