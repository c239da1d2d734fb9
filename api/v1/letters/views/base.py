"""What views of letters share."""

import uuid

from rest_framework.response import Response

from api.base import OmuzView, with_etag
from api.v1.letters.bodies import letter_body
from api.v1.letters.shapes import LetterSerializer
from apps.letters.operations.reading import log_letter_reading
from apps.letters.queries.letters import get_letter
from omuz.kernel import clock


class LettersView(OmuzView):
    """A view of letters."""

    def letter(self, letter_id: uuid.UUID, *, status: int = 200, is_opened: bool = False) -> Response:
        """Return the letter's page with its version; `is_opened`: to a reader, which the access log keeps."""
        detail = get_letter(letter_id, actor=self.actor, today=self.today)
        if is_opened:
            log_letter_reading(detail.letter, actor=self.actor, now=clock.now())
        return with_etag(Response(LetterSerializer(letter_body(detail)).data, status=status), detail.letter.version)
