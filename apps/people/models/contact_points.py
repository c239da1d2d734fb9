"""Identity numbers, telephones and addresses."""

from typing import ClassVar, Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from apps.accounts.rights import Right
from apps.people.enums import IdentityKind, PhoneKind
from apps.people.models.person import NamedStaff, Person
from apps.people.models.personal import Dated, DatedQuerySet, DateRange, PersonalQuerySet, holds_for_a_time
from apps.people.rules.identity import IDENTITY_FIELD, CheckedIdentity
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import KeyedColumn, Opened, Row, SealedColumn, Sealing, text_of

#: Under what names the complete number is matched, and hidden addresses are sealed.
INDEX_FIELD: Final = "people.identity"
ADDRESS_FIELD: Final = "people.address.hidden"


def _canonical(row: Row, opened: Opened) -> str:
    number = opened["sealed"].decode()
    return CheckedIdentity(kind=text_of(row, "kind"), number=number, country=row["country"] or "").canonical


class PersonIdentity(Record):
    """An identity number: sealed, and matched by a keyed hash of the complete number only (architecture 6a)."""

    sealing: ClassVar = Sealing(
        SealedColumn("sealed", field=IDENTITY_FIELD),
        KeyedColumn("blind_index", field=INDEX_FIELD, plain=_canonical, is_blind_index=True),
    )

    #: No special category by law, but what hurts most when it leaks.
    special_category: ClassVar[bool] = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=12, choices=IdentityKind.choices)
    #: ISO 3166 alpha-2 of a passport; empty for Turkish numbers.
    country = models.CharField(max_length=2, blank=True)
    sealed = models.BinaryField()
    blind_index = models.CharField(max_length=64)
    #: A number whose check digits are unusual and which staff have seen on the document.
    is_unusual = models.BooleanField(default=False)
    recorded_by_id = models.UUIDField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person"], name="identity_person")]
        constraints = [
            # Two clerks who register the same number at the same moment: the database lets one of them through.
            models.UniqueConstraint(
                fields=["blind_index"], condition=Q(superseded_at__isnull=True), name="identity_number_unique"
            ),
            models.CheckConstraint(name="identity_kind_known", condition=Q(kind__in=IdentityKind.values)),
            models.CheckConstraint(
                name="identity_passport_has_country",
                condition=Q(kind=IdentityKind.PASSPORT, country__regex=r"^[A-Z]{2}$") | ~Q(kind=IdentityKind.PASSPORT),
            ),
        ]


class PersonPhone(Record):
    """A telephone number. What may be done with it stands in the safe-contact plan, not here."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phones")
    kind = models.CharField(max_length=12, choices=PhoneKind.choices, default=PhoneKind.MOBILE)
    #: E.164 ("+905321234567"), or as given where it could not be read.
    number = models.CharField(max_length=32)
    #: The digits without country code and leading zeros: what look-ups compare.
    digits = models.CharField(max_length=32)
    #: Whose it is, where it is not the person's own.
    owner_name = models.CharField(max_length=120, blank=True)
    is_preferred = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["digits"], opclasses=["ext.gin_trgm_ops"], name="phone_digits_trgm"),
            models.Index(fields=["digits"], name="phone_digits"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "digits"], condition=Q(ended_on__isnull=True), name="phone_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_preferred=True, ended_on__isnull=True), name="phone_one_preferred"
            ),
            models.CheckConstraint(name="phone_digits_only", condition=Q(digits__regex=r"^[0-9]{4,32}$")),
            models.CheckConstraint(name="phone_kind_known", condition=Q(kind__in=PhoneKind.values)),
        ]


class PersonAddressQuerySet(DatedQuerySet["PersonAddress"]):
    """Filters of addresses."""

    def visible_to(self, actor: Actor) -> "PersonAddressQuerySet":
        """Keep the addresses that the actor may read: a hidden one needs the right and being named for the person."""
        rows = super().visible_to(actor)
        if actor.kind == "system":
            return rows
        if not actor.can(Right.PEOPLE_ADDRESSES_HIDDEN):
            return rows.filter(is_hidden=False)
        named = NamedStaff.objects.filter(person=models.OuterRef("person_id"), user=actor.id, ended_on__isnull=True)
        return rows.filter(Q(is_hidden=False) | Q(models.Exists(named)))


class PersonAddress(Dated):
    """Where someone lives. A hidden address lies sealed, its district too: lists and filters cannot find it."""

    sealing: ClassVar = Sealing(SealedColumn("sealed", field=ADDRESS_FIELD))

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    province = models.CharField(max_length=40, blank=True)
    district = models.CharField(max_length=60, blank=True)
    neighbourhood = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=240, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    is_hidden = models.BooleanField(default=False)
    #: JSON of the five fields above, where the address is hidden.
    sealed = models.BinaryField(null=True, blank=True)

    objects = PersonAddressQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["province", "district", "person"], name="address_district", condition=Q(is_hidden=False)
            )
        ]
        constraints = [
            holds_for_a_time("address_ends_after_start"),
            models.CheckConstraint(
                name="address_hidden_is_sealed",
                condition=Q(
                    is_hidden=True, sealed__isnull=False, province="", district="", neighbourhood="", line="",
                    postal_code="",
                )
                | Q(is_hidden=False, sealed__isnull=True),
            ),
            ExclusionConstraint(
                name="address_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(superseded_at__isnull=True),
            ),
        ]  # fmt: skip
