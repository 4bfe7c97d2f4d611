"""A census to which only what changed was read is the same as one that is read whole."""

from random import Random

import pytest

from recommendations import census
from recommendations.census import keeper
from recommendations.census.changing import ChangedRecords, OutOfStep
from recommendations.census.reading import Changed, Row, read
from recommendations.census.sets import Records
from recommendations.models import CrossReference, Record, Responsibility, Tagging

from ..builders import a_clause, a_document, a_link, a_recommendation, an_actor, an_objective

pytestmark = pytest.mark.django_db
KINDS = ["objective", "clause", "recommendation", "principle"]


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """Few records are read whole at every change; here they are not."""
    monkeypatch.setattr(keeper.Kept, "room", 10_000)
    monkeypatch.setattr(keeper.Kept, "is_worn", False)
    census.current().work_out()


def named(sets, keys, value=lambda value: value):
    return {value(name): {keys[number] for number in found} for name, found in sets.items()}


def told_of_records(now):
    records, keys = now.records, now.records.keys
    return {
        "order": [keys[place] for place in records.in_order(records.all)],
        "kinds": {keys[place]: records.kinds[place] for place in records.all},
        "places": {key: keys[place] for key, place in records.place.items()},
        "under": named(records.under, keys, keys.__getitem__),
        "beneath": {keys[place] for place in records.beneath},
        "tags": named(now.tags.bearing, keys),
        "asked": {role: named(by, keys) for role, by in now.asked.by_role.items()},
        "in role": named(now.asked.in_role, keys),
        "in any": named(now.asked.in_any, keys),
    } | {name: named(getattr(records, name), keys) for name in ("kind", "document", "form")}


def told_of_links(now):
    links, keys = now.links, now.records.keys
    return {
        "order": [links.keys[link] for link in links.in_order(links.all)],
        "ends": {links.keys[n]: (keys[links.source[n]], keys[links.target[n]]) for n in links.all},
        "words": named(links.worded, links.keys),
        "into": {keys[place]: {links.keys[n] for n in links.into(place)} for place in now.records.all},
        "out of": {keys[place]: {links.keys[n] for n in links.out_of(place)} for place in now.records.all},
        "near": {keys[place]: now.counted_by_kind(place) for place in now.records.all},
        "numbers": {links.keys[n] for n in links.numbers(set(links.keys))},
    }


def told_of_what_follows(now):
    keys, everything = now.records.keys, now.records.all
    some = now.records.of_kind("recommendation")
    return {
        "linked": {keys[place] for place in now.linked()},
        "met": {kind: {keys[place] for place in now.met(kind)} for kind in KINDS},
        "joined": {
            (kind, quality): {keys[place]: n for place, n in now.joined_to(kind, found, quality).items()}
            for kind in KINDS
            for quality in ((), ("addresses",))
            for found in (some, everything)
        },
        "by value": {
            name: named(now.links_having(name), now.links.keys) for name in ("document", "form", "tag")
        },
        "by record": {
            name: named(now.links_having(name), now.links.keys, keys.__getitem__)
            for name in ("objective", "clause")
        },
    }


def told(now):
    """Everything that can be asked of a census, by the keys of records and links."""
    return [told_of_records(now), told_of_links(now), told_of_what_follows(now)]


def assert_exact():
    now = census.current()
    for ours, whole in zip(told(now), told(read("default")), strict=True):
        assert ours == whole
    return now


def a_web():
    """A few records of all kinds, joined, tagged and asked."""
    documents, actors = [a_document("one"), a_document("two")], [an_actor(), an_actor()]
    objectives = [an_objective(code=f"o-{n}", document=documents[0]) for n in range(4)]
    clauses = [a_clause(code=f"c-{n}", addressing=objectives[n], document=documents[1]) for n in range(4)]
    for n in range(6):
        a_recommendation(code=f"r-{n}", addressing=objectives[n % 4], carrying_out=clauses[n % 3],
                         asking=actors[n % 2], tags=["youth", f"t{n % 2}"])  # fmt: skip


def gone():
    CrossReference.objects.filter(from_record__code="r-2").delete()
    Record.objects.filter(code="r-2").delete()


CHANGES = {
    "a record between others": lambda: a_clause(code="c-15", addressing=Record.objects.get(code="o-1")),
    "the first of all": lambda: a_clause(code="a-1", tags=["youth", "new"]),
    "the last of all": lambda: a_recommendation(code="z-1", asking=an_actor()),
    "withdrawn": lambda: Record.objects.filter(code__in=["r-1", "o-0"]).update(status="draft"),
    "another code": lambda: Record.objects.filter(code="r-5").update(code="b-1", sort_key="b-1"),
    "another form": lambda: Record.objects.filter(code="r-4").update(form="activity"),
    "another document": lambda: Record.objects.filter(code="c-1").update(
        document=Record.objects.get(code="o-1").document
    ),
    "under another": lambda: Record.objects.filter(code="o-2").update(parent=Record.objects.get(code="o-1")),
    "a link": lambda: a_link(*Record.objects.filter(code__in=["c-0", "r-3"]).order_by("code")),
    "links unpublished": lambda: CrossReference.objects.filter(from_record__code="r-1").update(
        status="draft"
    ),
    "the other way": lambda: CrossReference.objects.filter(to_record__code="o-3").delete(),
    "another basis": lambda: CrossReference.objects.update(basis="same_heading"),
    "a tag": lambda: Record.objects.get(code="c-2").tags.add("youth"),
    "no tags": lambda: Tagging.objects.all().delete(),
    "other roles": lambda: Responsibility.objects.update(role="supporter"),
    "gone": gone,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_all_that_changed(change):
    a_web()
    census.current().work_out()
    change()
    assert isinstance(assert_exact().records, ChangedRecords)


@pytest.mark.parametrize("seed", range(6))
def test_changes_upon_changes_are_exact(seed):
    a_web()
    drawn, order = Random(seed), list(CHANGES)
    drawn.shuffle(order)
    for name in order:
        CHANGES[name]()
        if drawn.random() < 0.7:
            assert_exact().work_out()
    assert_exact()


def test_what_stands_after_a_record_that_is_not_known_is_out_of_step():
    a_web()
    records, key = census.current().records, Record.objects.get(code="r-0").pk
    row = Row(key, "recommendation", 1, "numbered", None, before=0)
    with pytest.raises(OutOfStep):
        ChangedRecords(records, Changed({key}, [row], []))


def test_few_records_are_read_whole(monkeypatch):
    monkeypatch.undo()
    a_web()
    assert type(census.current().records) is Records


def test_with_many_out_of_order_everything_is_read_beside_the_readers(monkeypatch):
    a_web()
    asked = []
    monkeypatch.setattr(keeper.Kept, "is_worn", True)
    monkeypatch.setattr(keeper.keeper, "renew", asked.append)
    a_clause()
    assert_exact()
    assert asked == ["default"]
    monkeypatch.undo()
    keeper.keeper._replace("default")
    assert census.current() is keeper.keeper.kept["default"].census
    assert type(census.current().records) is Records
