"""Looking for malware in files before anything of them is kept: by an outside scanner, where one is configured.

`OMUZ_CLAMD` names clamd by socket ("unix:/run/clamav/clamd.ctl") or by address ("tcp://clamav:3310"). Without it
nothing is scanned and screens say so. Once it is set, a file that the scanner could not look at is not taken in.
"""

from __future__ import annotations

import logging
import socket
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from omuz.kernel.errors import FieldProblem

__all__ = ["Clamd", "Finding", "NoScanner", "Scanner", "configured_scanner", "is_scanning", "problem_of"]

_log = logging.getLogger(__name__)
_CHUNK: Final = 64 * 1024
_PORT: Final = 3310
#: Seconds to connect, and between two answers of the scanner.
PATIENCE: Final = 20.0


class Finding(StrEnum):
    """What a scanner says."""

    CLEAN = "clean"
    INFECTED = "infected"
    AWAY = "away"  # it did not answer, or did not look: as good as unread
    NOT_SCANNED = "not_scanned"  # none is configured


class Scanner(Protocol):
    """Looks at a content; never keeps it, never raises."""

    def scan(self, content: bytes) -> Finding:
        """Return what was found."""
        ...


class NoScanner:
    """Stands where no scanner is configured, and says so."""

    def scan(self, content: bytes) -> Finding:
        """Return that nothing was looked at."""
        del content
        return Finding.NOT_SCANNED


@dataclass(frozen=True, slots=True)
class Clamd:
    """clamd's INSTREAM command (its manual, "COMMANDS"): chunks with their length before, closed by a length of 0."""

    path: str = ""
    host: str = ""
    port: int = _PORT
    patience: float = PATIENCE

    def scan(self, content: bytes) -> Finding:
        """Return what clamd says; whatever goes wrong on the way is `AWAY`."""
        try:
            with closing(self._connected()) as line:
                answer = self._asked(line, content)
        except OSError as error:
            # Nothing of the file is logged, not even its size.
            _log.error("the virus scanner is away: %s", type(error).__name__)
            return Finding.AWAY
        if answer.endswith(b"FOUND"):
            _log.warning("an infected file was refused")
            return Finding.INFECTED
        if answer == b"stream: OK":
            return Finding.CLEAN
        _log.error("the virus scanner did not look: %s", answer[:80].decode("ascii", "replace"))
        return Finding.AWAY

    def _connected(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.patience)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line

    def _asked(self, line: socket.socket, content: bytes) -> bytes:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            part = content[start : start + _CHUNK]
            line.sendall(len(part).to_bytes(4, "big") + part)
        line.sendall((0).to_bytes(4, "big"))
        answer = b""
        while len(answer) < 4096 and not answer.endswith(b"\0"):
            part = line.recv(4096)
            if not part:
                break
            answer += part
        return answer.rstrip(b"\0").strip()


def configured_scanner() -> Scanner:
    """Return the scanner that `OMUZ_CLAMD` names.

    Raises:
        ValueError: the variable is set and names none; the start has checked it already.
    """
    return scanner_at(settings.OMUZ_CLAMD)


def scanner_at(address: str) -> Scanner:
    """Return the scanner at an address; without one, the one that says that nothing is scanned.

    Raises:
        ValueError: it is no "unix:/path" and no "tcp://host[:port]".
    """
    if not address:
        return NoScanner()
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path.startswith("/"):
        return Clamd(path=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return Clamd(host=parts.hostname, port=parts.port or _PORT)
    raise ValueError("OMUZ_CLAMD must look like unix:/run/clamav/clamd.ctl or tcp://host:3310")


def is_scanning() -> bool:
    """Return whether files are scanned here before they are kept."""
    return bool(settings.OMUZ_CLAMD)


def problem_of(content: bytes, *, scanner: Scanner | None = None) -> FieldProblem | None:
    """Return why a content is not taken in, None where nothing speaks against it."""
    found = (scanner or configured_scanner()).scan(content)
    if found is Finding.INFECTED:
        return FieldProblem(
            "file", "infected", "Dosyada zararlı yazılım bulundu; kaydedilmedi.",
            "Dosyayı açmayın. Belgeyi kaynağından yeniden isteyin ya da tarayıp yeni bir dosya oluşturun.",
        )  # fmt: skip
    if found is Finding.AWAY:
        return FieldProblem(
            "file", "scanner_away", "Virüs tarayıcısına ulaşılamadı; dosya kaydedilmedi.",
            "Birkaç dakika sonra yeniden deneyin; sürerse sistem yöneticinize bildirin.",
        )  # fmt: skip
    return None
