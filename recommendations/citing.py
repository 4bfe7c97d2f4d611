"""Citations in plain text, made from a CSL-JSON item and nothing else."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

SITE = "ASEAN–Japan Knowledge Base"


def cite_document(csl: dict, *, url: str = "", accessed: date | None = None) -> str:
    """Who, what, in what, where, by whom, when, on which pages; then its address here, if given."""
    pages = csl.get("page", "").replace("-", "–")
    where = _seen_at(url, accessed) if url else ""
    return _sentences(_authors(csl), _title(csl), _imprint(csl), _pages([pages]), where)


def cite_record(
    csl: dict,
    *,
    name: str,
    code: str,
    pages: Sequence[str] = (),
    quoted_in: dict | None = None,
    url: str,
    accessed: date,
) -> str:
    """A record by its own document; one that is read in another text says in which.

    `name` is how the document calls it (“Clause 3.9.1”), `code` ours, `pages` those on which its words
    are printed in the text they were read in.
    """
    named = f"{name} [{code}]"
    work = [_authors(csl), _title(csl), _imprint(csl)]
    if quoted_in is None:
        said = [", ".join(filter(None, (named, _pages(pages))))]
    else:
        said = [named, _("Quoted in %(work)s") % {"work": _note(quoted_in, pages)}]
    return _sentences(*work, *said, _seen_at(url, accessed))


def cite_passages(csl: dict, *, accessed: date | None = None) -> Callable[[int, Sequence[str], str], str]:
    """How passages of a document are cited: each by its number here, its printed pages and its address.

    Of the pages those that are known are told. What is the same for all passages is put together once.
    """
    work = _sentences(_authors(csl), _title(csl), _imprint(csl))
    numbered, seen = _("passage %(number)d"), _accessed(accessed)

    def cite(number: int, pages: Sequence[str], url: str) -> str:
        said = ", ".join(filter(None, (_pages(pages), numbered % {"number": number})))
        return " ".join(filter(None, (work, _sentences(said, f"{SITE}, {url}{seen}"))))

    return cite


def authors(csl: dict) -> str:
    """Who wrote a document, in running text; "" where it names nobody."""
    return _plain_authors(csl)


def _note(csl, pages):
    """A work as a note gives it, in one sentence: author, title, in what, (place: publisher, year), page."""
    title = _title(csl, ",")
    container = csl.get("container-title", "")
    where = [
        _("in %(container)s") % {"container": container} if container else csl.get("collection-title", ""),
        _number(csl),
    ]
    held = ", ".join(filter(None, where))
    made = f"({_made(csl)})" if _made(csl) else ""
    told = " ".join(filter(None, (title, held, made)))
    return ", ".join(filter(None, (_plain_authors(csl), told.rstrip(","), _pages(pages))))


def _sentences(*parts):
    return " ".join(part if part[-1] in ".”" else f"{part}." for part in parts if part)


def _authors(csl):
    names = csl.get("author", [])
    first = [_name(author, inverted=True) for author in names[:1]]
    return _list([*first, *(_name(author) for author in names[1:])])


def _plain_authors(csl):
    return _list([_name(author) for author in csl.get("author", [])])


def _name(author, inverted=False):
    family, given = author.get("family", ""), author.get("given", "")
    if not family:
        return author.get("literal", given)
    return f"{family}, {given}".rstrip(", ") if inverted else f"{given} {family}".strip()


def _list(names):
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _title(csl, stop="."):
    """A part of something is quoted, a work of its own is not."""
    title = csl.get("title", "")
    if not title:
        return ""
    return f"“{title}{stop}”" if csl.get("container-title") or csl.get("collection-title") else title


def _imprint(csl):
    container = csl.get("container-title") or csl.get("collection-title", "")
    held = [
        _("In %(container)s") % {"container": container} if csl.get("container-title") else container,
        _number(csl),
    ]
    return ". ".join(filter(None, (", ".join(filter(None, held)), _made(csl))))


def _number(csl):
    """The number of a chapter or of an issue."""
    if chapter := csl.get("chapter-number"):
        return _("chapter %(number)s") % {"number": chapter}
    issue = csl.get("number") or csl.get("collection-number")
    return _("no. %(number)s") % {"number": issue} if issue else ""


def _made(csl):
    """Where, by whom, when."""
    publisher = ": ".join(filter(None, (csl.get("publisher-place"), csl.get("publisher"))))
    return ", ".join(filter(None, (publisher, _issued(csl))))


def _issued(csl):
    parts = (csl.get("issued", {}).get("date-parts") or [[]])[0]
    return spoken_date(*parts) if parts else ""


def spoken_date(year, month=None, day=None) -> str:
    """“22 November 2026”, as much of it as is known."""
    return " ".join(str(part) for part in (day, MONTHS[int(month)] if month else None, year) if part)


def _pages(pages):
    """“p. 265”, “pp. 265–266”; empty when no page is known."""
    known = list(dict.fromkeys(page for page in pages if page))
    if not known:
        return ""
    said = ", ".join(known)
    several = len(known) > 1 or "–" in said
    return _("pp. %(pages)s") % {"pages": said} if several else _("p. %(page)s") % {"page": said}


def _seen_at(url, accessed):
    return f"{SITE}, {url}{_accessed(accessed)}"


def _accessed(day):
    return _(" (accessed %(date)s)") % {"date": _day(day)} if day else ""


def _day(value):
    return spoken_date(value.year, value.month, value.day)
