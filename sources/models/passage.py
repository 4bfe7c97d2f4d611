"""Sections, passages and quotations: the reading text, and spans of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .. import quoting
from ..json_fields import KeysInOrder
from .document import DocumentVersion
from .whole import SavedWhole


class SectionManager(models.Manager):
    def get_by_natural_key(self, slug, number, position):
        return self.get(version__document__slug=slug, version__number=number, position=position)


class Section(models.Model):
    """One heading of a version and what stands under it; sections form a tree."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="sections")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(_("position"))
    level = models.PositiveSmallIntegerField(_("level"))
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    heading = models.CharField(_("heading"), max_length=500)
    page = models.CharField(_("printed page"), max_length=10, blank=True)

    objects = SectionManager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="section_position_once")]

    def __str__(self):
        return f"{self.label} {self.heading}".strip()

    def natural_key(self):
        return (*self.version.natural_key(), self.position)

    natural_key.dependencies = ["sources.documentversion"]


class PassageQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, number, position):
        return self.get(version__document__slug=slug, version__number=number, position=position)

    def readable(self):
        """Passages whose document may be shown whole."""
        return self.filter(version__document__rights="full_text")


class Passage(SavedWhole, models.Model):
    """A paragraph, list item, heading … in reading order.

    `text` is the reading text: hyphens at line ends, letter-spacing and page breaks are
    mended. `mends` lists each place where it differs from the characters received
    (see `sources.reading.Mend`), so that `raw_start:raw_end` of the raw text can be
    rebuilt from it and proved.
    """

    class Kind(models.TextChoices):
        HEADING = "heading", _("heading")
        PARAGRAPH = "paragraph", _("paragraph")
        LIST_ITEM = "list_item", _("list item")
        BLOCK_QUOTATION = "block_quotation", _("block quotation")
        CAPTION = "caption", _("caption")
        NOTE = "note", _("note")
        FURNITURE = "furniture", _("imprint")

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="passages")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="passages"
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    text = models.TextField(_("reading text"))
    page = models.CharField(_("printed page"), max_length=10, blank=True)
    raw_start = models.PositiveIntegerField(_("first raw character"))
    raw_end = models.PositiveIntegerField(_("end in the raw text"))
    mends = models.JSONField(_("mends"), default=list, blank=True, decoder=KeysInOrder)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="passage_position_once"),
            models.CheckConstraint(condition=Q(raw_start__lt=F("raw_end")), name="passage_span_is_forward"),
        ]

    def __str__(self):
        return f"{self.anchor}: {self.text[:80]}"

    def natural_key(self):
        return (*self.version.natural_key(), self.position)

    natural_key.dependencies = ["sources.documentversion"]

    def get_absolute_url(self):
        return reverse("reader", args=[self.version.document.slug]) + f"#{self.anchor}"

    @property
    def anchor(self):
        """The passage's address within the reader's page."""
        return f"p{self.position}"

    @cached_property
    def mended(self):
        """The mends as `reading.Mend` objects."""
        from .. import reading  # here: most processes never cut a text

        return tuple(reading.Mend.from_list(mend) for mend in self.mends)

    def page_at(self, offset):
        """The printed page on which the character at this offset stands, "" if unknown."""
        from .. import reading

        return reading.page_at(self.mended, self.page, offset)


class QuotationQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, number, first, start, last, end):
        return self.get(
            version__document__slug=slug,
            version__number=number,
            start_passage__position=first,
            start=start,
            end_passage__position=last,
            end=end,
        )

    def keep(self, version, passages, place):
        """The stored quotation of a `quoting.Place` in these passages of the version."""
        found, _created = self.get_or_create(
            start_passage=passages[place.first],
            start=place.start,
            end_passage=passages[place.last],
            end=place.end,
            defaults={
                "version": version,
                "exact": place.exact,
                "prefix": place.prefix,
                "suffix": place.suffix,
            },
        )
        return found

    def with_place(self):
        """Everything that saying where the words stand needs."""
        return self.select_related("version__document", "start_passage__section", "end_passage").defer(
            "version__raw"
        )


class Quotation(models.Model):
    """A span of one or more passages: where the words stand, and the words.

    After the W3C Web Annotation model: `start_passage`/`start` to `end_passage`/`end` is a
    TextPositionSelector (offsets in characters of the reading text, end exclusive),
    `exact`, `prefix` and `suffix` a TextQuoteSelector. Passages are joined by a line break.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="quotations")
    start_passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="quotations_starting")
    start = models.PositiveIntegerField(_("start"))
    end_passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="quotations_ending")
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("exact words"))
    prefix = models.CharField(_("words before"), max_length=64, blank=True)
    suffix = models.CharField(_("words after"), max_length=64, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["version", "start_passage__position", "start", "end_passage__position", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["start_passage", "start", "end_passage", "end"], name="span_once"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")) | ~Q(start_passage=F("end_passage")),
                name="span_is_forward",
            ),
            models.CheckConstraint(condition=~Q(exact=""), name="quotation_has_words"),
        ]

    def __str__(self):
        return f"“{self.exact[:80]}”"

    def natural_key(self):
        return (
            *self.version.natural_key(),
            self.start_passage.position,
            self.start,
            self.end_passage.position,
            self.end,
        )

    natural_key.dependencies = ["sources.passage"]

    def get_absolute_url(self):
        return reverse("reader", args=[self.version.document.slug]) + f"#{self.start_passage.anchor}"

    @property
    def page(self):
        """The printed page on which the quotation begins."""
        return self.start_passage.page_at(self.start)

    @property
    def last_page(self):
        """The printed page on which it ends."""
        return self.end_passage.page_at(self.end - 1)

    def is_verbatim(self, passages):
        """Whether the span of these passages (in order, first to last) holds the exact words."""
        texts = [passage.text for passage in passages]
        if not texts or self.end > len(texts[-1]):
            return False
        texts[-1] = texts[-1][: self.end]
        texts[0] = texts[0][self.start :]
        return "\n".join(texts) == self.exact

    def is_in_context(self, passages, first, last):
        """Whether prefix and suffix are the words around it; `first` and `last` index `passages`."""
        reach = quoting.CONTEXT  # no more passages than characters can be touched
        before = "\n".join(one.text for one in passages[max(0, first - reach) : first])
        before = f"{before}\n{passages[first].text[: self.start]}"
        after = "\n".join(one.text for one in passages[last : last + reach + 1])[self.end :]
        return before.endswith(self.prefix) and after.startswith(self.suffix)
