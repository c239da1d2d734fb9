"""Reading everything as everybody: each address, with the other municipality's keys and words, at each host."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from api.permissions import ANYONE
from apps.privacy.enums import Purpose
from omuz.isolation.described import query_parameters
from omuz.isolation.findings import Check
from omuz.isolation.planting import Planted
from omuz.isolation.routes import SIGN_IN, Endpoint, endpoints, sign_in_paths
from omuz.isolation.visiting import Answer, Visitor
from omuz.isolation.watching import Caught, cache_entries, opened
from omuz.isolation.words import Lookout
from omuz.kernel.context import PUBLIC_KEY

#: Addresses outside of the API: pages, files, health, and what stands nowhere.
PLACES: Final = (
    "/", "/kisiler", "/giris", "/davet/{invitation}", "/static/app/nothing.js", "/healthz", "/readyz", "/metrics",
    "/api/", "/api/v1/nothing/", "/api/v1/people/no-key/", "/index.html", "/../../etc/passwd",
)  # fmt: skip
#: Addresses that are a secret themselves: whoever has the link sees what it leads to, at its own host only.
_LINKS: Final = frozenset({"invitations/<str:key>/"})
#: Pages that a municipality shows to everybody at its own host: nothing special-category stands on them.
_PUBLIC: Final = frozenset({"booking/"})
#: Parameters that open special-category values, and a reason that is one.
_REASONS: Final = {"task": "edit", "purpose": Purpose.SUPERVISION.value}
#: Keys that belong to no room: the platform's own roles know every municipality.
_OF_THE_REGISTRY: Final = frozenset({"municipality_id"})
_SKIPPED: Final = frozenset({"cursor", "page_size", *_REASONS})


@dataclasses.dataclass(slots=True)
class Crawl:
    """What one crawl looks for, and what it has looked at."""

    lookout: Lookout
    caught: Caught
    answers: Check
    traces: Check
    #: Address patterns under which a visitor has seen the words of their own room: the proof that the crawl can see.
    own_seen: set[str] = dataclasses.field(default_factory=set)
    own_special: set[str] = dataclasses.field(default_factory=set)
    #: Address patterns that were open with a key of the visitor's own room.
    opened: set[str] = dataclasses.field(default_factory=set)
    #: What has been asked at a host by somebody already, and would be answered alike to the next: (host, what).
    asked: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    statuses: dict[int, int] = dataclasses.field(default_factory=dict)
    faults: list[str] = dataclasses.field(default_factory=list)

    def look_at(self, visitor: Visitor, pattern: str, address: str, answer: Answer) -> None:
        """Note what the answer shows, and what asking for it has left behind."""
        self.answers.looked_at += 1
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if answer.status >= 500 and answer.status != 503:
            self.faults.append(f"{visitor.label} {address}: {answer.status}")
        for sighting in self.lookout.see(answer.said):
            if sighting.room == visitor.at and (
                pattern in _LINKS or (pattern in _PUBLIC and sighting.kind != "special")
            ):
                self.own_seen.add(pattern)
            elif sighting.room != visitor.home:
                self.answers.find(f"{visitor.label} {address}: shows {sighting.kind} of {sighting.room}")
            elif sighting.kind == "special":
                self.own_special.add(pattern)
            else:
                self.own_seen.add(pattern)

    def is_first(self, visitor: Visitor, what: str) -> bool:
        """Return whether nobody has asked for `what` at the visitor's host yet, and note it."""
        key = (visitor.host, what)
        is_first = key not in self.asked
        self.asked.add(key)
        return is_first

    def look_behind(self, visitor: Visitor) -> None:
        """Note what the visitor's requests have written into logs, mail, the queue and error reports."""
        for channel, texts in self.caught.take().channels():
            for text in texts:
                self.traces.looked_at += 1
                for sighting in self.lookout.see(text):
                    own = sighting.room == visitor.home and sighting.kind != "special" and channel != "logs"
                    if not own:
                        place = f"{channel} of {visitor.label}: {sighting.kind} of {sighting.room}"
                        self.traces.find(f"{place}: {_around(text, self.lookout)}")

    def look_behind_planting(self) -> None:
        """Note what filling the rooms has written: mail names whom it is for, and nothing else names anybody."""
        for channel, texts in self.caught.take().channels():
            for text in texts:
                self.traces.looked_at += 1
                for sighting in self.lookout.see(text):
                    if sighting.kind == "special" or channel != "mail":
                        self.traces.find(f"{channel} of planting: {sighting.kind} of {sighting.room}")

    def look_into_cache(self, rooms: Mapping[str, str]) -> None:
        """Note the words in cached entries; `rooms` says which room has the key that stands in an entry's name."""
        for name, value in cache_entries():
            self.traces.looked_at += 1
            parts = name.split(":")
            home = rooms.get(parts[1]) if len(parts) > 1 else None
            for sighting in self.lookout.see(f"{name} {opened(value)}"):
                if sighting.room != home or sighting.kind == "special":
                    self.traces.find(f"cache entry {name}: {sighting.kind} of {sighting.room}")


def _around(text: str, lookout: Lookout) -> str:
    """Return the line of `text` in which a planted word stands."""
    return next((line.strip()[:160] for line in text.splitlines() if lookout.see(line)), "")


def read_everything(crawl: Crawl, visitor: Visitor, about: Iterable[Planted]) -> None:
    """Ask for every readable address as the visitor, with the keys and words of the rooms in `about`."""
    rooms = list(about)
    for endpoint in endpoints():
        if endpoint.method != "GET":
            continue
        for values, query, is_foreign in _addresses(endpoint, visitor, rooms, crawl):
            address = endpoint.path(values)
            answer = visitor.ask("GET", address, query)
            crawl.look_at(visitor, endpoint.pattern, _shown(address, query), answer)
            if answer.status < 300 and visitor.home is not None and not is_foreign:
                crawl.opened.add(endpoint.pattern)
            if is_foreign and answer.status < 300:
                crawl.answers.find(f"{visitor.label} {address}: {answer.status} to a key of another room")
            if _stays_shut(visitor, endpoint, answer):
                break
    for address in _other_places(rooms):
        if visitor.role is not None and not crawl.is_first(visitor, address):
            continue
        crawl.look_at(visitor, address, address, visitor.ask("GET", address))
    crawl.look_behind(visitor)


def _stays_shut(visitor: Visitor, endpoint: Endpoint, answer: Answer) -> bool:
    """Return whether the door has refused whoever asks, before any key was looked at: no other one is tried there."""
    if answer.code == "unknown_host":
        return True
    if endpoint.required == ANYONE:
        return False
    if visitor.at == PUBLIC_KEY and not endpoint.view.everywhere:
        return answer.code == "not_found"
    return answer.code == "not_signed_in"


def _shown(address: str, query: Mapping[str, Any]) -> str:
    return f"{address}?{'&'.join(sorted(query))}" if query else address


def _other_places(rooms: list[Planted]) -> Iterator[str]:
    for path in sign_in_paths():
        yield f"/{SIGN_IN}{path}"
    for place in PLACES:
        if "{invitation}" not in place:
            yield place
            continue
        for room in rooms:
            yield place.replace("{invitation}", room.invitation_key)


def _addresses(
    endpoint: Endpoint, visitor: Visitor, rooms: list[Planted], crawl: Crawl
) -> Iterator[tuple[dict[str, object], dict[str, Any], bool]]:
    """Yield (parameters of the address, of the query, whether a key of another room stands in the address)."""
    reasons = {name: value for name, value in _REASONS.items() if name in query_parameters(endpoint)}
    if visitor.role is not None and not endpoint.may(visitor.role):
        # Every refusal at this door comes from one place and is the same; tests/tenancy/test_matrix.py counts them.
        if crawl.is_first(visitor, f"door of {endpoint.pattern}"):
            yield {}, reasons, False
        return
    has_key = any(kind == "uuid" and name not in _OF_THE_REGISTRY for kind, name in endpoint.parameters)
    for number, room in enumerate(rooms):
        is_foreign = room.words.room != visitor.home
        # An address without parameters is the same whichever room is asked about.
        for values in fillings(endpoint, room) if endpoint.parameters or number == 0 else ():
            is_link = endpoint.pattern in _LINKS and room.words.room != visitor.at
            yield values, reasons, (is_foreign and has_key) or is_link
        if not has_key:
            is_first = crawl.is_first(visitor, f"filters of {endpoint.pattern} for {room.words.room}")
            for query in _searches(endpoint, room, every=is_first):
                yield next(fillings(endpoint, room)), {**query, **reasons}, False


def fillings(endpoint: Endpoint, room: Planted) -> Iterator[dict[str, object]]:
    """Yield the parameters of the address filled with the room's keys, in every combination."""
    names = [name for _, name in endpoint.parameters]
    choices: list[Iterable[object]] = []
    for kind, name in endpoint.parameters:
        if kind == "uuid":
            choices.append(room.keys_for(name, endpoint.pattern))
        else:
            choices.append([room.invitation_key] if endpoint.pattern in _LINKS else room.slugs.get(name, ["yok"]))
    for combination in itertools.product(*choices):
        yield dict(zip(names, combination, strict=True))


def _searches(endpoint: Endpoint, room: Planted, *, every: bool) -> Iterator[dict[str, Any]]:
    """Yield the list's search, or every filter of it, set to the room's word or key."""
    for name, schema in query_parameters(endpoint).items():
        if name != "q" and not every:
            continue
        if name in _SKIPPED or "enum" in schema or schema.get("type") in {"boolean", "integer"}:
            continue
        if schema.get("format") == "date":
            continue
        is_key = schema.get("format") == "uuid" or name in {"person", "user", "unit", "actor", "subject"}
        yield {name: str(room.keys_for(name)[0]) if is_key else room.words.plain}
