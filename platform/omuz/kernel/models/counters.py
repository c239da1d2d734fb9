"""Numbers without gaps: counted within the municipality and the year, decided by the database."""

from typing import ClassVar

from django.db import connection, models


class YearCounter(models.Model):
    """The last number given in a year. An upsert on the year's row decides races; no number is lost."""

    meaningful_key: ClassVar[bool] = True

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @classmethod
    def take(cls, year: int, count: int = 1) -> int:
        """Return the last of the next `count` numbers of the year, taken for good when the transaction commits.

        The upsert locks the year's counter until then: take the number last, and keep transactions short. What is
        rolled back gives its numbers back, so there are no gaps.
        """
        table = cls._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (year, last) VALUES (%s, %s) "  # noqa: S608 - the table's own name
                f"ON CONFLICT (year) DO UPDATE SET last = {table}.last + EXCLUDED.last RETURNING last",
                [year, count],
            )
            last: int = cursor.fetchone()[0]
        return last

    @classmethod
    def pass_over(cls, year: int, number: int) -> None:
        """Go on after a number that came from outside (an import), so that it is not given again."""
        table = cls._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (year, last) VALUES (%s, %s) "  # noqa: S608
                f"ON CONFLICT (year) DO UPDATE SET last = greatest({table}.last, EXCLUDED.last)",
                [year, number],
            )
