"""Tags of our own, so that assignments are rows with a real foreign key.

The only module that knows the tagging library.
"""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from sources.models import SavedWhole

from .addresses import address_in
from .history import history

__all__ = ["Tag", "TaggableManager", "Tagging"]


class Tag(SavedWhole, TagBase):
    """A subject, in lower-case words."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def natural_key(self):
        return [self.name]

    def get_absolute_url(self):
        return address_in("tag", self.slug)

    def slugify(self, tag, i=None):
        """The address of the tag; a name without Latin letters is kept in its own script."""
        slug = slugify(tag, allow_unicode=True) or "tag"
        return f"{slug}-{i}" if i else slug


class TaggingManager(models.Manager):
    def get_by_natural_key(self, code, name):
        return self.get(content_object__code=code, tag__name=name)


class Tagging(SavedWhole, ItemBase):
    """One tag on one record."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey(
        "recommendations.Record", on_delete=models.CASCADE, related_name="taggings"
    )
    history = history()

    objects = TaggingManager()

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        ordering = ["tag__name"]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_once")]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"

    def natural_key(self):
        return (*self.content_object.natural_key(), *self.tag.natural_key())

    natural_key.dependencies = ["recommendations.record", "recommendations.tag"]
