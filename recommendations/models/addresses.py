"""Addresses that stand a hundred times on a page, put together without asking the resolver each time."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

KEPT = "!$()*+,;=/~:@"  # as Django's own reverse() has it, but for what HTML would need escaped


def address_in(folder: str, name: str, prefix: str = "") -> str:
    """The address of what is called so in a list, such as "recommendation" or "tag".

    Where many are wanted, the `prefix` of all addresses can be given, so that it is asked for once.
    """
    return _address(folder, name, prefix or get_script_prefix())


def addresses_under(prefix: str) -> Callable[[str, str], str]:
    """`address_in` for a page that asks it a hundred times: asked once under what prefix the site stands."""
    return lambda folder, name: _address(folder, name, prefix)


def address_of(page: str, *args: object) -> str:
    """The address of a page, such as "search" or "cross-reference-list"."""
    return reverse(page, args=args) if args else _page(page, get_script_prefix())


@lru_cache(maxsize=1_000)
def _page(name, prefix):
    return reverse(name)


@lru_cache(maxsize=10_000)
def _address(folder, name, prefix):
    return f"{address_of(f'{folder}-list')}{quote(name, safe=KEPT)}/"
