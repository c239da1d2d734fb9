"""The zip container of a workbook, looked over before a byte of it is unpacked."""

import posixpath
import zipfile
from typing import BinaryIO, Final

from omuz.tabular.errors import FileRefused
from omuz.tabular.limits import Limits

_SAVE_AGAIN: Final = "Dosyayı Excel'de açıp “Farklı Kaydet > Excel Çalışma Kitabı (.xlsx)” ile yeniden kaydedin."

#: Parts that carry code, foreign content or connections; a plain list has none of them.
_FORBIDDEN_PARTS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        "xl/vbaproject.bin",
        "macros",
        "Dosyada makro var; makrolu dosyalar alınmaz.",
        "Dosyayı makrosuz olarak (.xlsx) kaydedin.",
    ),
    (
        "xl/macrosheets/",
        "macros",
        "Dosyada makro sayfası var; makrolu dosyalar alınmaz.",
        "Dosyayı makrosuz olarak (.xlsx) kaydedin.",
    ),
    (
        "xl/activex/",
        "embedded",
        "Dosyada gömülü denetim var.",
        "Listeyi yeni bir dosyaya yalnızca değer olarak yapıştırın.",
    ),
    (
        "xl/embeddings/",
        "embedded",
        "Dosyada gömülü başka bir belge var.",
        "Gömülü belgeyi silip dosyayı yeniden kaydedin.",
    ),
    (
        "xl/externallinks/",
        "external_links",
        "Dosya başka dosyalara bağlı.",
        "Excel'de “Veri > Bağlantıları Düzenle > Bağlantıyı Kes” deyip dosyayı yeniden kaydedin.",
    ),
    (
        "xl/connections.xml",
        "external_links",
        "Dosyada dış veri bağlantısı var.",
        "Excel'de “Veri > Sorgular ve Bağlantılar” altındaki bağlantıları silip dosyayı yeniden kaydedin.",
    ),
)
_MACRO_TYPES: Final = ("macroenabled", "vnd.ms-office.vbaproject")


def open_package(stream: BinaryIO, *, limits: Limits) -> zipfile.ZipFile:
    """Return the opened container of an .xlsx file once its directory has been found harmless.

    Raises FileRefused: too many members, an impossible ratio, overlapping or encrypted members, unsafe names,
    macros, embedded documents or links to other files. Nothing has been unpacked when this returns.
    """
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise FileRefused("broken_file", "Dosya bozuk; paket açılamadı.", _SAVE_AGAIN) from error
    members = package.infolist()
    if len(members) > limits.entries:
        raise _bomb(f"Paketin içinde {len(members)} parça var; en çok {limits.entries} olabilir.")
    _check_members(members, limits)
    _check_overlap(members)
    _check_parts({member.filename for member in members})
    return package


def _bomb(detail: str) -> FileRefused:
    return FileRefused("zip_bomb", f"Dosya olağan bir tablo değil, açılmadı. {detail}", _SAVE_AGAIN)


def _check_members(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    names: set[str] = set()
    unpacked = 0
    for member in members:
        name = member.filename
        if member.flag_bits & 0x1:
            raise FileRefused("encrypted", "Dosya parola ile korunuyor.", "Parolayı kaldırıp dosyayı yeniden kaydedin.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefused("broken_file", "Dosya bilinmeyen bir yöntemle sıkıştırılmış.", _SAVE_AGAIN)
        if name.startswith("/") or "\\" in name or ".." in posixpath.normpath(name).split("/"):
            raise FileRefused("unsafe_names", "Dosyanın içindeki adlar güvenli değil.", _SAVE_AGAIN)
        if name.lower() in names:
            raise FileRefused("broken_file", "Paketin içinde aynı adlı iki parça var.", _SAVE_AGAIN)
        names.add(name.lower())
        unpacked += member.file_size
        if unpacked > limits.unpacked_bytes:
            raise _bomb("Açıldığında izin verilen boyutu aşıyor.")
        if member.file_size > limits.ratio_from and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise _bomb("Sıkıştırma oranı gerçek bir tabloda görülmez.")


def _check_overlap(members: list[zipfile.ZipInfo]) -> None:
    # Members that share their packed bytes unpack to petabytes while each ratio looks decent (Fifield 2019).
    end = -1
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise _bomb("Parçaları üst üste biniyor.")
        end = member.header_offset + 30 + len(member.filename.encode()) + member.compress_size


def _check_parts(names: set[str]) -> None:
    lowered = {name.lower() for name in names}
    if "[content_types].xml" not in lowered:
        raise FileRefused("unknown_kind", "Bu dosya bir Excel tablosu değil.", "XLSX ya da CSV dosyası gönderin.")
    if any(name.endswith("/workbook.bin") for name in lowered):
        raise FileRefused("old_kind", "İkili Excel dosyası (.xlsb) okunamaz.", _SAVE_AGAIN)
    for prefix, code, message, remedy in _FORBIDDEN_PARTS:
        if any(name.startswith(prefix) for name in lowered):
            raise FileRefused(code, message, remedy)


def check_content_type(content_type: str) -> None:
    """Refuse a part whose declared type is that of a macro, wherever its name hides it.

    Raises FileRefused("macros").
    """
    if any(mark in content_type.lower() for mark in _MACRO_TYPES):
        raise FileRefused(
            "macros", "Dosyada makro var; makrolu dosyalar alınmaz.", "Dosyayı makrosuz olarak (.xlsx) kaydedin."
        )
