"""The texts in the database, as an import looks words up in them: a few at a time."""

from collections import OrderedDict
from functools import cached_property

from django.utils.translation import gettext as _

from ..models import DocumentVersion, Passage
from ..quoting import Place, Text
from ..verbatim import nearest
from .cells import shown

AT_ONCE = 8  # texts kept in memory


class StoredText:
    """One version: its passages by position."""

    def __init__(self, version: int):
        self.version = version

    @cached_property
    def raw(self) -> str:
        return bytes(DocumentVersion.objects.values_list("raw", flat=True).get(pk=self.version)).decode()

    @cached_property
    def passages(self) -> list[Passage]:
        """In reading order, without what only the proof needs."""
        wanted = Passage.objects.filter(version=self.version).order_by("position")
        return list(wanted.only("version_id", "position", "text", "kind"))

    @cached_property
    def _at(self) -> dict[int, int]:
        return {passage.position: n for n, passage in enumerate(self.passages)}

    @cached_property
    def whole(self) -> Text:
        return Text(self.passages)

    def passage(self, position: int | None) -> Passage | None:
        """The passage at a position, None when the text has none there."""
        at = self._at.get(position) if position is not None else None
        return None if at is None else self.passages[at]

    def span(self, first: int, start: int, last: int, end: int) -> Place | None:
        """The words from an offset of a passage to one of another, None when there is no such span."""
        one, other = self._at.get(first), self._at.get(last)
        if one is None or other is None or other < one:
            return None
        if start >= len(self.passages[one].text) or end > len(self.passages[other].text):
            return None
        begin, finish = self.whole.starts[one] + start, self.whole.starts[other] + end
        return self.whole.place(begin, finish) if begin < finish else None

    def locate(self, words: str) -> Place:
        """The one place of the words; raises NotVerbatim or Ambiguous."""
        start = self.whole.whole.find(words) if words.strip() == words and words else -1
        if start >= 0 and self.whole.whole.find(words, start + 1) < 0:
            return self.whole.place(start, start + len(words))
        return self.whole.locate(words)

    def advice(self, words: str) -> str:
        """What is wrong with words that do not stand here: the nearest that do."""
        near = nearest(words, [(passage.position, passage.text) for passage in self.passages])
        if near is None:
            return _("%s does not stand in the text, nor do words like it.") % shown(words)
        return _("%(words)s does not stand in the text; nearest are, in p%(place)d: “%(near)s”.") % {
            "words": shown(words),
            "place": near.key,
            "near": near.says[:300],
        }


class Texts:
    """The texts by version; those used last are kept in memory."""

    def __init__(self):
        self._kept: OrderedDict[int, StoredText] = OrderedDict()

    def of(self, version: int) -> StoredText:
        """The text of a version, by the version's key."""
        text = self._kept.pop(version, None) or StoredText(version)
        self._kept[version] = text
        if len(self._kept) > AT_ONCE:
            self._kept.popitem(last=False)
        return text

    def forget(self) -> None:
        """Passages have changed: read them again."""
        self._kept.clear()


def quotation_id(document: str, version: int, first: int, start: int, last: int, end: int) -> str:
    """How a package calls a quotation: "chapter/1/37.0-37.84"."""
    return f"{document}/{version}/{first}.{start}-{last}.{end}"
