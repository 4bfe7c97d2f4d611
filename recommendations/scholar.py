"""The tags of Highwire Press, which Google Scholar and reference managers read in the head of a page."""

from collections.abc import Iterator

# Fields of a CSL-JSON item that have a tag of their own.
PLAIN = {
    "title": "citation_title",
    "publisher": "citation_publisher",
    "ISBN": "citation_isbn",
    "DOI": "citation_doi",
    "language": "citation_language",
}


def tags(csl: dict, url: str) -> Iterator[tuple[str, str]]:
    """(name, content) of each tag for an item whose page has this address, what is not known left out."""
    for author in csl.get("author", []):
        names = author.get("literal"), author.get("family"), author.get("given")
        yield "citation_author", ", ".join(filter(None, names))
    yield from ((name, str(csl[field])) for field, name in PLAIN.items() if csl.get(field))
    yield from _held_in(csl)
    if date := (csl.get("issued", {}).get("date-parts") or [[]])[0]:
        yield "citation_publication_date", "/".join(f"{int(part):02}" for part in date)
    if pages := csl.get("page", ""):
        first, _dash, last = pages.replace("–", "-").partition("-")
        yield "citation_firstpage", first
        yield "citation_lastpage", last or first
    yield "citation_abstract_html_url", url


def _held_in(csl):
    """The book that a chapter stands in; the institution and the number of a report."""
    if csl.get("container-title"):
        yield "citation_inbook_title", csl["container-title"]
    elif csl.get("type") == "report" and csl.get("publisher"):
        yield "citation_technical_report_institution", csl["publisher"]
        if csl.get("number"):
            yield "citation_technical_report_number", str(csl["number"])
