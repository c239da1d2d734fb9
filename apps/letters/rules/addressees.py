"""To whom a letter may go, and what one to a stranger may not say. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable
from typing import Final

from apps.programmes.registry import ALLOWED, Verdict, refused
from omuz.kernel.text import tr_fold

__all__ = ["CHANGED", "UNCONFIRMED", "competent_addressee", "goes_to_another", "named_in"]

CHANGED: Final = "representative_changed"
UNCONFIRMED: Final = "notices_unconfirmed"


def competent_addressee(
    addressed_to: uuid.UUID | None, *, notified: Collection[uuid.UUID], is_held: bool
) -> Verdict:  # fmt: skip
    """Return whether a letter is addressed to whom notices about its person go (İzmir Art. 23; 7201 m. 11).

    `addressed_to` is the representative on the letter, None for the person; `notified` are those who are notified in
    the person's place. `is_held`: the person is protected, and of nobody who acts for them has anybody confirmed that
    they may receive notices; a parent may be whom the child is protected from (readings 4).
    """
    if is_held and not notified:
        return refused(
            UNCONFIRMED,
            "Kişi korunuyor; temsilcisinin yazı alabileceği henüz onaylanmadı. Yazı kimseye gönderilmez.",
            "Temsilcinin tehlike oluşturmadığını bilen yetkili, kişinin sayfasında “Yazı alabilir” onayını "
            "gerekçesiyle verir. Tehlike temsilciden geliyorsa temsil kayyımı atanması istenir (TMK m. 426).",
        )
    if goes_to_another(addressed_to, notified=notified):
        return refused(
            CHANGED,
            "Yazının muhatabı, bugün kişi adına tebligat alan kişi değil: temsilci değişti.",
            "Yazıyı yeni muhatap için yeniden hazırlayın; eskisi iptal olur, numarası onda kalır.",
        )
    return ALLOWED


def goes_to_another(addressed_to: uuid.UUID | None, *, notified: Collection[uuid.UUID]) -> bool:
    """Return whether a letter is addressed to somebody else than who is notified; to the person where nobody is."""
    return addressed_to not in notified if notified else addressed_to is not None


def named_in(names: Iterable[str], *texts: str) -> list[str]:
    """Return those of the names that stand in the texts, whatever their case and ending ("Ayşe Yılmaz'ın")."""
    folded = tr_fold(" ".join(texts))
    return [one for one in names if one.strip() and re.search(rf"(?<!\w){re.escape(tr_fold(one))}", folded)]
