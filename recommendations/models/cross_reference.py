"""Links between records: what the relation is, on what basis, and where the evidence stands."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.models import Quotation

from .history import history
from .record import Record
from .status import Origin, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CrossReferenceQuerySet(models.QuerySet):
    def get_by_natural_key(self, from_code, to_code, relation):
        return self.get(from_record__code=from_code, to_record__code=to_code, relation=relation)

    def published(self):
        """Links that an anonymous reader may see: published, as both of their ends are."""
        return self.filter(
            status=Status.PUBLISHED,
            from_record__status=Status.PUBLISHED,
            to_record__status=Status.PUBLISHED,
        )

    def touching(self, record):
        """Links from or to the record."""
        return self.filter(Q(from_record=record) | Q(to_record=record))

    def joining(self, kind, other_kind):
        """Links between records of these two kinds, in either direction."""
        return self.filter(Q(from_kind=kind, to_kind=other_kind) | Q(from_kind=other_kind, to_kind=kind))

    def saying(self, words):
        """Links with every one of the words in an end (as a search finds it), the evidence or the reason."""
        from ..search.asking import Words
        from ..search.found import links_matching

        if not words:
            return self
        tree = (words if isinstance(words, Words) else Words(words)).understood.tree
        return self.filter(links_matching(tree)) if tree else self.none()

    def with_ends(self):
        """Both records, their documents, and the evidence with its place."""
        return self.select_related(
            "from_record__document",
            "to_record__document",
            "evidence__version__document",
            "evidence__start_passage__version__document",
        ).defer("evidence__version__raw", "evidence__start_passage__version__raw")

    def for_list(self):
        ends = ("to_record__sort_key", "to_record__code", "from_record__sort_key", "from_record__code")
        return self.with_ends().order_by(*ends, "relation")


class CrossReference(models.Model):
    """A claim that one record bears on another, and why we may say so.

    `from_kind` and `to_kind` repeat the kinds of the two records, so that the database itself
    can refuse a relation that does not fit them, and count links by kind without a join.
    """

    class Relation(models.TextChoices):
        ADDRESSES = "addresses", _("addresses")
        CARRIES_OUT = "carries_out", _("carries out")
        ELABORATES = "elaborates", _("elaborates")
        ECHOES = "echoes", _("echoes")
        RELATED = "related", _("is related to")

    REVERSED: "dict[str, StrOrPromise]" = {
        Relation.ADDRESSES: _("is addressed by"),
        Relation.CARRIES_OUT: _("is carried out by"),
        Relation.ELABORATES: _("is elaborated by"),
        Relation.ECHOES: _("is echoed by"),
        Relation.RELATED: _("is related to"),
    }

    class Basis(models.TextChoices):
        STATED = "stated", _("stated")
        SAME_HEADING = "same_heading", _("same heading")
        READING = "reading", _("editor’s reading")

    from_record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="links_out", verbose_name=_("from")
    )
    to_record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="links_in", verbose_name=_("to")
    )
    from_kind = models.CharField(max_length=20, choices=Record.Kind, editable=False)
    to_kind = models.CharField(max_length=20, choices=Record.Kind, editable=False)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    basis = models.CharField(_("basis"), max_length=20, choices=Basis)
    evidence = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("evidence"),
    )
    reason = models.TextField(_("reason"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.EDITOR)
    history = history()

    objects = CrossReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("cross-reference")
        verbose_name_plural = _("cross-references")
        ordering = ["to_record", "from_record", "relation"]
        indexes = [
            models.Index(fields=["from_record", "status", "to_kind"], name="link_from"),
            models.Index(fields=["to_record", "status", "from_kind"], name="link_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_record=F("to_record")),
                name="link_joins_two_records",
                violation_error_message=_("A record cannot be linked to itself."),
            ),
            models.UniqueConstraint(
                fields=["from_record", "to_record", "relation"],
                name="link_said_once",
                violation_error_message=_("These two records already have this relation."),
            ),
            models.CheckConstraint(
                condition=~Q(basis="reading") | ~Q(reason=""),
                name="reading_has_a_reason",
                violation_error_message=_("An editor’s reading needs a reason."),
            ),
            models.CheckConstraint(
                condition=Q(basis="reading") | Q(evidence__isnull=False),
                name="claim_has_evidence",
                violation_error_message=_("What the source states needs its words as evidence."),
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(relation__in=["addresses", "carries_out"])
                    | Q(
                        relation="addresses",
                        from_kind__in=["clause", "recommendation"],
                        to_kind="objective",
                    )
                    | Q(relation="carries_out", from_kind="recommendation", to_kind="clause")
                ),
                name="relation_fits_the_kinds",
                violation_error_message=_(
                    "“Addresses” leads from a clause or recommendation to an objective, "
                    "“carries out” from a recommendation to a clause."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    relation__in=["addresses", "carries_out", "elaborates", "echoes", "related"],
                    basis__in=["stated", "same_heading", "reading"],
                    status__in=["draft", "in_review", "published"],
                    origin__in=["editor", "suggestion", "import"],
                    from_kind__in=["objective", "clause", "recommendation", "principle"],
                    to_kind__in=["objective", "clause", "recommendation", "principle"],
                ),
                name="link_words_are_known",
            ),
        ]

    def __str__(self):
        ends = self.from_record_id and self.to_record_id
        return f"{self.from_record.code} {self.relation} {self.to_record.code}" if ends else self.relation

    def natural_key(self):
        return (*self.from_record.natural_key(), *self.to_record.natural_key(), self.relation)

    natural_key.dependencies = ["recommendations.record", "sources.quotation"]

    def get_absolute_url(self):
        return reverse("cross-reference", args=[self.from_record.code, self.relation, self.to_record.code])

    def copy_kinds(self):
        """Repeat the kinds of the two records here; done before every check and save."""
        if self.from_record_id and self.to_record_id:
            self.from_kind, self.to_kind = self.from_record.kind, self.to_record.kind

    def full_clean(self, exclude=None, validate_unique=True, validate_constraints=True):
        # The kinds are never on a form, so Django would leave out the constraint that needs them.
        self.copy_kinds()
        forgone = set(exclude or ()) - {"from_kind", "to_kind"}
        super().full_clean(forgone, validate_unique, validate_constraints)

    def clean(self):
        if not (self.from_record_id and self.to_record_id):
            return
        same = self.from_record.document_id == self.to_record.document_id
        if self.relation == self.Relation.ECHOES and same:
            raise ValidationError(
                {"relation": _("“Echoes” joins records of two documents; use “elaborates” here.")}
            )

    def save(self, **kwargs):
        self.copy_kinds()
        super().save(**kwargs)

    @property
    def reverse_relation(self):
        """The relation as read from the other end."""
        return self.REVERSED[self.relation]
