"""Addresses that stand a hundred times on a page, put together without asking the resolver each time."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

KEPT = "!$&'()*+,;=/~:@"  # what Django's own reverse() leaves as it is


def address_in(folder: str, name: str) -> str:
    """The address of what is called so in a list, such as "recommendation" or "tag"."""
    return f"{_folder(folder, get_script_prefix())}{quote(name, safe=KEPT)}/"


@lru_cache(maxsize=64)
def _folder(folder, prefix):
    return reverse(f"{folder}-list")
