"""Which texts a letter can be written from, and what has to be filled in."""

import dataclasses
import uuid

from apps.letters.rules.rendering import placeholders_of
from apps.letters.rules.uses import BY_OPERATION_ONLY, USE_LABELS
from apps.letters.rules.wording import OWN_TEXTS
from apps.programmes.definition.checking.references import PLACEHOLDERS
from apps.programmes.queries.pinned import pinned_definition

__all__ = ["KNOWN", "TextChoice", "text_choices"]

#: What the record says itself.
KNOWN = frozenset({
    "ad_soyad", "muhatap", "tarih", "program", "birim", "belediye", "basvuru_yolu", "yetkili", "dosya_no",
})  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class TextChoice:
    """A text: the programme's own (`template`) or Omuz' own for a use. `asks` and `may_ask` are placeholders."""

    use: str
    template: str
    label: str
    subject: str
    asks: tuple[str, ...]
    may_ask: tuple[str, ...]


def text_choices(version_id: uuid.UUID) -> list[TextChoice]:
    """Return the texts that somebody may write a letter from by hand, the programme's own first.

    Raises:
        NotFound: no such version.
    """
    definition = pinned_definition(version_id)
    own = [
        TextChoice(
            use=one.use.value if one.use is not None else "", template=one.key, label=one.label.tr,
            subject=one.subject, asks=_asked(f"{one.subject}\n{one.body}"), may_ask=(),
        )
        for one in definition.letters
        if one.use is None or one.use.value not in BY_OPERATION_ONLY
    ]  # fmt: skip
    taken = {one.use for one in own}
    for use, text in OWN_TEXTS.items():
        if use in taken or use in BY_OPERATION_ONLY:
            continue
        needed = "\n\n".join(one for one in text.body.split("\n\n") if not one.startswith("?"))
        asks = _asked(needed)
        more = tuple(name for name in _asked(text.body) if name not in asks)
        own.append(TextChoice(use, "", USE_LABELS[use], text.subject, asks, more))
    return own


def _asked(text: str) -> tuple[str, ...]:
    return tuple(name for name in placeholders_of(text) if name in PLACEHOLDERS and name not in KNOWN)
