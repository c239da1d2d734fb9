"""İzmir Art. 21 and 28 as pure functions; each names its article and knows no municipality."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from apps.programmes.registry import ALLOWED, Verdict, refused


def answered_petitions(user_id: uuid.UUID, *, kept_away: Mapping[uuid.UUID, str]) -> Verdict:
    """Return whether a member of staff may deal with a petition (İzmir Art. 28).

    Nobody answers a complaint about themselves or an objection against their own decision. `kept_away` says why.
    """
    why = kept_away.get(user_id)
    if why is None:
        return ALLOWED
    return refused(
        "kept_away_from_petition", f"Bu görevli bu başvuruya bakamaz: {why}.", "Başka bir çalışma arkadaşını seçin."
    )


def data_subject_rights(*, is_registered: bool, by_person: bool, authority: bool, why_not: str = "") -> Verdict:
    """Return whether a request of a data subject is taken in from this sender (İzmir Art. 21; KVKK m. 11, 13).

    The person themselves or their competent representative; for a registered person nobody else, however close.
    Somebody who is not registered asks for themselves ("do you process data of mine?").
    """
    if not is_registered or by_person or authority:
        return ALLOWED
    return refused(
        "no_authority_for_data_request",
        why_not or "İlgili kişi başvurusunu kişinin kendisi ya da yetkisi görülmüş yasal temsilcisi yapar.",
        "Dilekçeyi getiren, kişi adına imzalı bir dilekçe bırakabilir; o zaman gönderen kişinin kendisidir.",
    )
