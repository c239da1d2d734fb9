"""Checking what was typed: every problem by field, all at once, and the values in their one form."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from apps.people.enums import FactKind, MissingField, MissingReasonCode, PhoneKind, Rank, SensitiveKind, Sex, Source
from apps.people.rules.birth import normalise_birth
from apps.people.rules.contact import normalise_email, normalise_phone
from apps.people.rules.draft import AddressDraft, FactDraft, IdentityDraft, PersonDraft, PhoneDraft, SensitiveDraft
from apps.people.rules.identity import CheckedIdentity, check_identity
from apps.people.rules.special import check_source, find_code, resolve_basis
from apps.privacy.enums import LegalBasis
from apps.programmes import geography
from apps.programmes.catalogue import CHANNELS, CODE_LISTS, Code
from apps.programmes.queries.target_groups import LocalGroups
from omuz.kernel.errors import FieldProblem
from omuz.kernel.text import tidy_name

_LIST = "Listeden bir değer seçin."
#: Looked up for each of an import's many rows; `.values` makes a list every time.
_SOURCE = frozenset(Source.values)
_FACTKIND = frozenset(FactKind.values)
_SENSITIVEKIND = frozenset(SensitiveKind.values)
_RANK = frozenset(Rank.values)
_PHONEKIND = frozenset(PhoneKind.values)
_MISSINGFIELD = frozenset(MissingField.values)
_MISSINGREASONCODE = frozenset(MissingReasonCode.values)
_SEX = frozenset(Sex.values)
_BASES: Mapping[str, str] = dict(LegalBasis.choices)


@dataclasses.dataclass(slots=True)
class Checked:
    """A draft in its one form; `problems` lists everything that is wrong with it."""

    draft: PersonDraft
    birth_date: dt.date | None = None
    birth_precision: str = "unknown"
    identities: list[CheckedIdentity] = dataclasses.field(default_factory=list)
    problems: list[FieldProblem] = dataclasses.field(default_factory=list)


def check_draft(draft: PersonDraft, *, today: dt.date, is_demo: bool) -> Checked:
    """Return the draft in its one form with all of its problems; nothing is stored.

    Nothing is looked up but local target groups, where a code is not in the catalogue.
    """
    checked = Checked(draft=_tidied(draft))
    checked.problems += _check_header(checked.draft, today=today)
    birth = normalise_birth(date=draft.birth_date, precision=draft.birth_precision, today=today)
    if isinstance(birth, FieldProblem):
        checked.problems.append(birth)
    else:
        checked.birth_date, checked.birth_precision = birth
    for index, identity in enumerate(draft.identities):
        result = check_one_identity(identity, is_demo=is_demo, field=f"identities.{index}.number")
        if isinstance(result, FieldProblem):
            checked.problems.append(result)
        else:
            checked.identities.append(result)
    phones, problems = check_phones(draft.phones, is_demo=is_demo)
    checked.problems += problems
    address, problems = check_address(draft.address, field="address", today=today)
    checked.problems += problems
    checked.problems += check_facts(draft.facts, today=today, field="facts")
    sensitive, problems = check_sensitive(
        draft.sensitive, programme_id=draft.programme_id, today=today, field="sensitive"
    )
    checked.problems += problems
    checked.problems += _check_missing(draft)
    checked.draft = dataclasses.replace(checked.draft, phones=phones, address=address, sensitive=sensitive)
    return checked


def check_one_identity(identity: IdentityDraft, *, is_demo: bool, field: str) -> CheckedIdentity | FieldProblem:
    """Return the number in its one form or its problem; see `rules.identity`."""
    return check_identity(
        kind=identity.kind,
        number=identity.number,
        country=identity.country,
        accept_unusual=identity.accept_unusual,
        is_demo=is_demo,
        field=field,
    )


def _tidied(draft: PersonDraft) -> PersonDraft:
    email = normalise_email(draft.email) if draft.email.strip() else ""
    return dataclasses.replace(
        draft,
        given_names=tidy_name(draft.given_names),
        surname=tidy_name(draft.surname),
        other_names=tidy_name(draft.other_names),
        working_label=tidy_name(draft.working_label),
        email=email if email is not None else draft.email,
        notes=draft.notes.strip(),
    )


def _check_header(draft: PersonDraft, *, today: dt.date) -> Iterable[FieldProblem]:
    if not (draft.given_names or draft.surname or draft.working_label):
        yield FieldProblem(
            "given_names", "name_or_label", "Ad ya da kişiyi tanıtan bir ifade gerekli.",
            "Adını bilmiyorsanız “Geçici ad” alanına bir ifade yazın (örnek: “Parktaki genç”).",
        )  # fmt: skip
    for name, limit in (("given_names", 120), ("surname", 120), ("working_label", 120), ("other_names", 160)):
        if len(getattr(draft, name)) > limit:
            yield FieldProblem(name, "too_long", f"En çok {limit} harf yazılabilir.", "Metni kısaltın.")
    if CHANNELS.get(draft.channel) is None:
        yield FieldProblem("channel", "channel", "Kayıt kanalı seçilmemiş.", "Kişiyle nasıl görüştüğünüzü seçin.")
    if draft.sex and draft.sex not in _SEX:
        yield FieldProblem("sex", "unknown_code", "Bu değer listede yok.", _LIST)
    if draft.email and normalise_email(draft.email) is None:
        yield FieldProblem("email", "not_an_email", "Bu bir e-posta adresi değil.", "Örnek: ad@example.org")
    if draft.registered_on is not None and draft.registered_on > today:
        yield FieldProblem(
            "registered_on", "in_future", "Kayıt tarihi bugünden sonra olamaz.", "Tarihi bir kez daha denetleyin."
        )


def check_phones(
    phones: Sequence[PhoneDraft], *, is_demo: bool, field: str = "phones"
) -> tuple[list[PhoneDraft], list[FieldProblem]]:
    """Return the numbers as E.164, each once, and what is wrong with the others."""
    good: dict[str, PhoneDraft] = {}
    problems = []
    for index, phone in enumerate(phones):
        number = normalise_phone(phone.number, is_demo=is_demo)
        if number is None:
            problems.append(
                FieldProblem(
                    f"{field}.{index}.number", "not_a_phone", "Bu bir telefon numarası değil.",
                    "Alan koduyla yazın: 0532 123 45 67",
                )
            )  # fmt: skip
        elif phone.kind not in _PHONEKIND:
            problems.append(FieldProblem(f"{field}.{index}.kind", "unknown_code", "Bu değer listede yok.", _LIST))
        else:
            good.setdefault(number, dataclasses.replace(phone, number=number, owner_name=tidy_name(phone.owner_name)))
    preferred = [number for number, phone in good.items() if phone.is_preferred]
    for number in preferred[1:]:
        good[number] = dataclasses.replace(good[number], is_preferred=False)
    return list(good.values()), problems


def check_address(
    address: AddressDraft | None, *, field: str, today: dt.date
) -> tuple[AddressDraft | None, list[FieldProblem]]:
    """Return the address with names as the shipped list writes them; a neighbourhood that it lacks stays as typed."""
    if address is None or address.is_empty:
        return None, []
    problems = []
    province = geography.match_province(address.province) if address.province else ""
    if province is None:
        problems.append(FieldProblem(f"{field}.province", "no_such_province", "Böyle bir il yok.", _LIST))
    district: str | None = ""
    if address.district:
        district = geography.match_district(province, address.district) if province else None
        if district is None:
            problems.append(FieldProblem(f"{field}.district", "no_such_district", "Bu ilde böyle bir ilçe yok.", _LIST))
    if address.valid_from is not None and address.valid_from > today:
        problems.append(
            FieldProblem(f"{field}.valid_from", "in_future", "Tarih bugünden sonra olamaz.", "Tarihi düzeltin.")
        )
    neighbourhood = " ".join(address.neighbourhood.split())
    if province and district and neighbourhood:
        neighbourhood = geography.match_neighbourhood(province, district, neighbourhood) or neighbourhood
    tidy = dataclasses.replace(
        address, province=province or "", district=district or "", neighbourhood=neighbourhood[:80],
        line=" ".join(address.line.split())[:240], postal_code=address.postal_code.strip()[:10],
    )  # fmt: skip
    return tidy, problems


def check_facts(facts: Sequence[FactDraft], *, today: dt.date, field: str) -> list[FieldProblem]:
    """Return what is wrong with facts that are no special category."""
    problems = []
    for index, fact in enumerate(facts):
        place = f"{field}.{index}"
        if fact.kind not in _FACTKIND:
            problems.append(FieldProblem(f"{place}.kind", "unknown_code", "Bu bilgi türü yok.", _LIST))
        elif CODE_LISTS[fact.kind].get(fact.code) is None:
            problems.append(FieldProblem(f"{place}.code", "unknown_code", "Bu değer listede yok.", _LIST))
        problems += _check_dates(fact.valid_from, fact.valid_to, source=fact.source, today=today, place=place)
    return problems


def check_sensitive(
    facts: Sequence[SensitiveDraft], *, programme_id: uuid.UUID | None, today: dt.date, field: str
) -> tuple[list[SensitiveDraft], list[FieldProblem]]:
    """Return special-category facts with programme, basis and statute filled in, and what is wrong with them."""
    good, problems = [], []
    local = LocalGroups()
    for index, fact in enumerate(facts):
        place = f"{field}.{index}"
        entry = _entry(fact, fact.programme_id or programme_id, local)
        if entry is None or fact.rank not in _RANK:
            problems.append(FieldProblem(f"{place}.code", "unknown_code", "Bu değer listede yok.", _LIST))
            continue
        problems += check_source(fact.kind, fact.code, source=fact.source, field=f"{place}.source")
        basis = resolve_basis(
            entry, legal_basis=fact.legal_basis, statute=fact.statute, known=_BASES, field=f"{place}.legal_basis"
        )
        if isinstance(basis, FieldProblem):
            problems.append(basis)
            continue
        programme = fact.programme_id or programme_id
        if programme is None:
            # Readings 3: collected for one programme, unreadable in another; so it must belong to one.
            problems.append(
                FieldProblem(
                    f"{place}.programme", "programme_required",
                    "Bu bilginin hangi program için alındığı belirtilmemiş.",
                    "Programı seçin.",
                )
            )  # fmt: skip
            continue
        problems += _check_dates(fact.valid_from, fact.valid_to, source=fact.source, today=today, place=place)
        good.append(dataclasses.replace(fact, programme_id=programme, legal_basis=basis[0], statute=basis[1]))
    problems += _check_one_primary(good, field)
    return good, problems


def _entry(fact: SensitiveDraft, programme_id: uuid.UUID | None, local: LocalGroups) -> Code | None:
    if fact.kind not in _SENSITIVEKIND:
        return None
    entry = find_code(fact.kind, fact.code)
    if entry is None and fact.kind == SensitiveKind.TARGET_GROUP and fact.code:
        return local.find(programme_id, fact.code)
    return entry


def _check_one_primary(facts: Sequence[SensitiveDraft], field: str) -> Iterable[FieldProblem]:
    primaries = [
        index
        for index, fact in enumerate(facts)
        if fact.kind == SensitiveKind.TARGET_GROUP and fact.rank == Rank.PRIMARY and fact.valid_to is None
    ]
    programmes = [facts[index].programme_id for index in primaries]
    if len(programmes) != len(set(programmes)):
        yield FieldProblem(
            f"{field}.{primaries[-1]}.rank", "one_primary", "Bir programda tek birincil hedef grup olabilir.",
            "Ötekileri “ikincil” olarak işaretleyin.",
        )  # fmt: skip


def _check_dates(
    valid_from: dt.date | None, valid_to: dt.date | None, *, source: str, today: dt.date, place: str
) -> Iterable[FieldProblem]:
    if source not in _SOURCE:
        yield FieldProblem(f"{place}.source", "unknown_code", "Bu değer listede yok.", _LIST)
    if valid_from is not None and valid_from > today:
        yield FieldProblem(f"{place}.valid_from", "in_future", "Tarih bugünden sonra olamaz.", "Tarihi düzeltin.")
    if valid_to is not None and valid_from is not None and valid_to <= valid_from:
        yield FieldProblem(
            f"{place}.valid_to", "ends_before_start", "Bitiş tarihi başlangıçtan sonra olmalı.", "Tarihleri düzeltin."
        )


def _check_missing(draft: PersonDraft) -> Iterable[FieldProblem]:
    for index, item in enumerate(draft.missing_reasons):
        if item.field not in _MISSINGFIELD or item.reason not in _MISSINGREASONCODE:
            yield FieldProblem(f"missing_reasons.{index}", "unknown_code", "Bu değer listede yok.", _LIST)
