"""What the search keeps beside the records; made from them alone, and made anew at will."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeftOut(models.Manager):
    """Nothing of it. As the first manager of a model it keeps the model out of `dumpdata`."""

    def get_queryset(self):
        return super().get_queryset().none()


class SearchEntry(models.Model):
    """The index entry of one thing that may be read: a row of the table that each database searches its way.

    Its number tells what it stands for (see `recommendations.search.entries`). The columns that hold the
    words differ between SQLite and PostgreSQL, and only the two backends of the search know them.
    """

    rowid = models.BigIntegerField(primary_key=True)

    in_dumps = LeftOut()
    objects = models.Manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        db_table = "search_index"

    def __str__(self):
        return str(self.rowid)


class SearchWord(models.Model):
    """A word of the texts that may be read, for proposals when one is mistyped.

    `count` is the number of entries that held it when the index was last made anew, or 1.
    """

    word = models.CharField(_("word"), max_length=60, primary_key=True)
    count = models.PositiveIntegerField(_("count"), default=1)

    in_dumps = LeftOut()
    objects = models.Manager()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self):
        return self.word
