"""Documents, and their texts as received."""

from hashlib import sha256

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..dates import PartialDateField
from ..json_fields import KeysInOrder
from .whole import SavedWhole


class DocumentQuerySet(models.QuerySet):
    def held(self):
        """Documents whose text we keep."""
        return self.filter(Exists(DocumentVersion.objects.filter(document=OuterRef("pk"))))

    def only_cited(self):
        """Documents that a held one names, and whose own text we do not keep."""
        return self.exclude(pk__in=DocumentVersion.objects.values("document"))

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Document(SavedWhole, models.Model):
    """A source: held (its text is kept) or only cited by one that is held."""

    class Kind(models.TextChoices):
        BOOK_CHAPTER = "book_chapter", _("book chapter")
        POLICY_BRIEF = "policy_brief", _("policy brief")
        BLUEPRINT = "blueprint", _("blueprint")
        PLAN_OF_ACTION = "plan_of_action", _("plan of action")
        DECLARATION = "declaration", _("declaration")
        DOCTRINE = "doctrine", _("doctrine")
        CONVENTION = "convention", _("convention")
        CHARTER = "charter", _("charter")
        REPORT = "report", _("report")
        RESOLUTION = "resolution", _("resolution")
        ROADMAP = "roadmap", _("roadmap")
        OTHER = "other", _("other document")

    class Rights(models.TextChoices):
        FULL_TEXT = "full_text", _("full text")
        QUOTATIONS_ONLY = "quotations_only", _("quotations only")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=500)
    short_title = models.CharField(_("short title"), max_length=120)
    issued = PartialDateField(_("issued"), blank=True)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("BCP 47 tag, such as en-GB.")
    )
    rights = models.CharField(
        _("rights"),
        max_length=20,
        choices=Rights,
        default=Rights.QUOTATIONS_ONLY,
        help_text=_("“Quotations only” hides the reading text everywhere; quotations stay."),
    )
    rights_holder = models.CharField(_("rights holder"), max_length=200, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What is known of the document from elsewhere.")
    )
    csl = models.JSONField(
        _("bibliographic record"),
        default=dict,
        blank=True,
        decoder=KeysInOrder,
        help_text=_("A CSL-JSON item."),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rights__in=["full_text", "quotations_only"]),
                name="document_rights_are_known",
            )
        ]

    def __str__(self):
        return self.short_title

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("document", args=[self.slug])

    @property
    def shows_text(self):
        """Whether the reading text may stand on pages, in search and in exports."""
        return self.rights == self.Rights.FULL_TEXT


class DocumentVersionManager(models.Manager):
    def get_by_natural_key(self, slug, number):
        return self.get(document__slug=slug, number=number)


class DocumentVersion(models.Model):
    """The text of a document as received on a day: bytes that never change.

    A new text is a new version. `raw` holds UTF-8; every position that passages keep
    counts characters of the decoded text.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="versions", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("number"), default=1)
    raw = models.BinaryField(_("text as received"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    file_name = models.CharField(_("file name"), max_length=200)
    received = models.DateField(_("received"))

    objects = DocumentVersionManager()

    class Meta:
        verbose_name = _("document version")
        verbose_name_plural = _("document versions")
        ordering = ["document__slug", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["document", "sha256"], name="version_text_once"),
        ]

    def __str__(self):
        return _("%(document)s, version %(number)d") % {
            "document": self.document,
            "number": self.number,
        }

    def natural_key(self):
        return (*self.document.natural_key(), self.number)

    natural_key.dependencies = ["sources.document"]

    def save(self, **kwargs):
        stored = type(self).objects.filter(pk=self.pk).values_list("sha256", flat=True).first()
        if stored and {stored} != {self.sha256, self.digest}:
            raise ValueError("A stored text never changes; store the new text as a new version.")
        super().save(**kwargs)

    @property
    def raw_text(self):
        """The characters received."""
        return bytes(self.raw).decode()

    @property
    def digest(self):
        """The SHA-256 of the bytes as they are now, in hexadecimal."""
        return sha256(bytes(self.raw)).hexdigest()


class CitationManager(models.Manager):
    def get_by_natural_key(self, slug, *place):
        from .passage import Quotation

        return self.get(document__slug=slug, quotation=Quotation.objects.get_by_natural_key(*place))


class Citation(models.Model):
    """A place at which a held document names another document."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="citations", verbose_name=_("document")
    )
    quotation = models.ForeignKey(
        "sources.Quotation",
        on_delete=models.PROTECT,
        related_name="citations",
        verbose_name=_("quotation"),
    )

    objects = CitationManager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["document__slug", "quotation"]
        constraints = [models.UniqueConstraint(fields=["document", "quotation"], name="citation_said_once")]

    def __str__(self):
        return f"{self.document}: {self.quotation}"

    def natural_key(self):
        return (*self.document.natural_key(), *self.quotation.natural_key())

    natural_key.dependencies = ["sources.document", "sources.quotation"]
