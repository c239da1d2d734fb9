"""Planting the house: notices, bases, institutions, views, figures."""

from apps.accounts.enums import Role
from apps.directory.operations import ContactData, ProviderData, ServiceData, create_provider
from apps.people.operations.saved_views import save_view
from apps.privacy.operations import record_basis
from apps.privacy.operations.notices import draft_notice, publish_notice
from omuz.isolation.planting.ground import Ground
from omuz.kernel.tasks import queue_task

_NOTICE = (
    "Veri sorumlusu belediyedir. Verileriniz hizmet için işlenir, yetkili kurumlara aktarılır; başvuru formuyla ve "
    "5393 sayılı Kanun uyarınca toplanır. KVKK m. 11 haklarınızı başvurarak kullanabilirsiniz. "
)


def plant_notices(ground: Ground) -> None:
    """A published privacy notice, and a draft."""
    word = ground.words.plain
    for variant, is_published in (("standard", True), ("easy_read", False)):
        notice = draft_notice(
            title=f"{word} Aydınlatma", text=f"{_NOTICE * 3}{word}", variant=variant, language="tr",
            actor=ground.guardian, now=ground.now,
        )  # fmt: skip
        if is_published:
            publish_notice(
                notice.id, valid_from=ground.today, actor=ground.guardian, version=notice.version, now=ground.now
            )
            ground.notice_id = notice.id


def plant_basis(ground: Ground) -> None:
    """A basis on which one programme may read what another collected."""
    source, reader = ground.programme_ids
    record_basis(
        actor=ground.guardian, source_programme_id=source, reader_programme_id=reader, fields=["target_group"],
        legal_basis="law", statute=f"{ground.words.plain} m. 1", reason=ground.words.plain, starts_on=ground.today,
        now=ground.now,
    )  # fmt: skip


def plant_provider(ground: Ground) -> None:
    """An institution with a service and a contact."""
    word = ground.words.plain
    create_provider(
        actor=ground.clerk,
        data=ProviderData(
            name=f"{word} Derneği", kind="ngo", short_name=word, notes=word, address=word, neighbourhood=word,
            email=f"{word}@example.org", accessibility=word,
            services=[ServiceData(name=word, topic="legal", description=word, how_to_apply=word)],
            contacts=[ContactData(full_name=f"{word} Yetkili", duty=word, email=f"{word}@example.org")],
        ),
        now=ground.now,
    )  # fmt: skip


def plant_lists(ground: Ground) -> None:
    """A kept view of the list of people, and a piece of work in the tray."""
    for role in (Role.INTAKE_CLERK, Role.UNIT_MANAGER):
        save_view(
            actor=ground.actors[role], name=f"{ground.words.plain} Görünümü", filters={"q": ground.words.plain},
            columns=["name"], sort="name", is_shared=role == Role.UNIT_MANAGER, now=ground.now,
        )  # fmt: skip
        queue_task(kind="people.export", actor=ground.actors[role], now=ground.now)


STEPS = (plant_notices, plant_basis, plant_provider, plant_lists)
