"""Whom a made-up corpus asks, and its subjects: some three hundred actors and two hundred tags."""

from itertools import islice, product
from typing import NamedTuple

from django.utils.text import slugify

from .grammar import phrases

TAGS = 200
STATES = (
    "Brunei Darussalam", "Cambodia", "Indonesia", "Lao PDR", "Malaysia", "Myanmar", "Philippines",
    "Singapore", "Thailand", "Timor-Leste", "Vietnam", "Japan",
)  # fmt: skip
NATIVE = {
    "Cambodia": "កម្ពុជា",
    "Japan": "日本",
    "Lao PDR": "ລາວ|Laos",
    "Myanmar": "မြန်မာ",
    "Thailand": "ไทย",
    "Vietnam": "Việt Nam",
}
MINISTRIES = (
    "Labour", "Education", "Health", "Foreign Affairs", "Environment", "Social Welfare", "Agriculture",
    "Culture", "Rural Development", "Science and Technology", "Justice", "Women’s Affairs",
    "Youth and Sports",
)  # fmt: skip
BODIES = (
    ("intergovernmental", "ASEAN Committee on {}"),
    ("network", "Regional Network for {}"),
    ("civil_society", "Citizens’ Alliance on {}"),
    ("foundation", "Foundation for {}"),
    ("agency", "Agency for {}"),
)
ANGLES = ("", " in rural areas", ": financing", " and gender", " in cities")
GROUPS = ("women", "children", "young people", "migrant workers", "older persons", "farmers")


class Actor(NamedTuple):
    """An actor as the package tells it; `aliases` are joined by "|"."""

    slug: str
    name: str
    kind: str
    parent: str = ""
    aliases: str = ""


def actors() -> list[Actor]:
    """Those that are asked, the most often asked first."""
    groups = [_actor(name.capitalize(), "people") for name in GROUPS]
    states = [_actor(name, "state", aliases=NATIVE.get(name, "")) for name in STATES]
    titles = phrases("theme")[:24]
    bodies = [_actor(name.format(theme), kind) for theme in titles for kind, name in BODIES]
    offices = [
        _actor(f"Ministry of {task}, {state.name}", "government", state.slug)
        for task, state in product(MINISTRIES, states)
    ]
    return [*states, *groups, *bodies, *offices]


def _actor(name, kind, parent="", aliases=""):
    return Actor(slugify(name), name, kind, parent, aliases)


def tags() -> list[str]:
    """The subjects, the most frequent first."""
    return list(islice((f"{theme}{angle}" for angle, theme in product(ANGLES, phrases("theme"))), TAGS))
