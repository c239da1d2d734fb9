"""What views of rules share."""

import uuid

from api.base import OmuzView
from api.language import reader_language
from apps.accounts.rights import Right
from apps.programmes.definition import Definition
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.capabilities import closed_capabilities
from apps.programmes.queries.versions import definition_of, get_version
from omuz.conditions import Language

#: Whoever writes a programme, and whoever decides about it.
TRYING = (Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE)


class RulesView(OmuzView):
    """A view of one version's rules."""

    @property
    def language(self) -> Language:
        """Return the language that the reader asked for."""
        return reader_language()

    def version(self, version_id: uuid.UUID) -> tuple[ProgrammeVersion, Definition]:
        """Return a version that the reader may read, with what holds in it."""
        version = get_version(version_id, actor=self.actor)
        return version, definition_of(version)

    def closed(self, version: ProgrammeVersion) -> frozenset[str]:
        """Return the capabilities that would be closed under this version today."""
        return closed_capabilities(version, version.programme.unit_id, self.today)
