"""What may stand on the public booking page as telephone and as link. Pure."""

import re
from typing import Final
from urllib.parse import urlsplit

from omuz.kernel.errors import FieldProblem

__all__ = ["desk_problems"]

_PHONE: Final = re.compile(r"[0-9+() /-]{3,40}", re.ASCII)
_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
_MOST_LINK: Final = 300


def desk_problems(*, phone: str, sign_language_video: str, easy_read: str) -> list[FieldProblem]:
    """Return what is wrong with a booking desk's telephone and links; empty ones are left away from the page."""
    found = []
    if phone and _PHONE.fullmatch(phone) is None:
        found.append(FieldProblem("phone", "not_a_phone", "Telefon numarası okunamadı.", "Örnek: 0232 000 00 00"))
    for name, link in (("sign_language_video", sign_language_video), ("easy_read", easy_read)):
        if link and not _is_safe(link):
            found.append(FieldProblem(name, "not_https", "Adres https:// ile başlayan tam bir adres olmalı.",
                                      "Tarayıcıda açtığınız adresi kopyalayın."))  # fmt: skip
    return found


def _is_safe(link: str) -> bool:
    if len(link) > _MOST_LINK or any(one.isspace() or not one.isprintable() for one in link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    # Somebody's name before the host would show one place and lead to another.
    return parts.scheme == "https" and "@" not in parts.netloc and _HOST.fullmatch(parts.hostname or "") is not None
