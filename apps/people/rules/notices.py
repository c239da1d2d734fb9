"""Whether someone has to be informed (again): never informed, come of age since, or the text has changed."""

import dataclasses
import datetime as dt

from apps.people.rules.medical import ADULT_AGE, Birth, birthday


@dataclasses.dataclass(frozen=True, slots=True)
class NoticeDue:
    """Why the notice is to be given, and since when."""

    code: str
    message: str
    since: dt.date | None = None


def notice_due(
    *, last_given_on: dt.date | None, last_number: int | None, current_number: int | None, birth: Birth, today: dt.date
) -> NoticeDue | None:
    """Return why the privacy notice is to be given, or None (KVKK Art. 10; at 18 to the person, dossier D 12)."""
    if last_given_on is None:
        return NoticeDue("not_given", "Aydınlatma yapılmadı.")
    grown = birthday(birth, ADULT_AGE)
    if grown is not None and last_given_on < grown <= today:
        return NoticeDue("came_of_age", "18 yaşını doldurdu; aydınlatma kişinin kendisine yapılmalı.", grown)
    if current_number is not None and last_number is not None and last_number < current_number:
        return NoticeDue("new_version", "Metnin yeni sürümü yayımlandı.")
    return None
