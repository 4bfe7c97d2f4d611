"""The held texts, each read once: what a form or a check needs to look words up in them."""

from functools import cached_property

from .models import DocumentVersion, Passage, Quotation
from .quoting import Place, Text


class HeldText:
    """One version of a held document: its passages in reading order, and the way to words in them."""

    def __init__(self, version: DocumentVersion):
        self.version = version

    def __str__(self):
        return str(self.version.document)

    @cached_property
    def passages(self) -> list[Passage]:
        return list(self.version.passages.order_by("position"))

    @cached_property
    def text(self) -> Text:
        return Text(self.passages)

    @cached_property
    def _order(self):
        return {passage.pk: at for at, passage in enumerate(self.passages)}

    def locate(self, exact: str, before: str = "") -> Place:
        """The one place of the words; raises NotVerbatim or Ambiguous (see `quoting`)."""
        return self.text.locate(exact, before)

    def keep(self, place: Place) -> Quotation:
        """The stored quotation of the place."""
        return Quotation.objects.keep(self.version, self.passages, place)

    def span(self, quotation: Quotation) -> tuple[int, int, int, int]:
        """Where a quotation of this version stands, as a `Place` counts."""
        first, last = self._order[quotation.start_passage_id], self._order[quotation.end_passage_id]
        return first, quotation.start, last, quotation.end

    def is_verbatim(self, quotation: Quotation) -> bool:
        """Whether the quotation's span of this version holds its exact words."""
        first, _start, last, _end = self.span(quotation)
        return quotation.is_verbatim(self.passages[first : last + 1])


class Library:
    """Every held text, by the slug of its document (the newest version) or by version."""

    def __init__(self):
        self._texts: dict[int, HeldText] = {}
        self._newest: dict[str, HeldText | None] = {}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The short title of each held document, by its slug."""
        held = DocumentVersion.objects.order_by("document__slug")
        return dict(held.values_list("document__slug", "document__short_title"))

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """(slug, short title) of each held document, for a select."""
        return sorted(self.titles.items())

    def newest_of(self, slug: str) -> HeldText | None:
        """The newest text of the document, None when it is not held."""
        if slug and slug not in self._newest:
            versions = DocumentVersion.objects.filter(document__slug=slug.replace("\0", ""))
            version = versions.select_related("document").defer("raw").order_by("-number").first()
            self._newest[slug] = self.text_of(version) if version else None
        return self._newest.get(slug)

    def text_of(self, version: DocumentVersion) -> HeldText:
        """The text of a version; asked for again, it is the same object."""
        return self._texts.setdefault(version.pk, HeldText(version))
