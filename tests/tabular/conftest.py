"""Fields and files as the tests of the table library need them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import pytest
import xlsxwriter

from omuz.tabular import parsing
from omuz.tabular.fields import CodeList, Field, ParseContext
from omuz.tabular.parsing.contact import is_phone_like
from omuz.tabular.parsing.identity import is_identity_like

SEX = CodeList("cinsiyet", {"female": "Kadın", "male": "Erkek"}, {"female": ("K", "Bayan", "F"), "male": ("E", "Bay")})
GROUPS = CodeList("hedef grup", {"disabled": "Engelli birey", "poverty": "Yoksul ve yoksulluk riski taşıyan kişi"})


@pytest.fixture(scope="session")
def fields() -> list[Field]:
    return [
        Field(
            "identity",
            "T.C. Kimlik No",
            "Identity number",
            parsing.identity_number(),
            ("TCKN", "TC No", "Kimlik Numarası", "Kimlik No"),
            looks_like=is_identity_like,
        ),
        Field("full_name", "Adı Soyadı", "Full name", parsing.full_name(), ("Ad Soyad", "İsim Soyisim")),
        Field("given_names", "Adı", "Given names", parsing.name(), ("Ad", "İsim"), required=True),
        Field("surname", "Soyadı", "Surname", parsing.name(), ("Soyad", "Soyisim")),
        Field("birth_date", "Doğum Tarihi", "Birth date", parsing.birth_date(), ("D.Tarihi", "Doğum Yılı")),
        Field("sex", "Cinsiyet", "Sex", parsing.code_list(SEX), choices=SEX),
        Field("phone", "Telefon", "Phone", parsing.phones(), ("Cep Tel", "GSM", "Tel No"), looks_like=is_phone_like),
        Field("groups", "Hedef Grup", "Target group", parsing.code_lists(GROUPS), choices=GROUPS, multiple=True),
    ]


@pytest.fixture(scope="session")
def context() -> ParseContext:
    return ParseContext(today=date(2026, 11, 21))


@pytest.fixture(scope="session")
def demo() -> ParseContext:
    return ParseContext(today=date(2026, 11, 21), is_demo=True)


def workbook(rows: Sequence[Sequence[object]], *, sheet: str = "Liste") -> bytes:
    """A workbook as another program would write it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        dates = book.add_format({"num_format": "dd.mm.yyyy"})
        page = book.add_worksheet(sheet)
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(line, place, value, dates)
                elif value is not None:
                    page.write(line, place, value)
    return target.getvalue()


def repack(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same package with some parts changed by hand."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()
