"""Ports of this machine: is one free, and who has it."""

import contextlib
import os
import socket
from pathlib import Path

from omuz.local.processes import PROC, Identity, identify

LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Return whether a server could listen on `port` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def accepts(port: int, host: str = LOOPBACK, *, seconds: float = 0.5) -> bool:
    """Return whether somebody accepts connections on `port`."""
    try:
        with socket.create_connection((host, port), timeout=seconds):
            return True
    except OSError:
        return False


def find_free() -> int:
    """Return a port that is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("tcp", "tcp6"):
        with contextlib.suppress(OSError):
            for line in (PROC / "net" / table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    inodes.add(f"socket:[{fields[9]}]")
    return inodes


def _holds_one_of(process: Path, sockets: set[str]) -> bool:
    for descriptor in (process / "fd").iterdir():
        with contextlib.suppress(OSError):
            if os.readlink(descriptor) in sockets:
                return True
    return False


def owner_of(port: int) -> Identity | None:
    """Return the process that listens on `port`, as far as this user may see it."""
    inodes = _listening_inodes(port)
    for entry in PROC.iterdir() if inodes else ():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if _holds_one_of(entry, inodes):
                    return identify(int(entry.name))
    return None
