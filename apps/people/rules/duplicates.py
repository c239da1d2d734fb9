"""How likely two records are the same person, and why, in words. Programmes take no part in it (readings 3)."""

import dataclasses

#: Below this a match is not shown: it would be noise at the counter.
SHOWN_FROM = 40
#: From this on registering without looking is refused by the screen, never by the API (help first, readings 13).
LIKELY_FROM = 60


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two records have in common. `similarity` of the names is between 0 and 1 (trigrams)."""

    same_identity: bool = False
    same_name: bool = False
    same_birth_date: bool = False
    same_birth_year: bool = False
    birth_unknown: bool = False
    same_phone: bool = False
    similarity: float = 0.0


def judge(evidence: Evidence) -> tuple[int, list[str]]:
    """Return a score between 0 and 100 and the reasons for it, the strongest first."""
    if evidence.same_identity:
        return 100, ["Kimlik numarası aynı"]
    score, reasons = 0, []
    if evidence.same_name and evidence.same_birth_date:
        score, reasons = 90, ["Adı ve doğum tarihi aynı"]
    elif evidence.same_name and evidence.same_birth_year:
        score, reasons = 65, ["Adı ve doğum yılı aynı"]
    elif evidence.same_name and evidence.birth_unknown:
        score, reasons = 45, ["Adı aynı; birinin doğum tarihi bilinmiyor"]
    elif evidence.similarity >= 0.55 and evidence.same_birth_date:
        score, reasons = 70, ["Adı benzer, doğum tarihi aynı"]
    elif evidence.similarity >= 0.6 and evidence.same_birth_year:
        score, reasons = 50, ["Adı benzer, doğum yılı aynı"]
    if evidence.same_phone:
        reasons.append("Telefon numarası aynı")
        # A family shares a telephone: alone it is a hint, with a name it is nearly proof.
        score = min(score + 20, 98) if score else (75 if evidence.similarity >= 0.3 else 60)
    return score, reasons
