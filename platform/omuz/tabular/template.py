"""An empty list to fill in: headings, notes on each column, drop-down lists for coded values."""

from collections.abc import Sequence
from typing import Any, BinaryIO, Final

import xlsxwriter

from omuz.tabular.fields import Field
from omuz.tabular.rows import column_letters

#: Rows below the headings that offer drop-down lists.
_LIST_ROWS: Final = 5_000
_TEXT_ROWS_FORMAT: Final = "@"


def write_template(target: BinaryIO, *, sheet: str, fields: Sequence[Field]) -> None:
    """Write an empty workbook with one column a field, a page of explanations, and the lists of known values.

    Columns are formatted as text, so that identity numbers keep their digits and telephones their leading 0.
    """
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        heading = book.add_format({"bold": True, "bg_color": "#E9ECEF", "text_wrap": True, "valign": "top"})
        needed = book.add_format({"bold": True, "bg_color": "#D0EBFF", "text_wrap": True, "valign": "top"})
        plain = book.add_format({"num_format": _TEXT_ROWS_FORMAT})
        page = book.add_worksheet(sheet[:31])
        page.freeze_panes(1, 0)
        for place, field in enumerate(fields):
            page.set_column(place, place, max(14, min(len(field.label) + 4, 34)), plain)
            page.write_string(0, place, field.label, needed if field.required else heading)
            page.write_comment(0, place, _note(field), {"x_scale": 2, "y_scale": 1.6})
        _explain(book, fields)
        _offer_lists(book, page, fields)


def _note(field: Field) -> str:
    parts = ["Zorunlu." if field.required else "İsteğe bağlı.", field.help]
    if field.multiple:
        parts.append("Birden çok değer noktalı virgülle ayrılır.")
    if field.example:
        parts.append(f"Örnek: {field.example}")
    return " ".join(part for part in parts if part)


def _explain(book: Any, fields: Sequence[Field]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#E9ECEF"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet("Açıklama")
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 14)
    page.set_column(2, 3, 60)
    for place, title in enumerate(("Sütun", "Gerekli mi", "Nasıl yazılır", "Bilinen değerler")):
        page.write_string(0, place, title, bold)
    for line, field in enumerate(fields, start=1):
        known = "; ".join(field.choices.labels.values()) if field.choices else ""
        page.write_string(line, 0, field.label, wrap)
        page.write_string(line, 1, "Evet" if field.required else "Hayır", wrap)
        page.write_string(line, 2, _note(field), wrap)
        page.write_string(line, 3, known, wrap)


def _offer_lists(book: Any, page: Any, fields: Sequence[Field]) -> None:
    lists = book.add_worksheet("Listeler")
    lists.hide()
    for place, field in enumerate(fields):
        if field.choices is None:
            continue
        labels = list(field.choices.labels.values())
        lists.write_string(0, place, field.label)
        for line, label in enumerate(labels, start=1):
            lists.write_string(line, place, label)
        letters = column_letters(place)
        page.data_validation(
            1,
            place,
            _LIST_ROWS,
            place,
            {
                "validate": "list",
                "source": f"=Listeler!${letters}$2:${letters}${len(labels) + 1}",
                # Several values in one cell are no list entry; the list then only helps.
                "error_type": "information" if field.multiple else "stop",
                "ignore_blank": True,
                "error_title": "Listede yok",
                "error_message": "Listeden seçin ya da “Açıklama” sayfasındaki yazılışları kullanın.",
            },
        )
