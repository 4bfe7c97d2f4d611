"""Builders of test data: each says only what matters, and all that it makes holds together.

Everything is published unless a test says otherwise. Words are really quoted: each builder that needs
words writes them into a passage of a held document, so that every span, and the raw text behind it,
can be proved.
"""

from hashlib import sha256
from itertools import count

from recommendations.models import (
    Actor,
    Clause,
    CrossReference,
    Instrument,
    Objective,
    Principle,
    Recommendation,
    Record,
    RecordInstrument,
    RecordQuotation,
    Responsibility,
    Tag,
)
from sources.models import (
    Area,
    Citation,
    DataTable,
    Defect,
    Document,
    DocumentVersion,
    Indicator,
    Milestone,
    Observation,
    Passage,
    Quotation,
    Section,
)
from sources.quoting import CONTEXT

_number = count(1)

# The document in which a record of each kind stands, unless the test names another.
HOME = {
    "objective": ("blueprint", "ASCC Blueprint"),
    "clause": ("plan", "Plan of Action"),
    "recommendation": ("chapter", "The chapter"),
    "principle": ("doctrine", "The doctrine"),
}
PROXIES = {proxy.KIND.value: proxy for proxy in (Objective, Clause, Recommendation, Principle)}


def _next():
    return next(_number)


# The library


def a_document(slug=None, **fields):
    """A document with full text allowed; cited only, until it has a version."""
    n = _next()
    fields.setdefault("title", f"The full title of document {n}")
    fields.setdefault("short_title", f"Document {n}")
    fields.setdefault("rights", "full_text")
    return Document.objects.create(slug=slug or f"document-{n}", **{"kind": "other"} | fields)


def the_document(slug, short_title):
    """The document of this name, made when it is not there."""
    found = Document.objects.filter(slug=slug).first()
    return found or a_document(slug, short_title=short_title)


def a_version(document=None, **fields):
    """A text as received, empty until passages are written into it."""
    document = document or a_document()
    fields.setdefault("number", document.versions.count() + 1)
    raw = f"{document.slug} {fields['number']}\n".encode()
    fields.setdefault("received", "2026-11-22")
    return DocumentVersion.objects.create(
        document=document,
        raw=raw,
        sha256=sha256(raw).hexdigest(),
        file_name=f"{document.slug}.txt",
        **fields,
    )


def the_text(document=None):
    """The version that the words of a test are written into: the chapter's, unless it says otherwise."""
    document = document or the_document("chapter", "The chapter")
    return document.versions.last() or a_version(document)


def _append(version, words):
    """The raw span of words added at the end of a version, which only a builder may lengthen."""
    text = version.raw_text
    start = len(text)
    raw = f"{text}{words}\n".encode()
    DocumentVersion.objects.filter(pk=version.pk).update(raw=raw, sha256=sha256(raw).hexdigest())
    version.refresh_from_db()
    return start, start + len(words)


def a_passage(text=None, *, version=None, label="", mends=(), raw=None, **fields):
    """A paragraph at the end of a version; `raw` and `mends` only where it reads otherwise than received.

    A mend is (start, end, raw start, raw end, rule[, page]), its raw span counted from the passage's own.
    """
    version = version or the_text()
    text = text or f"Paragraph {_next()} of the text."
    received = raw if raw is not None else f"{label} {text}".strip()
    start, end = _append(version, received)
    found = [[mend[0], mend[1], start + mend[2], start + mend[3], *mend[4:], ""][:6] for mend in mends]
    if label and raw is None:
        found.insert(0, [0, 0, start, start + len(label) + 1, "label", ""])
    return Passage.objects.create(
        version=version,
        position=version.passages.count() + 1,
        text=text,
        label=label,
        raw_start=start,
        raw_end=end,
        mends=found,
        **{"kind": "paragraph"} | fields,
    )


def a_section(heading=None, *, version=None, parent=None, label="", page=""):
    """A heading and its passage."""
    version = version or the_text()
    heading = heading or f"Heading {_next()}"
    section = Section.objects.create(
        version=version,
        parent=parent,
        position=version.sections.count() + 1,
        level=parent.level + 1 if parent else 1,
        label=label,
        heading=heading,
        page=page,
    )
    a_passage(heading, version=version, section=section, label=label, kind="heading", page=page)
    return section


def a_quotation(exact=None, *, passage=None, to=None, version=None):
    """A span of one passage, or from a passage `to` another one's last character.

    The words are looked up where they stand; without a passage they get one of their own.
    """
    exact = exact or f"Words worth quoting, number {_next()}."
    passage = passage or a_passage(f"Before it. {exact} After it.", version=version)
    start = passage.text.index(exact)
    last, end = (to, len(to.text)) if to else (passage, start + len(exact))
    if to:
        exact = "\n".join([passage.text[start:], to.text])
    quotation, _ = Quotation.objects.get_or_create(
        version=passage.version,
        start_passage=passage,
        start=start,
        end_passage=last,
        end=end,
        defaults={
            "exact": exact,
            "prefix": passage.text[max(0, start - CONTEXT) : start],
            "suffix": last.text[end : end + CONTEXT],
        },
    )
    return quotation


def a_citation(document=None, quotation=None):
    """A place at which a held document names another."""
    return Citation.objects.create(document=document or a_document(), quotation=quotation or a_quotation())


def a_milestone(title=None, *, date="2003-12", **fields):
    n = _next()
    if "quotation" not in fields:
        fields["quotation"] = a_quotation(f"In that year event {n} took place.")
    return Milestone.objects.create(slug=f"event-{n}", title=title or f"Event {n}", date=date, **fields)


def a_defect(title=None, *, document=None, **fields):
    n = _next()
    document = document or the_text().document
    if not fields.keys() & {"quotation", "table"}:
        fields["quotation"] = a_quotation(version=the_text(document))
    fields.setdefault("explanation", f"It is printed so, {n}.")
    return Defect.objects.create(
        slug=f"defect-{n}", title=title or f"Defect {n}", document=document, **{"kind": "label"} | fields
    )


def a_table(rows=None, *, columns=("Rank",), title=None, version=None, note=None):
    """A printed table: `rows` is {label: (printed, …)}; each cell is an observation."""
    rows = rows or {"Brunei": ("33",)}
    version = version or the_text()
    number = version.tables.count() + 1
    title = title or f"Figures, table {number}"
    caption = a_passage(f"Table {number}. {title}", version=version, kind="caption")
    start, end = _append(version, "\n".join(f"{label} {' '.join(row)}" for label, row in rows.items()))
    areas = {label: _area(label) for label in rows}
    measures = [Indicator.objects.create(slug=f"indicator-{_next()}", name=head) for head in columns]
    table = DataTable.objects.create(
        version=version,
        number=number,
        title=title,
        caption=caption,
        source_note=a_passage(note, version=version, kind="note") if note else None,
        row_heading="Country",
        columns=[
            {"heading": each.name, "group": "", "indicator": each.slug, "year": "", "source_mark": ""}
            for each in measures
        ],
        rows=[{"label": label, "group": "", "area": area.slug} for label, area in areas.items()],
        raw_start=start,
        raw_end=end,
    )
    for at, (label, row) in enumerate(rows.items(), 1):
        for column, printed in enumerate(row, 1):
            an_observation(printed, table, at, column, indicator=measures[column - 1], area=areas[label])
    return table


def _area(name):
    slug = name.lower().replace(" ", "-")
    return Area.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def an_observation(printed, table, row, column, **fields):
    """One cell; what is printed as a plain number is read as one."""
    plain = printed.replace(",", "")
    value = plain if plain.replace(".", "", 1).isdigit() else None
    return Observation.objects.create(
        table=table, row=row, column=column, printed=printed, **{"value": value} | fields
    )


# The record


def a_record(
    kind, *, code=None, text=None, document=None, quotation=None, asking=(), tags=(), linked_to=(), **fields
):
    """A record of a kind in exact words of its document, or of the chapter when that is not held."""
    n = _next()
    document = document or the_document(*HOME[kind])
    text = f"The {kind} number {n} in its own words." if text is None else text
    if kind == "recommendation":
        fields.setdefault("form", "numbered")
    held = document.versions.exists() or document.slug == "chapter"
    quoted = quotation or (text and a_quotation(text, version=the_text(document if held else None)))
    fields.setdefault("attestation", "primary" if held else "second_hand")
    record = PROXIES[kind].objects.create(
        code=code or f"{document.slug}-{kind[0]}{n}",
        document=document,
        text=text,
        **{"status": "published", "number": str(n)} | fields,
    )
    if quoted:
        RecordQuotation.objects.create(record=record, quotation=quoted)
    for asked in _several(asking):
        a_responsibility(record, asked)
    if tags:
        record.tags.set(_several(tags))
    for other in _several(linked_to):
        a_link(record, other)
    return record


def _several(value):
    return value if isinstance(value, (list, tuple)) else [value]


def an_objective(**fields):
    return a_record("objective", **fields)


def a_clause(*, addressing=(), **fields):
    return a_record("clause", linked_to=addressing, **fields)


def a_recommendation(*, addressing=(), carrying_out=(), **fields):
    links = [*_several(addressing), *_several(carrying_out)]
    return a_record("recommendation", linked_to=links, **fields)


def a_principle(**fields):
    return a_record("principle", **fields)


def a_draft(kind="recommendation", **fields):
    """A record that no anonymous reader may see."""
    return a_record(kind, status="draft", **fields)


def a_link(from_record, to_record, *, basis="stated", relation=None, evidence=None, **fields):
    """A published link; the evidence is the first record's own words, a reading has a reason."""
    if basis == "reading":
        fields.setdefault("reason", "Both speak of the same people.")
    elif evidence is None:
        use = from_record.record_quotations.select_related("quotation").first()
        evidence = use.quotation if use else a_quotation()
    return CrossReference.objects.create(
        from_record=from_record,
        to_record=to_record,
        relation=relation or _relation(from_record, to_record),
        basis=basis,
        evidence=evidence,
        **{"status": "published"} | fields,
    )


def _relation(from_record, to_record):
    kinds = Record.Kind
    if to_record.kind == kinds.OBJECTIVE and from_record.kind in (kinds.CLAUSE, kinds.RECOMMENDATION):
        return "addresses"
    if (from_record.kind, to_record.kind) == (kinds.RECOMMENDATION, kinds.CLAUSE):
        return "carries_out"
    return "elaborates" if from_record.document_id == to_record.document_id else "echoes"


def an_actor(name=None, **fields):
    n = _next()
    fields.setdefault("slug", f"actor-{n}")
    return Actor.objects.create(name=name or f"Actor {n}", **{"kind": "agency"} | fields)


def a_responsibility(record, actor=None, role="addressee"):
    return Responsibility.objects.create(record=record, actor=actor or an_actor(), role=role)


def a_tag(name=None, *, on=()):
    """A tag, on these records."""
    tag = Tag.objects.create(name=name or f"subject {_next()}")
    for record in _several(on):
        record.tags.add(tag)
    return tag


def an_instrument(name=None, *, used_by=(), **fields):
    n = _next()
    if "quotation" not in fields:
        fields["quotation"] = a_quotation(f"The fund {n} was set up.")
    instrument = Instrument.objects.create(
        slug=f"instrument-{n}", name=name or f"Fund {n}", **{"kind": "fund", "state": "existing"} | fields
    )
    for record in _several(used_by):
        RecordInstrument.objects.create(record=record, instrument=instrument)
    return instrument
