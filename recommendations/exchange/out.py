"""Where the rows of every file of a package come from: all that is there, or what readers may see."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When, Window

from sources.exchange import library_out
from sources.exchange.out import Source, quoted
from sources.models import Citation, Defect, Milestone, Quotation

from ..models import (
    Actor,
    Amount,
    CrossReference,
    FormerCode,
    Instrument,
    Record,
    RecordInstrument,
    RecordQuotation,
    Responsibility,
    Status,
    Tag,
    Tagging,
)
from . import description

ENDS = ("from_record__sort_key", "from_record__code", "to_record__sort_key", "to_record__code", "relation")
OF_A_RECORD = ("record__sort_key", "record__code")


def sources(is_public: bool) -> list[Source]:
    """A source for each file, in the order in which import reads them."""
    quotations = _shown_quotations() if is_public else None
    made = [*library_out.sources(quotations), *_records(is_public), *_links(is_public), *_others(is_public)]
    return sorted(made, key=lambda source: description.PACKAGE.index(source.file))


def _published(queryset, is_public, path="record"):
    return queryset.filter(**{f"{path}__status": Status.PUBLISHED}) if is_public else queryset


def _each_published(queryset, is_public, *ends):
    """The same as `_published`, asked of each row by itself: the first are there without all the others."""
    if not is_public:
        return queryset
    published = Record.objects.published()
    return queryset.filter(*(Exists(published.filter(pk=OuterRef(end))) for end in ends))


def _links_shown(is_public):
    return CrossReference.objects.published() if is_public else CrossReference.objects.all()


def _shown_quotations():
    """Quotations that something which readers see rests on."""
    here = OuterRef("pk")
    uses = [
        RecordQuotation.objects.filter(quotation=here, record__status=Status.PUBLISHED),
        CrossReference.objects.published().filter(evidence=here),
        *(each.objects.filter(quotation=here) for each in (Citation, Milestone, Defect, Instrument, Amount)),
        Defect.objects.filter(contrast=here),
    ]  # fmt: skip
    shown: Any = Q()
    for use in uses:
        shown |= Exists(use)
    return Quotation.objects.filter(shown)


def _records(is_public):
    records = Record.objects.published() if is_public else Record.objects.all()
    tags = Tag.objects.all()
    if is_public:
        tagged = Tagging.objects.filter(tag=OuterRef("pk"), content_object__status=Status.PUBLISHED)
        tags = tags.filter(Exists(tagged))
    # A draft's code is nobody's to know, but to those who may see it.
    parent = "shown_parent" if is_public else "parent__code"
    if is_public:
        records = records.annotate(shown_parent=_code_of_published_parent())
    return [
        Source(description.TAGS, tags, order=("name",)),
        Source(description.ACTORS, Actor.objects.all(), {"parent": "parent__slug"}, ("slug",)),
        Source(
            description.RECORDS,
            records,
            {"document": "document__slug", "parent": parent},
            ("sort_key", "code"),
            {"tags": _tags_of},
        ),
        Source(
            description.RECORD_QUOTATIONS,
            _published(RecordQuotation.objects.all(), is_public),
            {"record": "record__code", "quotation": quoted("quotation")},
            (*OF_A_RECORD, "role", "position"),
            sample=_each_published(RecordQuotation.objects.all(), is_public, "record"),
        ),
    ]


def _code_of_published_parent():
    return Case(When(parent__status=Status.PUBLISHED, then=F("parent__code")))


def _tags_of(pks):
    found = defaultdict(list)
    for pk, name in Tagging.objects.filter(content_object__in=pks).values_list(
        "content_object_id", "tag__name"
    ):
        found[pk].append(name)
    return {pk: sorted(names) for pk, names in found.items()}


def _records_of(is_public):
    def gather(pks):
        found = defaultdict(list)
        uses = _published(RecordInstrument.objects.filter(instrument__in=pks), is_public)
        for pk, *code in uses.values_list("instrument_id", "record__sort_key", "record__code"):
            found[pk].append(tuple(code))
        return {pk: [code for _key, code in sorted(codes)] for pk, codes in found.items()}

    return gather


def _links(is_public):
    ends = {"from": "from_record__code", "to": "to_record__code"}
    links = _links_shown(is_public)
    shown = CrossReference.objects.filter(status=Status.PUBLISHED) if is_public else links
    sample = _each_published(shown, is_public, "from_record", "to_record")
    return [
        Source(
            description.EVIDENCE,
            links.filter(evidence__in=_quoted_like_others(is_public)),
            ends | {"quotation": quoted("evidence")},
            ENDS,
            sample=sample.filter(evidence__isnull=False),
        ),
        Source(
            description.CROSS_REFERENCES,
            links,
            ends
            | {"evidence_document": "evidence__version__document__slug", "evidence_exact": "evidence__exact"},
            ENDS,
            sample=sample,
        ),
    ]


def _quoted_like_others(is_public):
    """Quotations whose words another one of the same document has, in the same package."""
    chosen = _shown_quotations() if is_public else Quotation.objects.all()
    same = Window(Count("pk"), partition_by=[F("version__document"), F("exact")])
    return chosen.order_by().annotate(same=same).filter(same__gt=1).values("pk")


def _others(is_public):
    former = FormerCode.objects.all()
    if is_public:
        former = former.filter(Q(record=None) | Q(record__status=Status.PUBLISHED))
    return [
        Source(
            description.RESPONSIBILITIES,
            _published(Responsibility.objects.all(), is_public),
            {"record": "record__code", "actor": "actor__slug"},
            (*OF_A_RECORD, "role", "actor__slug"),
            sample=_each_published(Responsibility.objects.all(), is_public, "record"),
        ),
        Source(
            description.INSTRUMENTS,
            Instrument.objects.all(),
            {"document": "document__slug", "quotation": quoted("quotation")},
            ("slug",),
            {"records": _records_of(is_public)},
        ),
        Source(
            description.AMOUNTS,
            Amount.objects.all(),
            {"instrument": "instrument__slug", "quotation": quoted("quotation")},
            ("instrument__slug", "printed", *(f"quotation__{path}" for path in library_out.PLACE)),
        ),
        Source(description.FORMER_CODES, former, {"record": "record__code"}, ("code",)),
    ]
