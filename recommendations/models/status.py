"""The way of a record or a link to its readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")


class Origin(models.TextChoices):
    EDITOR = "editor", _("editor")
    SUGGESTION = "suggestion", _("suggestion")
    IMPORT = "import", _("import")
