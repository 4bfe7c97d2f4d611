"""The search page: what was asked and how it was understood, what was found and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import facets, parameters
from ..census import RecordSelection
from ..filters import Chip, RecordFilter
from ..models import Record
from ..parameters import Asked, FilterError
from ..record_page import PLURALS
from .asking import Words, understand
from .entries import KINDS, RECORDS
from .found import RANKED, Matches
from .hits import Hit, hits
from .parsing import Parsed
from .query import Leaf, asked_for, exactly, written
from .suggestions import mistyped, near
from .synonyms import Widened

PER_PAGE = 20
BESIDE = 5  # passages shown below the other hits
FACETED = 5_000  # records among which choices are counted
COMPARED = 8  # near words that are tried, and words that are tried alone

FILTERS = tuple(name for name in RecordFilter.ACCEPTED if name != "q")
TITLES = {
    **PLURALS,
    "passage": gettext_lazy("Passages"),
    "document": gettext_lazy("Documents"),
    "actor": gettext_lazy("Actors"),
    "tag": gettext_lazy("Tags"),
}


@dataclass(frozen=True)
class Tab:
    """A kind of things (or all, kind ""), how many were found, and the query that shows them."""

    kind: str
    title: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Proposal:
    """Another search, and how many things it finds."""

    q: str
    count: int


class RecordsFilter(RecordFilter):
    """The filters of the lists upon records of one kind, or (kind "") of all."""

    def base(self):
        return super().base() if self.kind else Record.objects.published()


class Hits:
    """The hits of one list, for a paginator: counted without being loaded."""

    def __init__(self, matches: Matches | None, leaves: list[Leaf], count: int):
        self.matches, self.leaves, self._count = matches, leaves, count

    def count(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[Hit]:
        if self.matches is None or not self._count:
            return []
        return hits(self.matches.page(part.start, part.stop - part.start), self.leaves)


class Search:
    """A search by words, of a kind or all, and by the filters of the lists (then of records alone)."""

    best_of = 250  # passages among which those below the other hits are looked for

    def __init__(self, query: QueryDict):
        """Raises FilterError for a filter that is not understood; words are understood whatever they are."""
        self.understood = understand(query.get("q", ""))
        self.kind, self._narrow = _kind(query), "narrow" in query
        asked = parameters.read(query, FILTERS)
        self.page_number, self._terms = asked.page, asked.terms

    def __str__(self):
        return self.parsed.text

    @property
    def parsed(self) -> Parsed:
        return self.understood.parsed

    @property
    def widened(self) -> list[Widened]:
        return self.understood.widened

    # What was found

    @cached_property
    def filter(self) -> RecordsFilter:
        """The filters in force and the words, upon records of the kind asked for, or of all."""
        words = Words.of(self.understood)
        return RecordsFilter(Asked(self._terms, words), self.kind if self.kind in RECORDS else "")

    @cached_property
    def _among(self):
        """The keys of the records to which filters confine the search; None without filters. One query."""
        if not any(self._terms.values()):
            return None
        wanted = RecordsFilter(Asked(self._terms), self.filter.kind)
        known = wanted.census
        return [known.records.keys[place] for place in RecordSelection(known, wanted).of(wanted)]

    @cached_property
    def _matches(self) -> Matches | None:
        tree = self.understood.tree
        return Matches(tree, KINDS if self._among is None else RECORDS, self._among) if tree else None

    @property
    def counts(self) -> dict[str, int]:
        """How many were found, by kind. One query."""
        return self._matches.counts() if self._matches else {}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def _leaves(self):
        return list(dict.fromkeys(asked_for(self.understood.tree)))

    @property
    def listed(self) -> list[str]:
        """The kinds in the list: the one asked for, or all but the passages, which stand below it."""
        if self.kind:
            return [self.kind]
        return [kind for kind in self.counts if kind != "passage"] or list(self.counts)

    @cached_property
    def hits(self) -> Hits:
        """The list, the most relevant first."""
        return self._hits(self.listed)

    def _hits(self, kinds):
        count = sum(self.counts.get(kind, 0) for kind in kinds)
        return Hits(self._matches.of(kinds) if self._matches else None, self._leaves, count)

    @property
    def beside(self) -> list[Hit]:
        """The first passages, below the first page of hits of all other kinds."""
        if self.kind or self.page_number > 1 or "passage" in self.listed:
            return []
        passages = self._matches.of(["passage"]) if self._matches else None
        return hits(passages.page(0, BESIDE, best_of=self.best_of), self._leaves) if passages else []

    @property
    def is_bounded(self) -> bool:
        """Whether more was found than is put in order of relevance."""
        return self.hits.count() > RANKED

    @property
    def ranked(self) -> int:
        return RANKED

    # The ways on

    def _query(self, **changed):
        pairs = [("q", str(self)), ("kind", self.kind)]
        pairs += [(name, value) for name in FILTERS for value in sorted(self._terms.get(name, {}))]
        return urlencode(
            [(name, changed.get(name, value)) for name, value in pairs if changed.get(name, value)]
        )

    @property
    def query_string(self) -> str:
        """This search without its page."""
        return self._query()

    @property
    def tabs(self) -> list[Tab]:
        """All, and each kind of which something was found."""
        tabs = [Tab("", _("All"), self.total, self._query(kind=""), not self.kind)]
        kinds = [kind for kind in KINDS if kind in self.counts or kind == self.kind]
        return tabs + [
            Tab(kind, str(TITLES[kind]), self.counts.get(kind, 0), self._query(kind=kind), kind == self.kind)
            for kind in kinds
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters in force, each with the way to drop it."""
        kept = f"&{urlencode({'kind': self.kind})}" if self.kind else ""
        chips = [chip for chip in self.filter.chips if chip.parameter != "q"]
        return [chip._replace(remove_query=chip.remove_query + kept) for chip in chips]

    @property
    def can_be_narrowed(self) -> bool:
        """Whether there are records to choose among, and few enough to count the choices."""
        records = sum(self.counts.get(kind, 0) for kind in ([self.kind] if self.kind else RECORDS))
        return self.kind in ("", *RECORDS) and (bool(self.chips) or 0 < records <= FACETED)

    @property
    def form(self) -> facets.Form | None:
        """Choices with counts, for who asks for them (`narrow`) or has chosen already. One query."""
        if not (self.can_be_narrowed and (self._narrow or self.chips)):
            return None
        form = self.filter.form
        return form._replace(hidden=[*form.hidden, *([("kind", self.kind)] if self.kind else [])])

    @property
    def as_typed(self) -> str:
        """The words in the very forms that were typed, as another search."""
        return written(exactly(self.parsed.tree)) if self.parsed.tree else ""

    # When nothing was found

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Searches for known words in place of those that nothing holds. A few queries."""
        if self.total or not self.understood.tree:
            return []
        unknown = [word for word in mistyped(self.understood.tree) if not _count_of(word)]
        meant = {word: others for word in unknown if (others := list(_known(word)))}
        replaced = [str(self)] if meant else []
        for word, others in meant.items():
            tried = others if len(meant) == 1 else others[:1]
            replaced = [_replaced(text, word, other) for text in replaced for other in tried]
        return _found_by(dict.fromkeys(replaced))

    @property
    def alone(self) -> list[Proposal]:
        """Each of several parts by itself, as far as something holds it."""
        parts = [written(leaf) for leaf in dict.fromkeys(asked_for(self.parsed.tree))]
        if len(parts) < 2:
            return []
        return _found_by(parts[:COMPARED])


def _kind(query):
    kind = query.get("kind", "")
    if kind and kind not in KINDS:
        told = kind[:80].encode(errors="replace").decode()
        problem = _("“%(value)s” is not a value of “%(name)s”.") % {"value": told, "name": "kind"}
        raise FilterError(problem, parameter="kind", value=told, accepted=KINDS)
    return kind


def _found_by(texts: Iterable[str]) -> list[Proposal]:
    """Those of the searches that find something."""
    return [Proposal(text, count) for text in texts if (count := _count_of(text))]


def _count_of(text):
    tree = understand(text).tree
    return sum(Matches(tree).counts().values()) if tree else 0


def _known(word) -> Iterator[str]:
    """Words near this one that something holds, three at most."""
    return islice((other for other in near(word)[:COMPARED] if _count_of(other)), 3)


def _replaced(text, word, other):
    """The text with one word in place of another, in capitals or not."""
    return " ".join(other if part.casefold().strip('"()*') == word else part for part in text.split())
