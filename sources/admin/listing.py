"""A page of a list, read so that it costs the same at any size."""

from urllib.parse import quote_plus

from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ChangeList
from django.utils.functional import cached_property

from . import cells

ANY = "-any-value-"  # stands in an address for what differs from one to the next


class LeanList(ChangeList):
    """The stock admin's list, but a page's keys are found first, by an index alone, from the nearer end.

    What the columns show is then asked for these rows only. What cells and addresses have in common is
    made once.
    """

    def __init__(self, *args, **kwargs):
        self._queries: dict[str, list[str]] = {}
        super().__init__(*args, **kwargs)

    def get_results(self, request):
        super().get_results(request)
        first = (self.page_num - 1) * self.list_per_page
        if self.multi_page and not self.show_all and not self.queryset.query.distinct:
            keys = self._keys(first, min(first + self.list_per_page, self.result_count))
            rows = self.model_admin.rows(request, keys)  # type: ignore[attr-defined]  # ours have it
            if not rows.query.select_related:
                rows = self.apply_select_related(rows)
            self.result_list = rows.order_by(*self.queryset.query.order_by)

    def _keys(self, first, end):
        wanted = self.queryset
        if first > self.result_count // 2:
            wanted, (first, end) = wanted.reverse(), (self.result_count - end, self.result_count - first)
        return wanted.values("pk")[first:end]

    def get_query_string(self, new_params=None, remove=None):
        if remove or not new_params or len(new_params) > 1:
            return super().get_query_string(new_params, remove)
        ((name, value),) = new_params.items()
        if not isinstance(value, str):
            return super().get_query_string(new_params)
        if name not in self._queries:
            made = super().get_query_string({name: ANY})
            self._queries[name] = made.rsplit(f"{quote_plus(name)}={ANY}", 1)
        before, after = self._queries[name]
        return f"{before}{quote_plus(name)}={quote_plus(value)}{after}"

    def has_lean_rows(self):
        return cells.suit(self)

    def rows(self):
        return cells.rows(self)

    @cached_property
    def headers(self):
        return list(result_headers(self))

    def sorted_columns(self):
        """How many columns say that they have a part in the order."""
        return sum(header["sortable"] and header["sorted"] for header in self.headers)
