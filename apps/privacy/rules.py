"""Privacy notices: information, never consent (KVKK Art. 10; communiqué on the duty to inform, Art. 5)."""

import re
from typing import Final

from omuz.kernel.errors import FieldProblem
from omuz.kernel.text import tr_lower

ARTICLE: Final = "KVKK m. 10; Aydınlatma Yükümlülüğü Tebliği m. 5"
MIN_LETTERS: Final = 80
#: A notice informs. Whoever signs or ticks these words beside it gives a consent that is not free.
_CONSENT: Final = re.compile(
    r"kabul ediyorum|onaylıyorum|onay veriyorum|rıza (?:veriyorum|gösteriyorum)|muvafakat ediyorum|izin veriyorum"
)


def check_notice(*, title: str, text: str) -> list[FieldProblem]:
    """Return what is wrong with a notice: no title, no text, or a consent mixed into it."""
    problems = []
    if not title.strip():
        problems.append(FieldProblem("title", "required", "Başlık yazılmamış.", "Örnek: Genel aydınlatma metni"))
    if len(text.strip()) < MIN_LETTERS:
        problems.append(
            FieldProblem(
                "text", "too_short", "Metin bir aydınlatma için çok kısa.",
                "Veri sorumlusunu, amacı, aktarımı, yöntem ve hukuki sebebi, hakları yazın (KVKK m. 10).",
            )
        )  # fmt: skip
    if _CONSENT.search(tr_lower(text)):
        problems.append(
            FieldProblem(
                "text", "consent_in_notice", "Aydınlatma metninde rıza ya da onay cümlesi olamaz.",
                "O cümleyi çıkarın; açık rıza gerekiyorsa ayrı alınır.",
            )
        )  # fmt: skip
    return problems
