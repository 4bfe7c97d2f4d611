"""The boxes of a flow diagram: single records while they are few, groups when they are many.

Objectives and clauses are grouped under what they stand under (the lettered objective, the heading of
the plan), recommendations by document and form; of groups that are still too many, and of actors, the
largest are kept and the rest is one box, “n more”.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import names
from .flow_selection import CLAUSE, OBJECTIVE, RECOMMENDATION, Selection
from .models import Record, Status
from .models.addresses import address_in

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
    ranked = {kind: _ranked(selection, kind) for kind in (OBJECTIVE, CLAUSE)}
    weights = ranked[OBJECTIVE] | ranked[CLAUSE]
    for record in _read(weights):
        record.weight = weights[record.pk]
        record.total = len(selection.in_play[record.kind])
        found[record.kind].append(record)
    return {kind: _boxes(kind, found[kind]) for kind in (OBJECTIVE, CLAUSE)}


def _ranked(selection, kind):
    """{primary key: weight} of the records in play that are most often linked, at most LISTED."""
    weights = {place: selection.weight(kind, place) for place in selection.in_play[kind]}
    records, keys = selection.census.records, selection.census.records.keys
    often = sorted(weights, key=lambda place: (-weights[place], records.rank(place)))[:LISTED]
    return {keys[place]: weights[place] for place in often}


def _read(keys) -> Any:
    shown = [
        f"{prefix}{name}" for prefix in ("", "parent__") for name in ("code", "number", "heading", "text")
    ]
    return (
        Record.objects.filter(pk__in=list(keys))
        .select_related("parent")
        .only("kind", "sort_key", "parent__kind", "parent__sort_key", "parent__status", *shown)
        .order_by("sort_key", "code")
    )


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
    """The boxes of the third column: each if they are few (one query), else by document and form."""
    found = selection.recommendations
    if one_by_one and len(found) <= MOST_SINGLE:
        keys = [selection.census.records.keys[place] for place in found]
        shown = ("code", "kind", "form", "number", "heading", "text", "sort_key")
        return [
            _recommendation(each)
            for each in Record.objects.filter(pk__in=keys).only(*shown).order_by("sort_key")
        ]
    kept, whole = groups(selection)
    rows = [(selection.named["document", document], form, n) for document, form, n in kept]
    boxes = [_form(*row) for row in sorted(rows, key=lambda row: (row[0].value, FORMS.index(row[1])))]
    left = len(found) - sum(row[2] for row in kept)
    return boxes if whole else [*boxes, _more(RECOMMENDATION, left)]


def groups(selection: Selection) -> tuple[list[tuple[int, str, int]], bool]:
    """(document, form, recommendations) of the largest groups, and whether these are all."""
    counted = _by_form(selection.census.records, selection.recommendations)
    largest = sorted(counted, key=lambda row: (-row[2], row[:2]))
    whole = len(largest) <= MOST
    return (largest if whole else largest[: MOST - 1]), whole


def name(selection: Selection) -> None:
    """Ask how the documents and actors that may be drawn are called. One query."""
    documents = {document for document, _form, _n in groups(selection)[0]}
    answer = names.ask(names.names_of({"document": documents, "actor": most_asked(selection)[0]}))
    selection.named = names.as_terms(answer)


def _by_form(records, found):
    """(document, form, how many of those found) of the documents and forms that have any."""
    for document, places in records.document.items():
        if here := places & found:
            for form, formed in records.form.items():
                if n := here.intersection_cardinality(formed):
                    yield document, form, n


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


def _form(document, form, n):
    return Node(
        RECOMMENDATION,
        f"{capfirst(document.name)}: {Record.Form(form).label}",
        count=n,
        keys=((document.pk, form),),
        values=(("document", (document.value,)), ("form", (form,))),
        role="group",
    )


# Actors


def actors(selection: Selection) -> list[Node]:
    """The boxes of the last column: those asked most often, and the rest."""
    kept, more = most_asked(selection)
    roles = [("role", tuple(selection.roles))] if selection.roles else []
    boxes = [
        Node(
            "actor",
            actor.name,
            keys=(actor.pk,),
            values=(("actor", (actor.value,)), *roles),
            address=address_in("actor", actor.value),
        )
        for actor in (selection.named["actor", key] for key in kept)
    ]
    boxes.sort(key=lambda box: (-len(selection.requests[box.keys[0]]), box.name))
    return [*boxes, _more("actor", more)] if more else boxes


def most_asked(selection: Selection) -> tuple[list[int], int]:
    """The actors asked most often, and how many others there are."""
    counts = {actor: len(places) for actor, places in selection.requests.items()}
    often = sorted(counts, key=lambda actor: (-counts[actor], actor))
    kept = often if len(often) <= MOST_ACTORS else often[: MOST_ACTORS - 1]
    return kept, len(often) - len(kept)
