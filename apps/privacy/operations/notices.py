"""Writing and publishing versions of the privacy notice (KVKK Art. 10)."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from apps.accounts.operations.checks import require
from apps.accounts.rights import Right
from apps.privacy.enums import NoticeVariant
from apps.privacy.models import PrivacyNotice
from apps.privacy.queries import notices_of_programme
from apps.privacy.rules import check_notice
from apps.programmes.queries import active_programmes
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@transaction.atomic
def draft_notice(
    *, title: str, text: str, variant: str, language: str, actor: Actor, now: dt.datetime,
    programme_id: uuid.UUID | None = None, number: int | None = None,
) -> PrivacyNotice:  # fmt: skip
    """Store a draft and return it. Without `number` it begins a new version; with one it adds a variant to it.

    Raises:
        NotAllowed: without `notices.manage`.
        Invalid: every problem by field.
        Conflict: the version has this variant in this language already.
    """
    require(actor, Right.NOTICES_MANAGE)
    problems = check_notice(title=title, text=text)
    if variant not in NoticeVariant.values:
        problems.append(FieldProblem("variant", "unknown_code", "Biçim seçilmemiş.", "Listeden seçin."))
    if programme_id is not None and programme_id not in active_programmes([programme_id]):
        problems.append(FieldProblem("programme", "no_such_programme", "Program bulunamadı.", "Listeden seçin."))
    versions = PrivacyNotice.objects.filter(notices_of_programme(programme_id))
    if number is not None and not versions.filter(number=number).exists():
        problems.append(FieldProblem("number", "no_such_version", "Böyle bir sürüm yok.", "Yeni sürüm açın."))
    if problems:
        raise Invalid(problems)
    latest: int = versions.aggregate(latest=Max("number"))["latest"] or 0
    try:
        with transaction.atomic():
            notice = PrivacyNotice.objects.create(
                number=number or latest + 1, variant=variant, language=language, title=title.strip(),
                text=text.strip(), programme_id=programme_id, valid_from=local_date(now),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(
            "notice_exists", "Bu sürümün bu biçimi var.", field="variant", remedy="Var olanı düzenleyin."
        ) from error
    audit.record(actor=actor, action="notice.drafted", subject=notice, now=now)
    return notice


@transaction.atomic
def change_notice(
    notice_id: uuid.UUID, *, title: str, text: str, actor: Actor, version: int, now: dt.datetime
) -> PrivacyNotice:
    """Change a draft and return it; a published version never changes.

    Raises:
        NotAllowed, NotFound: no right, no such notice.
        Conflict: stale version, or published already.
        Invalid: every problem by field.
    """
    notice = _locked_draft(notice_id, actor=actor, version=version)
    problems = check_notice(title=title, text=text)
    if problems:
        raise Invalid(problems)
    notice.title, notice.text = title.strip(), text.strip()
    notice.version += 1
    notice.save(update_fields=["title", "text", "version", "updated_at"])
    audit.record(actor=actor, action="notice.changed", subject=notice, now=now)
    return notice


@transaction.atomic
def publish_notice(
    notice_id: uuid.UUID, *, valid_from: dt.date, actor: Actor, version: int, now: dt.datetime
) -> PrivacyNotice:
    """Publish a draft from a day on and return it; the version before it ends the day before.

    Raises:
        NotAllowed, NotFound: no right, no such notice.
        Conflict: stale version, or published already.
        Invalid: a day before today.
    """
    notice = _locked_draft(notice_id, actor=actor, version=version)
    if valid_from < local_date(now):
        raise Invalid([FieldProblem("valid_from", "in_past", "Yayım tarihi geçmişte olamaz.", "Bugünü seçin.")])
    older = PrivacyNotice.objects.filter(
        notices_of_programme(notice.programme_id), variant=notice.variant, language=notice.language,
        published_at__isnull=False, valid_to__isnull=True,
    )  # fmt: skip
    for before in older.select_for_update():
        before.valid_to = max(before.valid_from, valid_from - dt.timedelta(days=1))
        before.version += 1
        before.save(update_fields=["valid_to", "version", "updated_at"])
    notice.valid_from, notice.published_at, notice.published_by_id = valid_from, now, actor.id
    notice.version += 1
    notice.save(update_fields=["valid_from", "published_at", "published_by_id", "version", "updated_at"])
    audit.record(actor=actor, action="notice.published", subject=notice, now=now)
    return notice


def _locked_draft(notice_id: uuid.UUID, *, actor: Actor, version: int) -> PrivacyNotice:
    require(actor, Right.NOTICES_MANAGE)
    notice = PrivacyNotice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None:
        raise NotFound
    if notice.version != version:
        raise Conflict.stale_version()
    if notice.published_at is not None:
        raise Conflict("notice_published", "Yayımlanmış metin değişmez.", remedy="Yeni bir sürüm açın.")
    return notice
