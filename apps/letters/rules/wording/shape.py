"""What a text of Omuz' own is made of."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class OwnText:
    """A letter in official Turkish, and the same in plain words."""

    subject: str
    body: str
    plain: str
