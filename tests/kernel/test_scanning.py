"""Virus scanning: clamd's protocol over a socket, infected refused, away means closed, none says so."""

import socket
import threading
from contextlib import contextmanager

import pytest

from apps.documents.operations import accept
from apps.documents.scanning import Clamd, Finding, NoScanner, problem_of, scanner_at
from omuz.kernel.errors import FieldProblem

A_PDF = b"%PDF-1.7\n1 0 obj\n"
EICAR = A_PDF + b"EICAR"


@contextmanager
def clamd(tmp_path, *, silent=False):
    """Serve as clamd does: read the chunks, answer about the whole."""
    path = tmp_path / "clamd.ctl"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    received = []

    def serve():
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(size)
                received.append(content)
                if not silent:
                    line.sendall(b"stream: Eicar FOUND\0" if b"EICAR" in content else b"stream: OK\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield str(path), received
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(timeout=5)


def test_a_content_is_sent_whole_in_chunks_and_judged(tmp_path):
    with clamd(tmp_path) as (path, received):
        scanner = Clamd(path=path, patience=5)
        large = A_PDF + b"0" * 200_000
        assert scanner.scan(large) is Finding.CLEAN
        assert received == [large]
        assert scanner.scan(EICAR) is Finding.INFECTED


def test_infected_files_are_refused_in_words_and_nothing_is_kept(tmp_path, settings):
    with clamd(tmp_path) as (path, _):
        settings.OMUZ_CLAMD = f"unix:{path}"
        _, found = accept(EICAR, name="rapor.pdf")
        assert isinstance(found, FieldProblem)
        assert found.code == "infected"
        assert "zararlı" in found.message
        assert accept(A_PDF, name="rapor.pdf") == ("rapor.pdf", "application/pdf")


def test_a_scanner_that_is_away_or_says_nothing_takes_no_file_in(tmp_path, settings):
    settings.OMUZ_CLAMD = f"unix:{tmp_path}/nobody.ctl"
    _, found = accept(A_PDF, name="rapor.pdf")
    assert isinstance(found, FieldProblem)
    assert found.code == "scanner_away"
    with clamd(tmp_path, silent=True) as (path, _):
        assert Clamd(path=path, patience=5).scan(A_PDF) is Finding.AWAY


def test_without_a_scanner_nothing_is_looked_at_and_it_says_so():
    assert NoScanner().scan(EICAR) is Finding.NOT_SCANNED
    assert problem_of(EICAR, scanner=NoScanner()) is None


@pytest.mark.parametrize("address", ["clamav:3310", "http://clamav", "unix:", "tcp://"])
def test_an_address_that_names_no_scanner_stops_the_start(address):
    with pytest.raises(ValueError, match="OMUZ_CLAMD"):
        scanner_at(address)


def test_addresses_name_a_socket_or_a_host():
    assert scanner_at("tcp://clamav") == Clamd(host="clamav", port=3310)
    assert scanner_at("unix:/run/clamav/clamd.ctl") == Clamd(path="/run/clamav/clamd.ctl")
