"""The history of one row: each change with who, when and why, those of a whole selection included."""

from django.core.paginator import Paginator

from sources.admin.base import OurAdmin

SHOWN = 100  # changes on a page
TEMPLATE = "admin/recommendations/history.html"


class ShowsWhy(OurAdmin):
    """An admin whose history page is read from the change sets, where a model has them.

    The admin's own log knows neither the reason nor what was done to a selection.
    """

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        shown = getattr(response, "context_data", None)  # somebody else's redirect has none
        if shown and hasattr(shown["object"], "history"):
            found = shown["object"].history.select_related("history_user", "change_set")
            newest_first = found.order_by("-history_date", "-history_id")
            response.template_name = TEMPLATE  # type: ignore[attr-defined]  # the stubs know no TemplateResponse here
            shown["changes"] = Paginator(newest_first, SHOWN).get_page(request.GET.get("p"))
        return response
