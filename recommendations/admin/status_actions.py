"""The steps draft → in review → published, for a selection in a list."""

from functools import partial

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..actions import Refused
from ..models import StaleEdit
from .base import KeptAdmin


class StatusActions(KeptAdmin):
    """Adds the three steps to an admin; `steps` gives the verb for each."""

    steps: dict = {}

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request, selection):
        self._step(request, "submit", selection)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request, selection):
        self._step(request, "publish", selection)

    @admin.action(description=_("Return to draft"), permissions=["change"])
    def return_to_draft(self, request, selection):
        self._step(request, "return_to_draft", selection)

    def _step(self, request, name, selection):
        tell = partial(self.message_user, request)
        why = request.POST.get("why", "").replace("\0", "")
        try:
            moved = self.steps[name](selection, request.user, why)
        except Refused as refused:
            tell(_refusal(refused), messages.ERROR)
        except StaleEdit as stale:
            tell(
                gettext("Somebody else has just saved %s. Nothing was changed; look at it again.") % stale,
                messages.ERROR,
            )
        else:
            tell(ngettext("%d was changed.", "%d were changed.", moved) % moved, messages.SUCCESS)


def _refusal(refused):
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in refused.reasons))
    return format_html("{}<ul>{}</ul>", gettext("Nothing was changed, because of this:"), reasons)
