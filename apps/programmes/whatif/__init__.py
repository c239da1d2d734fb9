"""What a draft would change before it is published, for registrants and open cases, both ways. Nothing is stored."""

from apps.programmes.whatif.cases import CASE_CHANGES, CaseEffect
from apps.programmes.whatif.dimensions import DIMENSIONS
from apps.programmes.whatif.figures import Figures, figures
from apps.programmes.whatif.people import PERSON_CHANGES, PersonEffect
from apps.programmes.whatif.running import WhatIf, WhatIfPage, prepare_what_if

__all__ = [
    "CASE_CHANGES",
    "DIMENSIONS",
    "PERSON_CHANGES",
    "CaseEffect",
    "Figures",
    "PersonEffect",
    "WhatIf",
    "WhatIfPage",
    "figures",
    "prepare_what_if",
]
