"""Rows for a long list of keys, in the order of the keys, some hundred at a time.

The census knows which keys a filter selects, and in which order; so the database has nothing to select
and nothing to sort, however many there are, and the first rows are there at once.
"""

import json
from array import array
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.db import connections, router
from pyroaring import BitMap

from sources.csv_files import WrongNumberOfRows, written

from ..census.sets import Records
from ..models import Record

AT_ONCE = 500
# One parameter, however many keys: a long list of parameters takes longer to read than to answer.
AMONG = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s::bigint[])"}
CODES = "SELECT id, code FROM recommendations_record WHERE status = 'published'"


@dataclass(frozen=True)
class Chosen:
    """Things with these numbers, in order; `keys` has the key of each number there is."""

    keys: Sequence[int]
    numbers: Sequence[int] | BitMap

    def __len__(self) -> int:
        return len(self.numbers)

    def blocks(self, sql: str) -> Iterator[tuple[list[int], list[tuple]]]:
        """Five hundred numbers and their rows, one for each, then the next.

        `sql` selects the key first, and has `{among}` where it is compared. Raises WrongNumberOfRows when
        the database does not know one of them.
        """
        for start in range(0, len(self), AT_ONCE):
            some = list(self.numbers[start : start + AT_ONCE])
            keys = [self.keys[number] for number in some]
            found = {row[0]: row for row in rows_among(sql, keys)}
            if len(found) < len(keys):
                raise WrongNumberOfRows(f"{len(found)} rows of {len(keys)}")
            yield some, [found[key] for key in keys]


def rows_among(sql: str, keys: Iterable[int]) -> list[tuple]:
    """The rows for these keys, all at once and in no order."""
    connection = _connection()
    wanted = list(keys)
    with connection.cursor() as cursor:
        given = json.dumps(wanted) if connection.vendor == "sqlite" else wanted
        cursor.execute(sql.format(among=AMONG[connection.vendor]), [given])
        return cursor.fetchall()


def streamed(sql: str) -> Generator[list[tuple], None, None]:
    """The rows of a query, as the database gives them, two thousand at a time."""
    with _connection().chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(AT_ONCE * 4):
            yield rows


def vendor() -> str:
    """The kind of database that is read from: sqlite or postgresql."""
    return _connection().vendor


class Codes:
    """The codes of all published records by place, as written in a file: one text of a few megabytes."""

    def __init__(self, records: Records) -> None:
        self.at, self.starts = array("I", bytes(4 * len(records.keys))), array("I", [0])
        end, text = 0, StringIO()
        with _connection().cursor() as cursor:
            cursor.execute(CODES)
            while rows := cursor.fetchmany(AT_ONCE):
                codes = [written(code) for _key, code in rows]
                for (key, _code), code in zip(rows, codes, strict=True):
                    self.at[records.place[key]] = len(self.starts) - 1
                    end += len(code)
                    self.starts.append(end)
                text.write("".join(codes))
        self.text = text.getvalue()

    def __getitem__(self, place: int) -> str:
        at = self.at[place]
        return self.text[self.starts[at] : self.starts[at + 1]]


def _connection():
    return connections[router.db_for_read(Record)]
