"""The record: one citable statement, in its document's exact words."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from sources.models import Document, Quotation

from .addresses import address_in
from .history import history
from .natural import sort_key
from .record_queries import RecordQuerySet
from .status import Status
from .tag import TaggableManager

RECORD_HISTORY = history()

RecordManager = models.Manager.from_queryset(RecordQuerySet)


class StaleEdit(Exception):
    """The record was saved by somebody else since it was read."""


class Record(models.Model):
    """One citable statement; its kind decides under which address it stands.

    `text` is the words of its quotations of role *text*, joined by `ELLIPSIS`; it is empty for
    a heading and for a number that the source only implies. `version` counts saves: a save
    over a newer one raises `StaleEdit`.
    """

    ELLIPSIS = " … "

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", _("objective")
        CLAUSE = "clause", _("clause")
        RECOMMENDATION = "recommendation", _("recommendation")
        PRINCIPLE = "principle", _("principle")

    class Form(models.TextChoices):
        NUMBERED = "numbered", _("numbered")
        STRATEGIC_DIRECTION = "strategic_direction", _("strategic direction")
        ACTIVITY = "activity", _("activity")
        PROPOSAL = "proposal", _("proposal")
        IN_TEXT = "in_text", _("in the running text")

    class Attestation(models.TextChoices):
        PRIMARY = "primary", _("read in its own document")
        SECOND_HAND = "second_hand", _("second-hand")
        IMPLIED = "implied", _("number implied, not printed")

    code = models.CharField(
        _("code"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+([.-][a-z0-9]+)*\Z",
                _("Lower-case letters and digits, joined by dots or hyphens: ajpoa2015-3.9.1."),
            )
        ],
        help_text=_("Permanent: others cite it."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
    form = models.CharField(_("form"), max_length=20, choices=Form, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="records", verbose_name=_("document")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under"),
    )
    number = models.CharField(_("number as printed"), max_length=20, blank=True)
    # Of eighty characters of a code up to forty are numbers, each padded to six digits.
    sort_key = models.CharField(max_length=280, db_index=True, editable=False)
    heading = models.CharField(_("heading as printed"), max_length=500, blank=True)
    text = models.TextField(_("exact words"), blank=True)
    attestation = models.CharField(
        _("attestation"), max_length=20, choices=Attestation, default=Attestation.PRIMARY
    )
    editorial_note = models.TextField(_("editorial note"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    quotations = models.ManyToManyField(Quotation, through="RecordQuotation", related_name="records")
    tags = TaggableManager(
        through="recommendations.Tagging",
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Subjects, separated by commas."),
    )
    history = RECORD_HISTORY

    objects = RecordManager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["kind", "status", "sort_key"], name="record_listed"),
            # Lists of editors, who see every status, and the documents that those can be narrowed to.
            models.Index(fields=["kind", "sort_key", "code"], name="record_edited"),
            models.Index(fields=["document", "kind"], name="record_kinds_of_document"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="recommendation",
                    form__in=["numbered", "strategic_direction", "activity", "proposal", "in_text"],
                )
                | ~Q(kind="recommendation") & Q(form=""),
                name="recommendations_have_a_form",
                violation_error_message=_("A recommendation has a form; no other record has."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(heading="") | Q(attestation="implied"),
                name="record_has_words",
                violation_error_message=_("Give the words or the heading as printed."),
            ),
            models.CheckConstraint(
                condition=~Q(attestation="implied") | Q(text="") & ~Q(editorial_note=""),
                name="implied_record_says_so",
                violation_error_message=_(
                    "A number that is only implied has no words of its own, "
                    "and an editorial note that says so."
                ),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="record_is_not_its_own_parent",
                violation_error_message=_("A record cannot stand under itself."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["objective", "clause", "recommendation", "principle"],
                    status__in=["draft", "in_review", "published"],
                    attestation__in=["primary", "second_hand", "implied"],
                    version__gte=1,
                ),
                name="record_words_are_known",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.short}".strip()

    def natural_key(self):
        return (self.code,)

    natural_key.dependencies = ["sources.document"]

    def get_absolute_url(self):
        return address_in(self.kind, self.code)

    @property
    def short(self):
        """Its heading, or the first of its words: how it is called in a list."""
        return self.heading or Truncator(self.text).words(14)

    @property
    def is_heading(self):
        """Whether it only groups what stands under it."""
        return not self.text

    @cached_property
    def wording(self):
        """Its quotations of role *text*, in order (from what was prefetched)."""
        return [
            use.quotation for use in self.record_quotations.all() if use.role == RecordQuotation.Role.TEXT
        ]

    def clean(self):
        parent = self.parent if self.parent_id else None
        if parent and parent.document_id != self.document_id:
            raise ValidationError({"parent": _("%s belongs to another document.") % parent.code})
        ancestor = parent
        while ancestor:
            if ancestor.pk == self.pk and self.pk:
                raise ValidationError({"parent": _("A record cannot stand under itself.")})
            ancestor = ancestor.parent

    def save(self, **kwargs):
        self.sort_key = sort_key(self.code)
        read = self.version
        try:
            with transaction.atomic():
                if self.pk and not self._state.adding:
                    self._claim()
                super().save(**kwargs)
        except BaseException:
            self.version = read  # nothing was stored: the next try is no stale edit
            raise

    def _claim(self):
        """Count this save, unless the stored record has moved on: then raise StaleEdit."""
        mine = Record.objects.filter(pk=self.pk, version=self.version)
        if not mine.update(version=F("version") + 1):
            raise StaleEdit(self.code)
        self.version += 1


class RecordQuotationManager(models.Manager):
    def get_by_natural_key(self, code, role, position):
        return self.get(record__code=code, role=role, position=position)


class RecordQuotation(models.Model):
    """A quotation in which a record's words, heading or printed label are read."""

    class Role(models.TextChoices):
        TEXT = "text", _("text")
        HEADING = "heading", _("heading")
        LABEL = "label", _("label as printed")

    record = models.ForeignKey(
        Record,
        on_delete=models.CASCADE,
        related_name="record_quotations",
        verbose_name=_("record"),
    )
    quotation = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        related_name="record_quotations",
        verbose_name=_("quotation"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.TEXT)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    history = history()

    objects = RecordQuotationManager()

    class Meta:
        verbose_name = _("quotation of a record")
        verbose_name_plural = _("quotations of records")
        ordering = ["record", "role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "role", "position"], name="quotation_order_once"),
            models.CheckConstraint(
                condition=Q(role__in=["text", "heading", "label"]),
                name="quotation_role_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.record.code} {self.role} {self.position}"

    def natural_key(self):
        return (*self.record.natural_key(), self.role, self.position)

    natural_key.dependencies = ["recommendations.record", "sources.quotation"]


def quoted_words(uses: Iterable[RecordQuotation]) -> dict[str, str]:
    """The `text` and `heading` that these quotations, in their roles and order, give a record."""
    words = {}
    for role in (RecordQuotation.Role.TEXT, RecordQuotation.Role.HEADING):
        spans = sorted((use.position, use.quotation.exact) for use in uses if use.role == role)
        words[role.value] = Record.ELLIPSIS.join(exact for _position, exact in spans)
    return words
