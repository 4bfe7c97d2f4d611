"""Who is asked to act, who supports, and for whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.models import SavedWhole

from .addresses import address_in
from .history import history
from .record import Record


class SlugManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Actor(SavedWhole, models.Model):
    """An organisation, government or group of people."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        GROUP_OF_STATES = "group_of_states", _("group of states")
        GOVERNMENT = "government", _("government")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organisation")
        SECRETARIAT = "secretariat", _("secretariat")
        AGENCY = "agency", _("agency")
        BANK = "bank", _("bank")
        COMPANY_GROUP = "company_group", _("companies")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        FOUNDATION = "foundation", _("foundation")
        BROADCASTER = "broadcaster", _("broadcaster")
        NETWORK = "network", _("network")
        PEOPLE = "people", _("people")
        PERSON = "person", _("person")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    aliases = models.JSONField(_("also called"), default=list, blank=True)
    history = history()

    objects = SlugManager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_in("actor", self.slug)


class ResponsibilityManager(models.Manager):
    def get_by_natural_key(self, code, slug, role):
        return self.get(record__code=code, actor__slug=slug, role=role)


class Responsibility(SavedWhole, models.Model):
    """An actor's role towards a record."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee", _("addressee")
        SUPPORTER = "supporter", _("supporter")
        BENEFICIARY = "beneficiary", _("beneficiary")

    record = models.ForeignKey(
        Record,
        on_delete=models.CASCADE,
        related_name="responsibilities",
        verbose_name=_("record"),
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("actor")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    history = history()

    objects = ResponsibilityManager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["record", "role", "actor"]
        constraints = [
            models.UniqueConstraint(fields=["record", "actor", "role"], name="responsibility_said_once"),
            models.CheckConstraint(
                condition=Q(role__in=["addressee", "supporter", "beneficiary"]),
                name="role_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.actor}, {self.get_role_display()}: {self.record}"

    def natural_key(self):
        return (*self.record.natural_key(), *self.actor.natural_key(), self.role)

    natural_key.dependencies = ["recommendations.record", "recommendations.actor"]
