"""Questions about records, as verbs of the domain."""

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from sources.models import Quotation

from .status import Status


def _model(name):
    # The queryset stands below the models that it asks about.
    return apps.get_model("recommendations", name)


class RecordQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def published(self):
        """What an anonymous reader may see; every page, file and count begins here."""
        return self.filter(status=Status.PUBLISHED)

    # Places in the tree

    def at_the_top(self):
        """Records under no other: the lettered objectives, the chapters of a plan."""
        return self.filter(parent__isnull=True)

    def under_another(self):
        """Records under another: the objectives that are discussed."""
        return self.filter(parent__isnull=False)

    def with_words(self):
        """Records that quote words of their own, headings and implied numbers left out."""
        return self.exclude(text="")

    # Selections

    def saying(self, words):
        """Records that a search for these words finds (see `recommendations.search`): published ones."""
        from ..search.asking import Words
        from ..search.found import records_matching

        if not words:
            return self
        tree = (words if isinstance(words, Words) else Words(words)).understood.tree
        return self.filter(pk__in=records_matching(tree)) if tree else self.none()

    def linked(self, *, to=(), basis=(), relation=()):
        """Records with a published link of these qualities; `to` lists the other ends."""
        ends = _model("CrossReference").objects.published()
        if basis:
            ends = ends.filter(basis__in=basis)
        if relation:
            ends = ends.filter(relation__in=relation)
        out, back = ends, ends
        if to:
            out, back = ends.filter(to_record__in=to), ends.filter(from_record__in=to)
        return self.filter(
            Exists(out.filter(from_record=OuterRef("pk"))) | Exists(back.filter(to_record=OuterRef("pk")))
        )

    def without_link_to(self, kind):
        """Records that no published link joins to a record of this kind."""
        links = _model("CrossReference").objects.published()
        return self.filter(
            ~Exists(links.filter(from_record=OuterRef("pk"), to_kind=kind)),
            ~Exists(links.filter(to_record=OuterRef("pk"), from_kind=kind)),
        )

    def unlinked(self):
        """Records that no published link joins to anything."""
        links = _model("CrossReference").objects.published()
        return self.filter(
            ~Exists(links.filter(from_record=OuterRef("pk"))), ~Exists(links.filter(to_record=OuterRef("pk")))
        )

    def asking(self, *, actors=(), roles=()):
        """Records in which one of the actors has one of the roles."""
        asked = _model("Responsibility").objects.filter(record=OuterRef("pk"))
        if actors:
            asked = asked.filter(actor__in=actors)
        if roles:
            asked = asked.filter(role__in=roles)
        return self.filter(Exists(asked))

    def asking_nobody(self):
        """Records without an addressee."""
        asked = _model("Responsibility").objects.filter(record=OuterRef("pk"), role="addressee")
        return self.filter(~Exists(asked))

    def lacking(self, gap):
        """Records with this gap: no link to a kind of record, no "addressee", or no "link" at all."""
        if gap == "addressee":
            return self.asking_nobody()
        return self.unlinked() if gap == "link" else self.without_link_to(gap)

    def tagged(self, tags):
        """Records with one of the tags."""
        taggings = _model("Tagging").objects.filter(content_object=OuterRef("pk"), tag__in=tags)
        return self.filter(Exists(taggings))

    # What a page shows

    def with_link_counts(self):
        """Annotates `objective_count`, `clause_count`, `recommendation_count` and
        `principle_count`: the published records of each kind joined to this one."""
        kinds = ("objective", "clause", "recommendation", "principle")
        return self.annotate(**{f"{kind}_count": self._count_joined(kind) for kind in kinds})

    @staticmethod
    def _count_joined(kind):
        # A correlated subquery: joining and grouping costs a hundred times as much at size.
        here = OuterRef("pk")
        other = Case(When(from_record=here, then=F("to_record")), default=F("from_record"))
        counted = (
            _model("CrossReference")
            .objects.published()
            .filter(Q(from_record=here, to_kind=kind) | Q(to_record=here, from_kind=kind))
            .order_by()
            .annotate(all=Value(1))
            .values("all")
            .annotate(n=Count(other, distinct=True))
            .values("n")
        )
        return Coalesce(Subquery(counted), 0)

    def with_tags(self):
        taggings = _model("Tagging").objects.select_related("tag").order_by("tag__name")
        return self.prefetch_related(Prefetch("taggings", taggings))

    def with_responsibilities(self):
        asked = _model("Responsibility").objects.select_related("actor")
        return self.prefetch_related(Prefetch("responsibilities", asked.order_by("role", "actor__name")))

    def with_wording(self):
        """Quotations with everything that saying where they stand needs."""
        uses = _model("RecordQuotation").objects.order_by("role", "position")
        return self.prefetch_related(
            Prefetch("record_quotations", uses),
            Prefetch("record_quotations__quotation", Quotation.objects.with_place()),
        )

    def for_list(self):
        """Three queries, whatever the number of rows: records, taggings, responsibilities."""
        return (
            self.select_related("document", "parent")
            .with_link_counts()
            .with_tags()
            .with_responsibilities()
            .order_by("sort_key", "code")
        )

    def for_page(self):
        """Everything that a record's own page shows of the record itself."""
        return (
            self.select_related("document", "parent__parent")
            .with_tags()
            .with_responsibilities()
            .with_wording()
        )

    def before(self, record):
        earlier = Q(sort_key__lt=record.sort_key) | Q(sort_key=record.sort_key, code__lt=record.code)
        return self.filter(earlier).order_by("-sort_key", "-code").first()

    def after(self, record):
        later = Q(sort_key__gt=record.sort_key) | Q(sort_key=record.sort_key, code__gt=record.code)
        return self.filter(later).order_by("sort_key", "code").first()
