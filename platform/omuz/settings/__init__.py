"""Settings by topic. What can be configured from outside is listed in `environment.py` and nowhere else."""

from omuz.settings.api import *  # noqa: F403
from omuz.settings.base import *  # noqa: F403
from omuz.settings.database import *  # noqa: F403
from omuz.settings.identity import *  # noqa: F403
from omuz.settings.jobs import *  # noqa: F403
from omuz.settings.observability import *  # noqa: F403
from omuz.settings.security import *  # noqa: F403
from omuz.settings.sending import *  # noqa: F403
