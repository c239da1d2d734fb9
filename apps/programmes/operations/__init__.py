"""What is done to programmes, their versions, packs and capabilities."""

from apps.programmes.operations.starting import PROGRAMME_KINDS, ProgrammeKind, start_programme

__all__ = ["PROGRAMME_KINDS", "ProgrammeKind", "start_programme"]
