"""Values and the cells that hold them: written so that they come back, read so that none is guessed."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..csv_files import escape, joined, parted, unescape
from ..dates import validate_partial_date
from .shape import Column, Type

SHOWN = 60  # characters of a value that is told back
WHOLE = re.compile(r"[0-9]{1,10}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
PAIR = (
    r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}"  # one character outside the basic plane, as JSON escapes it
)


class BadCell(ValueError):
    """What is wrong with a cell, and what is accepted."""


def shown(value: str) -> str:
    """A value as a message tells it back: on one line, and not too long."""
    line = " ".join(value.split())
    return f"“{line}”" if len(line) <= SHOWN else f"“{line[:SHOWN]}…”"


# Writing


def writer_of(column: Column) -> Callable[[Any], str]:
    """How a value of the column is written; None is an empty cell."""
    if column.many:
        return _write_many
    return WRITERS.get(column.type, _write_text)


def _write_text(value):
    return escape(value) if value else ""


def _write_many(values):
    return escape(joined(values)) if values else ""


def _write_number(value):
    return "" if value is None else str(value)


def _write_decimal(value):
    return "" if value is None else f"{value.normalize():f}"


def _write_moment(value):
    return value.astimezone(UTC).strftime(MOMENT)


def _write_json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""


WRITERS: dict[Type, Callable[[Any], str]] = {
    Type.INTEGER: _write_number,
    Type.DECIMAL: _write_decimal,
    Type.DATE: _write_number,
    Type.TIME: _write_moment,
    Type.OBJECT: _write_json,
    Type.ARRAY: _write_json,
}


# Reading


def reader_of(column: Column) -> Callable[[str], Any]:
    """How a cell of the column is read; raises BadCell for what it does not accept.

    An empty cell is "" for text, None for a number, a date or a time, an empty list or object.
    """
    read = _reader(column)
    return _filled(read) if column.required else read


def _filled(read):
    def read_filled(cell):
        if not cell:
            raise BadCell(_("is empty; a value is needed."))
        return read(cell)

    return read_filled


def _reader(column):
    if column.many:
        return _many(column)
    if column.accepted:
        return _one_of(column.accepted)
    if column.type is Type.INTEGER:
        return _whole(column.lowest, column.highest)
    if column.type is Type.DECIMAL:
        return _decimal(column.decimals)
    if column.type in READERS:
        return READERS[column.type]
    return _text(column.longest, column.pattern)


def _one_of(accepted):
    known = {"", *accepted}

    def read(cell):
        if cell not in known:
            raise BadCell(
                _("%(value)s is not accepted; accepted: %(accepted)s.")
                % {"value": shown(cell), "accepted": ", ".join(accepted)}
            )
        return cell

    return read


def _text(longest, pattern):
    check = _checked(longest, pattern) if longest or pattern else None
    return (lambda cell: check(unescape(cell))) if check else unescape


def _checked(longest, pattern):
    fits = re.compile(pattern).fullmatch if pattern else None

    def check(value):
        if longest and len(value) > longest:
            raise BadCell(
                _("%(n)d characters; accepted: at most %(most)d.") % {"n": len(value), "most": longest}
            )
        if fits and value and not fits(value):
            raise BadCell(
                _("%(value)s is not accepted; accepted is what matches %(pattern)s.")
                % {"value": shown(value), "pattern": pattern}
            )
        return value

    return check


def _many(column):
    one = _checked(column.longest, column.pattern)

    def read(cell):
        values = [one(value) for value in parted(unescape(cell))]
        if len(set(values)) < len(values):
            raise BadCell(_("%s names a value twice.") % shown(cell))
        if "" in values:
            raise BadCell(_("%s holds an empty value; accepted: values joined by |.") % shown(cell))
        return values

    return read


def _whole(lowest, highest):
    def read(cell):
        if not cell:
            return None
        number = int(cell) if WHOLE.fullmatch(cell) else -1
        if not lowest <= number <= highest:
            raise BadCell(
                _("%(value)s is not accepted; accepted: a whole number from %(least)d to %(most)d.")
                % {"value": shown(cell), "least": lowest, "most": highest}
            )
        return number

    return read


def _decimal(decimals):
    fits = re.compile(rf"-?[0-9]{{1,18}}(\.[0-9]{{1,{decimals}}})?").fullmatch

    def read(cell):
        plain = unescape(cell)
        if plain and not fits(plain):
            raise BadCell(
                _("%(value)s is not accepted; accepted: digits, a point and at most %(n)d decimals: 1234.5.")
                % {"value": shown(cell), "n": decimals}
            )
        return Decimal(plain) if plain else None

    return read


def _day(cell):
    try:
        if cell and not DAY.fullmatch(cell):
            raise ValueError(cell)
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise BadCell(_("%s is not a day; accepted: 2013-02-28.") % shown(cell)) from None


def _partial_date(cell):
    try:
        if cell:
            validate_partial_date(cell)
    except ValidationError:
        raise BadCell(_("%s is not a date; accepted: 1977, 2007-01 or 2007-01-13.") % shown(cell)) from None
    return cell


def _moment(cell):
    try:
        return datetime.strptime(cell, MOMENT).replace(tzinfo=UTC) if cell else None
    except ValueError:
        raise BadCell(_("%s is not a time; accepted: 2013-02-28T09:30:00.000000Z.") % shown(cell)) from None


def _json(kind, example):
    def read(cell):
        plain = unescape(cell)
        try:
            value = json.loads(plain, parse_constant=_refuse_constant) if plain else kind()
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, kind) or not _is_storable(value):
            raise BadCell(
                _("%(value)s is not accepted; accepted: JSON like %(example)s.")
                % {"value": shown(cell), "example": example}
            )
        return value

    return read


def _is_storable(value):
    """Lone surrogates and NUL are JSON when they are escaped, but no text that can be stored."""
    written = json.dumps(value)
    return "\\u" not in written or not re.search(r"\\u(0000|d[89a-f])", re.sub(PAIR, "", written))


def _refuse_constant(name):
    raise ValueError(name)  # NaN and Infinity are no JSON


READERS: dict[Type, Callable[[str], Any]] = {
    Type.DATE: _day,
    Type.PARTIAL_DATE: _partial_date,
    Type.TIME: _moment,
    Type.OBJECT: _json(dict, '{"type": "chapter"}'),
    Type.ARRAY: _json(list, "[1, 2]"),
}
