"""Requests, complaints, objections and requests of data subjects (İzmir Art. 21, 28; 3071; KVKK m. 13)."""

from apps.petitions.models.petition import Petition, PetitionNumberCounter, PetitionQuerySet, visible_petitions
from apps.petitions.models.traces import PetitionEvent, PetitionExclusion

__all__ = [
    "Petition",
    "PetitionEvent",
    "PetitionExclusion",
    "PetitionNumberCounter",
    "PetitionQuerySet",
    "visible_petitions",
]
