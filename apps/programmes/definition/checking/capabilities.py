"""Capabilities that a definition holds, and those that its own text excludes (İzmir Art. 6)."""

from __future__ import annotations

from collections.abc import Iterator

from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.definition.checking.walking import parts, unknown
from apps.programmes.definition.findings import Finding, Weight
from apps.programmes.definition.flow import Clause, IndicatorDefinition
from apps.programmes.definition.forms import FormField
from apps.programmes.definition.frame import Activity
from apps.programmes.definition.programme import Definition


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield capabilities that do not exist, contradict each other, or are used without being held."""
    known = frozenset(CAPABILITIES)
    held = frozenset(one.key for one in definition.capabilities.held)
    for index, one in enumerate(definition.capabilities.held):
        yield from unknown(("capabilities", "held", index, "key"), one.key, known, "modül")
        if one.key in CAPABILITIES and CAPABILITIES[one.key].comes_later and definition.status == "complete":
            yield Finding(
                ("capabilities", "held", index, "key"), "module_comes_later",
                f"“{CAPABILITIES[one.key].label.tr}” modülü bu kurulumda henüz yok.",
                "Tanımda durabilir; modül geldiğinde açılır.", Weight.ADVICE,
            )  # fmt: skip
    for index, refused in enumerate(definition.capabilities.refused):
        place = ("capabilities", "refused", index, "key")
        yield from unknown(place, refused.key, known, "modül")
        if refused.key in held:
            yield Finding(place, "held_and_refused", "Bir modül aynı anda hem kullanılıp hem dışlanamaz.",
                          "İki listeden birinden çıkarın.")  # fmt: skip
    for path, part in parts(definition):
        if (
            isinstance(part, Activity | Clause | FormField | IndicatorDefinition)
            and part.capability is not None
            and part.capability not in held
        ):
            yield Finding((*path, "capability"), "capability_not_held",
                          f"Program “{part.capability}” modülünü kullanmıyor.",
                          "Modülü programa ekleyin ya da bu alanı boşaltın.")  # fmt: skip
