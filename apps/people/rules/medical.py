"""Disability reports: an adult's has a rate, ÇÖZGER a level and never a percentage (by-laws of 20.02.2019).

The change from ÇÖZGER to the adult's report falls due on the 18th birthday, whatever the report itself says.
"""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

from apps.people.rules.birth import age_on
from omuz.kernel.errors import FieldProblem

#: The name under which a report's values are sealed, and which values those are.
REPORT_FIELD: Final = "people.medicalreport"
SEALED_VALUES: Final = ("rate", "level", "groups", "dependency", "cannot_work", "issuer", "number", "detail")
#: Before that day children's reports had percentages too (OG 30692).
BYLAWS: Final = dt.date(2019, 2, 20)
ADULT_AGE: Final = 18
#: Fully dependent means a rate of at least this (by-law for adults).
FULL_DEPENDENCY_RATE: Final = 50
NOTICE_DAYS: Final = (30, 90)
ARTICLE: Final = "Erişkinler ve ÇÖZGER yönetmelikleri (20.02.2019, RG 30692)"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A report as typed."""

    kind: str
    rate: int | None = None
    level: str = ""
    permanence: str = "temporary"
    issued_on: dt.date | None = None
    expires_on: dt.date | None = None
    groups: tuple[str, ...] = ()
    dependency: str = ""
    cannot_work: bool = False
    issuer: str = ""
    number: str = ""
    detail: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known."""

    date: dt.date | None
    precision: str


@dataclasses.dataclass(frozen=True, slots=True)
class ReportWarning:
    """Something that falls due with a report. `due_on` is the day, past ones included."""

    code: str
    message: str
    due_on: dt.date | None = None


def check_report(
    draft: ReportDraft,
    *,
    birth: Birth,
    today: dt.date,
    groups: Collection[str],
    levels: Collection[str],
    dependencies: Collection[str],
) -> list[FieldProblem]:
    """Return everything that is wrong with a report; the last three are the catalogue's keys."""
    problems = [*_check_measure(draft, levels), *_check_dates(draft, today), *_check_age(draft, birth)]
    if not draft.groups or set(draft.groups) - set(groups):
        problems.append(FieldProblem("groups", "unknown_code", "Engel grubu seçilmemiş.", "Raporda yazanı seçin."))
    if draft.dependency and draft.dependency not in dependencies:
        problems.append(FieldProblem("dependency", "unknown_code", "Bu değer listede yok.", "Listeden seçin."))
    if draft.dependency == "full" and draft.rate is not None and draft.rate < FULL_DEPENDENCY_RATE:
        problems.append(
            FieldProblem(
                "dependency", "full_needs_rate", f"Tam bağımlılık en az %{FULL_DEPENDENCY_RATE} oranla verilir.",
                "Raporu bir kez daha okuyun.",
            )
        )  # fmt: skip
    return problems


def _check_measure(draft: ReportDraft, levels: Collection[str]) -> Iterable[FieldProblem]:
    if draft.kind == "adult":
        if draft.rate is None or not 0 <= draft.rate <= 100:
            yield FieldProblem("rate", "required", "Engel oranı yazılmamış.", "Rapordaki oranı yazın (0-100).")
        if draft.level:
            yield FieldProblem("level", "not_for_adults", "Düzey yalnızca ÇÖZGER'de vardır.", "Boş bırakın.")
    elif draft.kind == "cozger":
        if draft.level not in levels:
            yield FieldProblem("level", "required", "ÇÖZGER düzeyi seçilmemiş.", "Raporda yazan düzeyi seçin.")
        if draft.rate is not None:
            yield FieldProblem("rate", "no_rate_in_cozger", "ÇÖZGER'de yüzde oranı yoktur.", "Oranı silin.")
    else:
        yield FieldProblem("kind", "unknown_code", "Rapor türü seçilmemiş.", "Listeden seçin.")


def _check_dates(draft: ReportDraft, today: dt.date) -> Iterable[FieldProblem]:
    if draft.issued_on is not None and draft.issued_on > today:
        yield FieldProblem("issued_on", "in_future", "Rapor tarihi bugünden sonra olamaz.", "Tarihi düzeltin.")
    if draft.permanence == "permanent" and draft.expires_on is not None:
        yield FieldProblem("expires_on", "permanent_never_ends", "Sürekli raporun bitiş tarihi olmaz.", "Tarihi silin.")
    if draft.permanence not in {"permanent", "temporary"}:
        yield FieldProblem("permanence", "unknown_code", "Sürekli mi süreli mi seçilmemiş.", "Raporda yazanı seçin.")
    if draft.expires_on is not None and draft.issued_on is not None and draft.expires_on <= draft.issued_on:
        yield FieldProblem("expires_on", "ends_before_start", "Bitiş, rapor tarihinden sonra olmalı.", "Düzeltin.")


def _check_age(draft: ReportDraft, birth: Birth) -> Iterable[FieldProblem]:
    """Yield the problem of a report of the wrong kind for the age on its day; only where the day of birth is known."""
    if draft.issued_on is None or draft.issued_on < BYLAWS or birth.precision != "day":
        return
    age = age_on(birth.date, birth.precision, draft.issued_on)
    if age is None:
        return
    if draft.kind == "adult" and age < ADULT_AGE:
        yield FieldProblem(
            "kind", "adult_report_of_a_child", "Rapor tarihinde 18 yaşından küçük.", "Çocukların raporu ÇÖZGER'dir."
        )
    if draft.kind == "cozger" and age >= ADULT_AGE:
        yield FieldProblem(
            "kind", "cozger_of_an_adult", "Rapor tarihinde 18 yaşını doldurmuş.", "Erişkin raporunu seçin."
        )


def birthday(birth: Birth, age: int) -> dt.date | None:
    """Return the day on which someone reaches the age, None where the year is not known.

    With less than the day known it is the earliest day that it can be. Who was born on 29 February comes of age on
    1 March in a year without one.
    """
    if birth.date is None or birth.precision == "unknown":
        return None
    year = birth.date.year + age
    try:
        return birth.date.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def effective_end(*, kind: str, expires_on: dt.date | None, birth: Birth) -> dt.date | None:
    """Return the day from which the report carries nothing any more; None: it does not end."""
    grown = birthday(birth, ADULT_AGE) if kind == "cozger" else None
    ends = [day for day in (expires_on, grown) if day is not None]
    return min(ends) if ends else None


def report_warnings(
    *, kind: str, permanence: str, expires_on: dt.date | None, birth: Birth, today: dt.date
) -> list[ReportWarning]:
    """Return what falls due with a report: its end (90 and 30 days before) and the adult's report at 18."""
    warnings = []
    if expires_on is not None:
        left = (expires_on - today).days
        if left <= 0:
            warnings.append(ReportWarning("expired", "Raporun süresi doldu.", expires_on))
        elif left <= NOTICE_DAYS[1]:
            code = "expires_30" if left <= NOTICE_DAYS[0] else "expires_90"
            warnings.append(ReportWarning(code, f"Raporun süresinin dolmasına {left} gün var.", expires_on))
    elif permanence == "temporary":
        warnings.append(ReportWarning("expiry_missing", "Süreli raporun bitiş tarihi yazılmamış."))
    grown = birthday(birth, ADULT_AGE) if kind == "cozger" else None
    if grown is not None and (grown - today).days <= NOTICE_DAYS[1]:
        message = (
            "18 yaşını doldurdu; erişkin raporu gerekiyor." if grown <= today
            else "18 yaşını dolduruyor; erişkin raporu için randevu alınmalı."
        )  # fmt: skip
        warnings.append(ReportWarning("adult_report_due", message, grown))
    return warnings
