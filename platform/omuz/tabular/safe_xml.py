"""XML read piece by piece with expat: no document type, no entities, no deep trees, no endless tokens."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Final
from xml.parsers import expat  # nosec: guarded here, see `XmlFeed`

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits

_CHUNK: Final = 64 * 1024
_SAVE_AGAIN: Final = "Dosyayı Excel'de açıp yeniden kaydedin ya da CSV olarak gönderin."

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


def refused_xml(detail: str) -> FileRefused:
    """Return the refusal for a part that is not what a spreadsheet program writes."""
    return FileRefused("broken_file", f"Dosyanın içeriği okunamadı: {detail}", _SAVE_AGAIN)


class XmlFeed:
    """Feeds one part to the handlers, chunk by chunk; iterate to advance.

    Element names arrive without their prefix. Iteration yields after each chunk, so that what the handlers have
    gathered can be taken away: memory stays flat however long the part is. Raises FileRefused while iterating.
    With `most_bytes` the feed ends early, as if nothing more were there.
    """

    def __init__(
        self,
        stream: IO[bytes],
        *,
        start: StartHandler,
        end: EndHandler,
        text: TextHandler,
        limits: Limits,
        most_bytes: int | None = None,
    ) -> None:
        self._most_bytes = most_bytes
        self._stream = stream
        self._limits = limits
        self._depth = 0
        self._start = start
        self._end = end
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = text
        # A spreadsheet part never has a document type; an entity bomb or a foreign file always needs one.
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser = parser

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._limits.xml_depth:
            raise refused_xml("öğeler çok derin iç içe.")
        self._start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._end(name.rpartition(":")[2] if ":" in name else name)

    def _refuse_doctype(self, *_: object) -> None:
        raise FileRefused(
            "xml_entities", "Dosyada tablolarda bulunmayan bir belge tanımı (DOCTYPE) var; açılmadı.", _SAVE_AGAIN
        )

    def _read(self) -> bytes:
        try:
            return self._stream.read(_CHUNK)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise refused_xml("paketin bir parçası bozuk.") from error

    def __iter__(self) -> Iterator[None]:
        fed = 0
        while True:
            chunk = self._read()
            try:
                self._parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                raise refused_xml(expat.ErrorString(error.code)) from error
            yield
            if not chunk:
                return
            fed += len(chunk)
            if self._most_bytes is not None and fed >= self._most_bytes:
                return
            if fed - max(self._parser.CurrentByteIndex, 0) > self._limits.xml_token_bytes:
                raise refused_xml("bir öğe olağandan çok uzun.")
