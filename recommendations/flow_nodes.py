"""The boxes of a flow diagram: single records while they are few, groups when they are many.

Objectives and clauses are grouped under what they stand under (the lettered objective, the heading of
the plan), recommendations by document and form; of groups that are still too many, and of actors, the
largest are kept and the rest is one box, “n more”.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .flow_selection import CLAUSE, OBJECTIVE, RECOMMENDATION, Selection
from .models import Record, Status
from .models.cross_reference import CrossReferenceQuerySet

COLUMNS = (OBJECTIVE, CLAUSE, RECOMMENDATION, "actor")
MOST = 12  # boxes of a column, but for actors and single recommendations
MOST_ACTORS = 18
MOST_SINGLE = 24  # recommendations shown one by one
LISTED = 240  # objectives, and clauses, that are looked at when there are more
MOST_VALUES = 40  # records of one group, so that an address can name them


@dataclass(frozen=True)
class Node:
    """A box: one record or actor, a group of them, what is left over, or a gap.

    `keys` are the primary keys of what stands in it, for a group by form (document, form); `values` are
    what a filter names it by, nothing where no filter can (what is left over).
    """

    kind: str
    name: str
    number: str = ""
    count: int = 1
    keys: tuple[Any, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    address: str = ""
    role: str = "record"  # record, group, more, gap

    @property
    def column(self) -> int:
        return COLUMNS.index(self.kind)

    @property
    def is_named(self) -> bool:
        return self.role != "more"

    @property
    def label(self) -> str:
        return f"{self.number} {self.name}".strip()


def gap(kind: str) -> Node:
    """The box of what is joined to nothing on this side."""
    if kind == OBJECTIVE:
        return Node(kind, _("no objective"), values=(("without", (OBJECTIVE,)),), role="gap", count=0)
    return Node(kind, _("no addressee named"), values=(("without", ("addressee",)),), role="gap", count=0)


def _more(kind, count):
    return Node(kind, ngettext("%d more", "%d more", count) % count, count=count, role="more")


# Objectives and clauses


def records(selection: Selection) -> dict[str, list[Node]]:
    """The boxes of the first two columns, in the order of numbers. One query."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in _ranked(selection):
        found[record.kind].append(record)
    return {kind: _boxes(kind, found[kind]) for kind in (OBJECTIVE, CLAUSE)}


def _ranked(selection) -> Any:
    """The records in play that are most often linked, of each kind at most LISTED."""
    ranked = selection.in_play().annotate(weight=Coalesce(Subquery(_weight(selection.links)), 0))
    place = Window(RowNumber(), partition_by=F("kind"), order_by=[F("weight").desc(), F("sort_key")])
    ranked = ranked.annotate(place=place, total=Window(Count("pk"), partition_by=F("kind")))
    shown = [
        f"{prefix}{name}" for prefix in ("", "parent__") for name in ("code", "number", "heading", "text")
    ]
    return (
        ranked.filter(place__lte=LISTED)
        .select_related("parent")
        .only("kind", "sort_key", "parent__kind", "parent__sort_key", "parent__status", *shown)
        .order_by("sort_key")
    )


def _weight(links: CrossReferenceQuerySet):
    here = Q(from_record=OuterRef("pk")) | Q(to_record=OuterRef("pk"))
    return links.filter(here).annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")


def _boxes(kind, found):
    total = found[0].total if found else 0
    if total <= MOST:
        return [_single(record) for record in found]
    groups = _grouped(found)
    by_weight = sorted(groups, key=lambda head: (-sum(each.weight for each in groups[head]), head.sort_key))
    fits = len(groups) <= MOST and all(len(members) <= MOST_VALUES for members in groups.values())
    whole = fits and total == len(found)
    kept = by_weight if whole else by_weight[: MOST - 1]
    boxes = [_group(kind, head, groups[head][:MOST_VALUES]) for head in groups if head in kept]
    left = total - sum(box.count for box in boxes)
    return [*boxes, _more(kind, left)] if left else boxes


def _grouped(found):
    """Records under what they stand under; one at the top, or under a draft, under itself."""
    groups: dict[Any, list] = defaultdict(list)
    for record in found:
        parent = record.parent
        groups[parent if parent and parent.status == Status.PUBLISHED else record].append(record)
    return dict(sorted(groups.items(), key=lambda group: group[0].sort_key))


def _single(record):
    return Node(
        record.kind,
        record.short,
        hanging(record.number),
        keys=(record.pk,),
        values=((record.kind, (record.code,)),),
        address=record.get_absolute_url(),
    )


def _group(kind, head, members):
    if members == [head]:
        return _single(head)
    return Node(
        kind,
        head.short,
        hanging(head.number),
        len(members),
        keys=tuple(member.pk for member in members),
        values=((kind, tuple(member.code for member in members)),),
        role="group",
    )


def hanging(number: str) -> str:
    """A number as it hangs in the margin: a lone letter in brackets."""
    return f"({number})" if len(number) == 1 and number.isalpha() else number


# Recommendations


def recommendations(selection: Selection, *, one_by_one: bool = True) -> list[Node]:
    """The boxes of the third column: each if they are few, else by document and form. One or two queries."""
    groups = selection.recommendations.values_list(
        "document", "document__slug", "document__short_title", "form"
    )
    counted = list(groups.annotate(n=Count("pk")).order_by("-n", "document__slug", "form"))
    if one_by_one and sum(row[-1] for row in counted) <= MOST_SINGLE:
        shown = ("code", "kind", "form", "number", "heading", "text", "sort_key", "document__slug")
        each = selection.recommendations.select_related("document").only(*shown).order_by("sort_key")
        return [_recommendation(record) for record in each]
    whole = len(counted) <= MOST
    kept = counted if whole else counted[: MOST - 1]
    boxes = [_form(*row) for row in sorted(kept, key=lambda row: (row[1], FORMS.index(row[3])))]
    left = sum(row[-1] for row in counted) - sum(row[-1] for row in kept)
    return boxes if whole else [*boxes, _more(RECOMMENDATION, left)]


FORMS = [form.value for form in Record.Form]


def _recommendation(record):
    # No filter names a single recommendation; its bands lead to its own page.
    return Node(
        RECOMMENDATION,
        record.short,
        record.number if record.number.isdigit() else "",
        keys=(record.pk,),
        address=record.get_absolute_url(),
    )


def _form(document, slug, title, form, n):
    return Node(
        RECOMMENDATION,
        f"{capfirst(title)}: {Record.Form(form).label}",
        count=n,
        keys=((document, form),),
        values=(("document", (slug,)), ("form", (form,))),
        role="group",
    )


# Actors


def actors(selection: Selection) -> list[Node]:
    """The boxes of the last column: those asked most often, and the rest. One query."""
    asked = selection.requests().values_list("actor", "actor__slug", "actor__name")
    counted = list(asked.annotate(n=Count("record", distinct=True)).order_by("-n", "actor__name"))
    kept = counted if len(counted) <= MOST_ACTORS else counted[: MOST_ACTORS - 1]
    boxes = [
        Node(
            "actor",
            name,
            keys=(pk,),
            values=(("actor", (slug,)), ("role", tuple(selection.roles)))[: 2 if selection.roles else 1],
            address=reverse("actor", args=[slug]),
        )
        for pk, slug, name, _n in kept
    ]
    left = len(counted) - len(kept)
    return [*boxes, _more("actor", left)] if left else boxes
