"""What a sender who is not registered does not learn from an answer: whose file it is (KVKK m. 12; readings 3)."""

import uuid

from apps.people.queries.people import shown_name
from apps.petitions.enums import SenderKind
from apps.petitions.models import Petition

__all__ = ["withheld_from_sender", "withheld_of"]


def withheld_from_sender(petition_id: uuid.UUID) -> tuple[str, ...]:
    """Return what no letter about that petition may name to a sender without authority; empty where there is none."""
    row = Petition.objects.select_related("person", "case", "programme").filter(pk=petition_id).first()
    return withheld_of(row) if row is not None else ()


def withheld_of(row: Petition) -> tuple[str, ...]:
    """Return the person's name, the number of their file and the programme, of a petition that an outsider sent.

    A neighbour who writes of somebody knows that name already; the municipality's answer with it in would say that it
    knows them, too.
    """
    if row.sender_kind != SenderKind.OUTSIDER or row.person is None:
        return ()
    named = [shown_name(row.person)]
    named += [row.case.number] if row.case is not None else []
    named += [row.programme.name] if row.programme is not None else []
    return tuple(named)
