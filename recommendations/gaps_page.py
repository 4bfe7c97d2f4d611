"""The page of gaps, and the gaps that a file is asked for."""

from functools import cached_property

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from sources.models import Passage

from . import census, gaps
from .gap_words import WORDS, Quoted
from .parameters import FilterError


class GapsPage:
    """Every gap, with the words of the documents that its rule rests on. At most twelve queries."""

    @cached_property
    def census(self) -> census.Census:
        return census.current()

    @cached_property
    def found(self) -> list[gaps.Gap]:
        return gaps.gaps(self.census)

    @cached_property
    def unquoted(self) -> list[gaps.Unquoted]:
        return gaps.unquoted()

    @cached_property
    def unmet_count(self) -> int:
        """Objectives without a clause of their own, whatever their place: what `without=clause` lists."""
        return len(self.census.without("objective", "clause"))

    @property
    def met_below(self) -> int:
        """Lettered objectives that are no gap, because objectives under them have a clause or are one."""
        listed = {gap.slug: gap.count for gap in self.found}
        return self.unmet_count - listed["objective-clause"] - listed["objective-unexamined"]

    @property
    def passage_words(self):
        return WORDS["passage-record"]

    @property
    def passage_count(self) -> int:
        return sum(each.count for each in self.unquoted)

    @cached_property
    def quoted(self) -> dict[Quoted, Passage]:
        """The passage in which each text that a rule rests on is read; one query."""
        wanted = {words.quoted for words in WORDS.values() if words.quoted}
        spoken = Q(pk__in=[])
        for each in wanted:
            spoken |= Q(version__document__slug=each.document, text__contains=each.exact)
        passages = Passage.objects.readable().filter(spoken).select_related("version__document")
        held = list(passages.defer("version__raw").order_by("-version__number"))
        return {each: passage for passage in held for each in wanted if each.exact in passage.text}

    @property
    def sections(self) -> list[dict]:
        """{"gap", "quoted", "passage", "page"} for each gap; `passage` is None where it is not held."""
        return [{"gap": gap, **self._place(gap.words.quoted)} for gap in self.found]

    def _place(self, quoted):
        passage = self.quoted.get(quoted) if quoted else None
        page = passage.page_at(passage.text.index(quoted.exact)) if passage else ""
        return {"quoted": quoted, "passage": passage, "page": page}


def read(query: QueryDict) -> list[str]:
    """The gaps that a file is asked for, all of them unless some are named; or FilterError."""
    for name in query:
        if name != "gap":
            shown = name.encode(errors="replace").decode()[:60]
            problem = _("“%s” is not a parameter of this file.") % shown
            raise FilterError(problem, parameter=shown, accepted=["gap"], as_text=True)
    asked = query.getlist("gap")
    for value in asked:
        if value not in WORDS:
            shown = value.encode(errors="replace").decode()[:60]
            problem = _("“%s” is not the name of a gap.") % shown
            raise FilterError(problem, parameter="gap", value=shown, accepted=list(WORDS), as_text=True)
    return asked or list(WORDS)
