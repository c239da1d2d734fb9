"""Typed errors of the domain. They become RFC 9457 answers in one place, `api.problems`, and nowhere else.

`code` is stable and meant for programs; `message` and `remedy` are Turkish sentences for staff. Neither ever
carries a personal value: both end up in logs.
"""

import dataclasses
from collections.abc import Iterable
from http import HTTPStatus
from typing import ClassVar, Self


@dataclasses.dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, and what to do about it."""

    field: str
    code: str
    message: str
    remedy: str | None = None


class DomainError(Exception):
    """A rule of the domain says no.

    `article` names the law or regulation behind the rule ("Yönetmelik m. 9"), `remedy` what the reader can do.
    """

    default_status: ClassVar[int] = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        article: str | None = None,
        remedy: str | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.article = article
        self.remedy = remedy
        self.status = int(status if status is not None else self.default_status)

    @property
    def problems(self) -> tuple[FieldProblem, ...]:
        """The fields concerned; empty when the error is about none in particular."""
        if self.field is None:
            return ()
        return (FieldProblem(self.field, self.code, self.message, self.remedy),)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders in task results; the default would lose the keyword arguments.
        return (type(self).__new__, (type(self), self.code, self.message), self.__dict__)


class NotAllowed(DomainError):  # noqa: N818 - reads as what it says: raise NotAllowed
    """The actor may not do this."""

    default_status = HTTPStatus.FORBIDDEN

    def __init__(
        self,
        code: str = "not_allowed",
        message: str = "Bu işlem için yetkiniz yok.",
        *,
        field: str | None = None,
        article: str | None = None,
        remedy: str | None = "Yetki gerekiyorsa birim yöneticinize başvurun.",
        status: int | None = None,
    ) -> None:
        super().__init__(code, message, field=field, article=article, remedy=remedy, status=status)


class NotFound(DomainError):  # noqa: N818
    """There is no such record, or none that the actor may know of: the two are not told apart."""

    default_status = HTTPStatus.NOT_FOUND

    def __init__(
        self,
        code: str = "not_found",
        message: str = "Kayıt bulunamadı.",
        *,
        field: str | None = None,
        article: str | None = None,
        remedy: str | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(code, message, field=field, article=article, remedy=remedy, status=status)


class Conflict(DomainError):  # noqa: N818
    """The record has changed meanwhile, or stands in a state that does not admit this."""

    default_status = HTTPStatus.CONFLICT

    @classmethod
    def stale_version(cls) -> Self:
        """Return the error for an edit that started from an older version than the stored one."""
        return cls(
            "stale_version",
            "Bu kayıt siz düzenlerken başka biri tarafından değiştirildi.",
            remedy="Yazdıklarınız duruyor: güncel kaydı açın, karşılaştırın ve yeniden kaydedin.",
        )


class Invalid(DomainError):  # noqa: N818
    """Several fields are wrong at once; all of them are named."""

    def __init__(
        self,
        problems: Iterable[FieldProblem],
        *,
        code: str = "invalid",
        message: str = "Bazı alanların düzeltilmesi gerekiyor.",
        article: str | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(code, message, article=article, status=status)
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[FieldProblem, ...]:
        """The fields concerned, in the order in which they were found."""
        return self._problems
