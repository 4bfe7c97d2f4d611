"""Dates as documents give them: a year, a month or a day (ISO 8601, reduced precision)."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

# In the digits of other scripts text order would not be time order.
FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def validate_partial_date(value: str) -> None:
    """Accepts 1977, 2007-01 and 2007-01-13; raises ValidationError for anything else."""
    found = FORM.fullmatch(value)
    try:
        if not found:
            raise ValueError(value)
        year, month, day = (int(part) if part else 1 for part in found.groups())
        date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date. Give a year, a month or a day: 1977, 2007-01, 2007-01-13."),
            params={"value": value},
        ) from None


def spoken(value: str) -> str:
    """The date in words: “13 January 2007”, “January 2007”, “1977”; "" for what is no date."""
    found = FORM.fullmatch(value)
    if not found:
        return ""
    year, month, day = found.groups()
    if month and int(month) not in MONTHS:
        return ""
    words = [str(int(day))] if day else []
    if month:
        words.append(str(MONTHS[int(month)]))
    return " ".join([*words, year])


class PartialDateField(models.CharField):
    """A date of reduced precision, kept as ISO 8601 text, so that text order is time order."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
