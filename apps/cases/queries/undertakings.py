"""Reading undertakings: their text as it was printed, who may sign, and the page to print."""

import dataclasses
import datetime as dt
import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from apps.cases.models import Case, Undertaking
from apps.cases.models.intake import REMARK_FIELD, TEXT_FIELD
from apps.cases.queries.cases import find_case
from apps.cases.rules.undertakings import Signatures, acknowledgement
from apps.people.enums import RepresentativeKind
from apps.people.queries.people import find_person, shown_name
from apps.people.queries.representation import RepresentativeView, list_representatives
from apps.programmes.registry import Verdict
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import NotFound
from omuz.kernel.typesetting import typeset

__all__ = [
    "Signer",
    "find_undertaking",
    "printed",
    "remark_of",
    "representatives_who_sign",
    "signature_verdict",
    "text_of",
    "undertakings_of",
]

_PAGE: Final = Path(__file__).resolve().parents[1] / "printing" / "undertaking.typ"
#: Who signs instead of the person (TMK m. 335, 403, 419); an attorney may, and the person may as well.
_INSTEAD: Final = frozenset(
    {RepresentativeKind.PARENT, RepresentativeKind.EXTENDED_CUSTODY, RepresentativeKind.GUARDIAN}
)
_NO_WALL: Final = (
    "Bu belgeyi imzalamak zorunda değilsiniz. İmzalamazsanız bu not edilir; başvurunuz ve hizmetiniz bundan etkilenmez."
)
_WORDS: Final = {"page": "Sayfa", "plain": "Kolay okunur metin", "signature": "İmza ve tarih"}


@dataclasses.dataclass(frozen=True, slots=True)
class Signer:
    """A representative of the person, and what they may sign on a day."""

    id: uuid.UUID
    name: str
    kind_label: str
    may_sign: bool
    signs_together: bool
    instead_of_person: bool
    why_not: str


def representatives_who_sign(person_id: uuid.UUID, *, actor: Actor, on: dt.date) -> list[Signer]:
    """Return who acts for the person, those without authority with the reason; relatives sign for nobody.

    Raises:
        NotFound: the person is out of the actor's reach.
    """
    views = list_representatives(find_person(person_id, actor=actor), actor=actor, on=on)
    return [_signer(one) for one in views]


def _signer(one: RepresentativeView) -> Signer:
    kind = RepresentativeKind(one.row.kind)
    named = shown_name(one.person) if one.person is not None else one.row.full_name
    return Signer(
        id=one.row.pk, name=named, kind_label=str(kind.label), may_sign=one.authority.may_sign,
        signs_together=one.authority.signs_together,
        instead_of_person=one.authority.may_sign and kind in _INSTEAD, why_not=one.authority.reason,
    )  # fmt: skip


def signature_verdict(
    signers: Sequence[Signer], *, by_person: bool, representative_id: uuid.UUID | None = None
) -> Verdict:
    """Return whether an undertaking signed by these counts (İzmir Art. 25, readings 12).

    The screen asks for each way in which it may be signed, the operation for the one that was recorded.
    """
    chosen = representative_id is not None
    found = next((one for one in signers if one.id == representative_id), None) if chosen else None
    together = found is not None and found.signs_together
    return acknowledgement(
        Signatures(
            by_person=by_person,
            representative_signs=None if not chosen or together else found is not None and found.may_sign,
            adviser_needed=any(one.signs_together for one in signers),
            adviser_signs=together,
            guarded=any(one.instead_of_person for one in signers),
        )
    )


def undertakings_of(case: Case) -> list[Undertaking]:
    """Return the undertakings of a case that were not set aside, the latest first."""
    rows = Undertaking.objects.filter(case=case).exclude(state="set_aside").select_related("file")
    return list(rows.order_by("-prepared_at", "-id"))


def find_undertaking(case_id: uuid.UUID, undertaking_id: uuid.UUID, *, actor: Actor) -> Undertaking:
    """Return an undertaking of a case. Raises NotFound."""
    case = find_case(case_id, actor=actor)
    rows = Undertaking.objects.filter(case=case, pk=undertaking_id)
    found = rows.select_related("case__unit", "case__programme", "case__person", "programme_version", "file").first()
    if found is None:
        raise NotFound
    return found


def text_of(row: Undertaking) -> dict[str, str]:
    """Return {"subject", "body", "plain"} as it was printed."""
    found: dict[str, str] = json.loads(crypto.open_text(row.sealed_text, field=TEXT_FIELD, row_id=row.id))
    return found


def remark_of(row: Undertaking) -> str:
    """Return what was written beside it."""
    return crypto.open_text(row.sealed_remark, field=REMARK_FIELD, row_id=row.id) if row.sealed_remark else ""


def printed(row: Undertaking, *, actor: Actor, now: dt.datetime) -> bytes:
    """Return the page to sign, a PDF: the text as it was prepared, a line for everyone who signs."""
    signers = representatives_who_sign(row.case.person_id, actor=actor, on=local_date(now))
    lines = [{"role": "Aday", "name": shown_name(row.case.person)}]
    lines += [{"role": one.kind_label, "name": one.name} for one in signers if one.may_sign or one.signs_together]
    values = text_of(row) | {
        "municipality": require_municipality().name, "unit": row.case.unit.name, "programme": row.case.programme.name,
        "number": row.case.number, "version_line": f"Sürüm {row.programme_version.number}", "no_wall": _NO_WALL,
        "signers": lines, "words": _WORDS,
    }  # fmt: skip
    return typeset(_PAGE, values, printed_on=local_date(row.prepared_at))
