"""Turkish text: case, folding for search, order, and the same functions in SQL."""

from omuz.kernel.text.sql import SQL_FUNCTIONS
from omuz.kernel.text.turkish import tidy_name, tr_fold, tr_key, tr_lower, tr_title, tr_upper

__all__ = ["SQL_FUNCTIONS", "tidy_name", "tr_fold", "tr_key", "tr_lower", "tr_title", "tr_upper"]
