"""Parts of addresses: codes of records, and the formats that a list can be had in."""

import re

from django.urls import register_converter


class Code:
    """A code as others cite it: `ajpoa2015-3.9.1`."""

    regex = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"

    @classmethod
    def fits(cls, value: str) -> bool:
        """Whether an address can hold the value."""
        return re.fullmatch(cls.regex, value) is not None

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


class Format(Code):
    """The last letters of an address that asks for a file."""

    regex = "csv"


register_converter(Code, "code")
register_converter(Format, "format")
