"""JSON as the API takes it in: what cannot be stored or read is refused here, once, before any serializer sees it."""

import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.parsers import JSONParser as DrfJsonParser

from api.params import refuse_unstorable
from omuz.kernel.errors import DomainError

#: No form of ours is a fifth as deep.
MAX_DEPTH = 40


class JsonParser(DrfJsonParser):
    """DRF's JSON parser for bodies that are objects, of bounded depth, whose texts PostgreSQL can hold."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the body.

        Raises:
            ParseError: no JSON.
            RequestDataTooBig: more than forms may hold.
            DomainError: 400, no object, too deep, or a text with characters that cannot be stored.
        """
        # Django's own limit guards forms; a JSON body is read from the stream beside it.
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read(most + 1)
        if len(content) > most:
            raise RequestDataTooBig
        try:
            body = super().parse(io.BytesIO(content), media_type, parser_context)
        except RecursionError as error:
            raise _malformed("Gönderilen veri fazla iç içe.") from error
        if not isinstance(body, dict):
            raise _malformed("Gönderilen veri bir form değil.")
        for field, text in _texts(body):
            refuse_unstorable(text, field=field)
        return body


def _texts(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text with its dotted field; names of fields are texts too."""
    waiting: list[tuple[str, Any, int]] = [("", body, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _malformed("Gönderilen veri fazla iç içe.")
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            for name, part in value.items():
                yield path, name
                waiting.append((f"{path}.{name}" if path else name, part, depth + 1))
        elif isinstance(value, list):
            waiting.extend((path, part, depth + 1) for part in value)


def _malformed(title: str) -> DomainError:
    return DomainError("malformed", title, remedy="Sayfayı yenileyip yeniden deneyin.", status=400)
