"""What someone types about a person, before it is checked. Everything but a name and a channel may be absent."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDraft:
    """A number as typed. `accept_unusual` says that staff have seen it on the document although it looks wrong."""

    kind: str
    number: str
    country: str = ""
    accept_unusual: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PhoneDraft:
    """A telephone number as typed."""

    number: str
    kind: str = "mobile"
    owner_name: str = ""
    is_preferred: bool = False
    note: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AddressDraft:
    """An address as typed; province and district come from the shipped list, the neighbourhood may be free."""

    province: str = ""
    district: str = ""
    neighbourhood: str = ""
    line: str = ""
    postal_code: str = ""
    is_hidden: bool = False
    valid_from: dt.date | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing of a place is said."""
        return not (self.province or self.district or self.neighbourhood or self.line or self.postal_code)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """A fact that is no special category. `valid_from` of None: since an unknown day."""

    kind: str
    code: str
    source: str = "self"
    note: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveDraft:
    """A special-category fact. Without a basis the catalogue's default is taken (KVKK Art. 6/3)."""

    kind: str
    code: str
    detail: str = ""
    rank: str = "secondary"
    source: str = "self"
    programme_id: uuid.UUID | None = None
    legal_basis: str = ""
    statute: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """The privacy notice that was given at registration."""

    notice_id: uuid.UUID
    channel: str = ""
    variant: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MissingDraft:
    """Why a fact stays absent."""

    field: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person as typed."""

    given_names: str = ""
    surname: str = ""
    other_names: str = ""
    working_label: str = ""
    birth_date: dt.date | None = None
    birth_precision: str = ""
    sex: str = ""
    email: str = ""
    channel: str = ""
    notes: str = ""
    registered_on: dt.date | None = None
    interviewer_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    is_confidential: bool = False
    #: Given by an import of people who have one; otherwise the database gives the next.
    file_number: str = ""
    identities: Sequence[IdentityDraft] = ()
    phones: Sequence[PhoneDraft] = ()
    address: AddressDraft | None = None
    facts: Sequence[FactDraft] = ()
    sensitive: Sequence[SensitiveDraft] = ()
    missing_reasons: Sequence[MissingDraft] = ()
    notice: NoticeDraft | None = None
