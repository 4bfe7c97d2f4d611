"""What goes along with a row that is deleted: told one by one, or, where it is much, counted."""

from collections import Counter

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.text import capfirst

MOST_NAMED = 200


def counted(objs, request, site: AdminSite):
    """The same four answers as the stock admin's `get_deleted_objects`; None where few go along."""
    rows = list(objs)
    if not rows:
        return None
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=objs)
    collector.collect(rows)
    going: Counter = Counter({model: len(found) for model, found in collector.model_objs.items()})
    kept: Counter = Counter(type(row) for row in collector.protected)
    if going.total() + kept.total() <= MOST_NAMED:
        return None
    named = [f"{capfirst(row._meta.verbose_name)}: {row}" for row in rows[:MOST_NAMED]]
    along = _told(going - Counter({type(rows[0]): len(rows)}))
    refused = {model._meta.verbose_name for model in going if not _may_delete(request, site, model)}
    counts = {model._meta.verbose_name_plural: number for model, number in going.items()}
    return [*named, *along], counts, refused, _told(kept)


def _told(counts):
    return [f"{number} {model._meta.verbose_name_plural}" for model, number in counts.items()]


def _may_delete(request, site, model):
    return not site.is_registered(model) or site.get_model_admin(model).has_delete_permission(request)
