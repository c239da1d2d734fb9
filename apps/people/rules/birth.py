"""Birth dates as far as they are known (readings 11)."""

import datetime as dt

from omuz.kernel.errors import FieldProblem

OLDEST_YEARS = 120


def normalise_birth(
    *, date: dt.date | None, precision: str, today: dt.date
) -> tuple[dt.date | None, str] | FieldProblem:
    """Return the first day of what is known and its precision ("day", "month", "year", "unknown"), or a problem.

    No precision means the whole date where there is one, and "unknown" where there is none.
    """
    known = precision or ("day" if date is not None else "unknown")
    if known == "unknown":
        return None, known
    if known not in {"day", "month", "year"}:
        return FieldProblem("birth_precision", "birth_precision", "Bu seçenek listede yok.", "Listeden seçin.")
    if date is None:
        return FieldProblem(
            "birth_date", "required", "Doğum tarihi yazılmamış.", "Tarihi yazın ya da “Bilinmiyor”u seçin."
        )
    if known == "month":
        date = date.replace(day=1)
    elif known == "year":
        date = date.replace(month=1, day=1)
    if date > today:
        return FieldProblem(
            "birth_date", "birth_in_future", "Doğum tarihi bugünden sonra olamaz.", "Yılı bir kez daha denetleyin."
        )
    if date.year < today.year - OLDEST_YEARS:
        return FieldProblem(
            "birth_date",
            "birth_implausible",
            f"Doğum tarihi {OLDEST_YEARS} yıldan eski.",
            "Yılı bir kez daha denetleyin.",
        )
    return date, known


def age_on(birth_date: dt.date | None, precision: str, day: dt.date) -> int | None:
    """Return the age in whole years, or None where the year is not known.

    With less than the day known, the age that the person has reached by the end of what is known is not certain; the
    first day of it is taken, as the figures do.
    """
    if birth_date is None or precision == "unknown":
        return None
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)


def months_on(birth_date: dt.date | None, precision: str, day: dt.date) -> int | None:
    """Return the age in whole months, or None where not even the month of birth is known (children's centres)."""
    if birth_date is None or precision not in {"day", "month"}:
        return None
    return (day.year - birth_date.year) * 12 + day.month - birth_date.month - (day.day < birth_date.day)
