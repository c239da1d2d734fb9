"""Hostile files are refused before they are read, or cut while they are, and cost next to nothing."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table
from tests.tabular.conftest import repack, workbook

ROOT = Path(__file__).parents[2]
PLAIN = workbook([["Ad", "Soyad"], ["A", "B"]])
SHEET = "xl/worksheets/sheet1.xml"


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as caught:
        for _ in open_source(content, limits=limits or Limits()).rows():
            pass
    assert caught.value.message
    assert caught.value.remedy
    return caught.value.code


def with_part(name: str, data: bytes) -> bytes:
    return repack(PLAIN, lambda parts: parts.update({name: data}))


def sheet_of(body: str, *, head: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{head}<worksheet><sheetData>{body}</sheetData></worksheet>'
    return with_part(SHEET, xml.encode())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"   \n  ", "empty"),
        (b"%PDF-1.7 ...", "unknown_kind"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "unknown_kind"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><x/>", "unknown_kind"),
        (b"\x89PNG\r\n", "unknown_kind"),
        (b"PK\x05\x06" + bytes(18), "unknown_kind"),
        (b"PK\x03\x04 not really", "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"Ad;Soyad\nA;\x00\x01\x02B", "not_text"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "unknown_kind"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content_whatever_it_is_called(content, code):
    assert refusal(content) == code


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("XL/VBAPROJECT.BIN", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "external_links"),
        ("xl/connections.xml", "external_links"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
        ("xl/activeX/activeX1.xml", "embedded"),
        ("../../etc/passwd", "unsafe_names"),
        ("/etc/passwd", "unsafe_names"),
        ("xl/workbook.bin", "old_kind"),
    ],
)
def test_macros_links_embedded_documents_and_unsafe_names_are_refused(part, code):
    assert refusal(with_part(part, b"x")) == code


def test_a_macro_part_is_known_by_its_type_when_its_name_hides_it():
    def hide(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )

    assert refusal(repack(PLAIN, hide)) == "macros"


def test_a_relation_that_leads_outside_is_refused_but_a_mail_address_is_not():
    def add(kind: str):
        def change(parts: dict[str, bytes]) -> None:
            name = "xl/_rels/workbook.xml.rels"
            one = f'<Relationship Id="x9" Type="http://a/{kind}" Target="http://evil" TargetMode="External"/>'
            parts[name] = parts[name].replace(b"</Relationships>", one.encode() + b"</Relationships>")

        return change

    assert refusal(repack(PLAIN, add("externalLinkPath"))) == "external_links"
    assert len(list(open_source(repack(PLAIN, add("hyperlink"))).rows())) == 2


def test_an_encrypted_member_is_refused():
    content = bytearray(PLAIN)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert refusal(bytes(content)) == "encrypted"


def test_ratio_members_sizes_and_overlap_are_looked_at_before_unpacking():
    assert refusal(with_part("xl/media/image1.png", bytes(20_000_000))) == "zip_bomb"
    many = repack(PLAIN, lambda parts: parts.update({f"xl/a{n}.xml": b"" for n in range(600)}))
    assert refusal(many) == "zip_bomb"
    assert refusal(with_part("a.bin", bytes(range(256)) * 4_000), Limits(unpacked_bytes=500_000)) == "zip_bomb"
    assert refusal(PLAIN, Limits(file_bytes=100)) == "file_too_large"


def test_members_that_share_their_bytes_are_refused():
    content = bytearray(PLAIN)
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    offset = struct.unpack_from("<I", content, first + 42)[0]
    struct.pack_into("<I", content, second + 42, offset + 1)
    assert refusal(bytes(content)) == "zip_bomb"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY % r SYSTEM "http://127.0.0.1/x"> %r;]>',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_and_document_types_are_refused_in_every_part(head, part):
    body = f'<?xml version="1.0"?>{head}<worksheet><sheetData/></worksheet>'
    assert refusal(with_part(part, body.encode())) == "xml_entities"


def test_a_far_cell_costs_no_memory_and_is_refused():
    assert refusal(sheet_of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')) == "too_many_columns"
    rows = list(open_source(sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).rows())
    assert [row.number for row in rows] == [1_048_576]


def test_coloured_but_empty_cells_far_out_do_no_harm():
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>' + "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 3000)
    )
    assert [row.values for row in open_source(sheet_of(body)).rows()] == [(1,)]


@pytest.mark.parametrize(
    "body",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="x"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1"><v>bir</v></c></row>',
        "<row>" + "<a>" * 60 + "</a>" * 60 + "</row>",
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>',
        "<row><c>",
    ],
)
def test_sheets_no_program_writes_are_refused(body):
    assert refusal(sheet_of(body)) == "broken_file"


def test_one_endless_attribute_is_cut():
    content = sheet_of(f'<row r="1" x="{"ab" * 2_000_000}"/>')
    assert refusal(content, Limits(ratio=100_000)) == "broken_file"


def test_too_many_rows_are_refused_where_the_limit_is_passed():
    assert refusal(b"a;b\n" * 20, Limits(rows=10)) == "too_many_rows"
    assert refusal(b"a;b\n" * 20, Limits(cells=10)) == "too_many_rows"
    assert refusal((";".join(["x"] * 300) + "\n").encode()) == "too_many_columns"


def test_a_damaged_member_is_refused_not_an_error():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as package:
        offset = package.getinfo(SHEET).header_offset
    content = bytearray(PLAIN)
    for place in range(offset + 60, offset + 90):
        content[place] ^= 0xFF
    assert refusal(bytes(content)) == "broken_file"


@pytest.mark.slow
def test_a_large_sheet_is_read_at_flat_memory():
    """Rows are handed out one by one: what has been read is let go of."""
    script = (
        "import sys, random; sys.path[:0] = ['platform', '.']\n"
        "from tests.tabular.test_hostile import PLAIN, SHEET, with_part\n"
        "from omuz.tabular.source import open_source\n"
        "r = random.Random(1)\n"
        "rows = ''.join(f'<row r=\"{n}\">' + ''.join(f'<c><v>{r.random()}</v></c>' for _ in range(25)) + '</row>'"
        " for n in range(1, 30_001))\n"
        "data = with_part(SHEET, f'<worksheet><sheetData>{rows}</sheetData></worksheet>'.encode())\n"
        "del rows\n"
        "now = int(open('/proc/self/statm').read().split()[1]) * 4\n"
        "count = sum(1 for _ in open_source(data).rows())\n"
        "held = int(open('/proc/self/statm').read().split()[1]) * 4\n"
        "print(count, held - now)\n"
    )
    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    count, grown = map(int, out.stdout.split())
    assert count == 30_000
    assert grown < 20_000, "rows must not pile up"


def test_looking_a_file_over_takes_no_time():
    began = time.process_time()
    refusal(with_part("xl/media/image1.png", bytes(20_000_000)))
    open_source(PLAIN)
    assert time.process_time() - began < 2


def empty_rows() -> bytes:
    """A sheet of 150 MB in which nothing stands, with a ratio that no rule refuses."""
    rows = "".join(
        f'<row r="{n}" ht="{n * 7919 % 104729}" customHeight="{n * 31 % 9973}"/>' for n in range(1, 1_000_001)
    )
    return sheet_of(rows)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(empty_rows, id="empty rows"),
        pytest.param(lambda: b"\n" * 20_000_000 + b"Ad;Soyad\n", id="empty lines"),
        pytest.param(lambda: with_part("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 2_000_000), id="endless styles"),
    ],
)
def test_what_a_request_looks_at_is_bounded_whatever_is_sent(content):
    data = content()
    began = time.process_time()
    with pytest.raises(FileRefused):
        find_table(open_source(data, limits=Limits(ratio=10_000)), [])
    assert time.process_time() - began < 2
