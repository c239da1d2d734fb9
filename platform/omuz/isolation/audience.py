"""Everybody who can ask: each role in its own room, accounts where they do not belong, and nobody, at every host."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Final

from django.conf import settings

from apps.accounts.enums import Role
from apps.accounts.models import User
from omuz.isolation.crawling import Crawl, read_everything
from omuz.isolation.planting import Planted
from omuz.isolation.visiting import NOWHERE, Visitor, host_of, sign_in
from omuz.kernel.context import PUBLIC_KEY

#: Roles that together open everything a municipality holds: they prove, in their own room, that the crawl can see.
SEEING: Final = (Role.UNIT_MANAGER, Role.INTAKE_CLERK, Role.KVKK_CONTACT, Role.TENANT_ADMIN)


@dataclasses.dataclass(frozen=True, slots=True)
class Visit:
    """One visitor and the rooms whose keys and words they ask for."""

    visitor: Visitor
    about: list[Planted]


def strangers(first: Planted, second: Planted, platform: Mapping[Role, User]) -> Iterator[Visit]:
    """Yield everybody who may see nothing of `first`, asking for it: roles elsewhere, sessions elsewhere, nobody."""
    yield from members(second, about=[first])
    session = sign_in(first.municipality, first.staff[Role.UNIT_MANAGER])
    elsewhere = [
        (second.words.room, host_of(second.municipality)),
        (PUBLIC_KEY, host_of(None)),
        (None, f"{NOWHERE}.{settings.OMUZ_BASE_DOMAIN}"),
    ]
    for at, host in elsewhere:
        stolen = Visitor(f"{host}/session of {first.words.room}", host, at, None, None, session)
        yield Visit(stolen, [first])
    for at, host in (*elsewhere, (first.words.room, host_of(first.municipality))):
        yield Visit(Visitor(f"{host}/nobody", host, at, None), [first])
    for role, user in platform.items():
        session = sign_in(None, user)
        host = host_of(None)
        yield Visit(Visitor(f"{host}/{role.value}", host, PUBLIC_KEY, PUBLIC_KEY, role, session), [first])
        host = host_of(first.municipality)
        lost = Visitor(f"{host}/session of the platform's {role.value}", host, first.words.room, None, None, session)
        yield Visit(lost, [first])


def members(room: Planted, *, about: list[Planted], roles: tuple[Role, ...] = ()) -> Iterator[Visit]:
    """Yield the accounts of `room` at home, of all roles or those given."""
    host, name = host_of(room.municipality), room.words.room
    for role, user in room.staff.items():
        if not roles or role in roles:
            session = sign_in(room.municipality, user)
            yield Visit(Visitor(f"{host}/{role.value}", host, name, name, role, session), about)


def crawl_all(crawl: Crawl, visits: Iterator[Visit]) -> None:
    """Let each visitor read everything."""
    for visit in visits:
        read_everything(crawl, visit.visitor, visit.about)
