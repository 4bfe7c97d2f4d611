"""Files whose rows stand under others of the same file: earlier ones, later ones, never themselves."""

from collections.abc import Hashable
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from .loader import BAD, Loader, Work
from .rows import Row
from .writing import KEEP


class Tree(Loader):
    """Reads such a file; a parent that is read after its child is filled in at the end."""

    parent_column: ClassVar[str] = "parent_id"
    parent_cell: ClassVar[str] = "parent"

    def __init__(self, work: Work):
        super().__init__(work)
        self.later: list[tuple[int, Hashable, int, str]] = []
        self.moved: dict[int, int] = {}  # the line of each row that may have come under itself

    def parent_key(self, row: Row) -> Hashable:
        """How the row names what it stands under; None for nothing."""
        return row[self.parent_cell] or None

    def parent(self, row: Row) -> Any:
        """The database key of the parent, or KEEP when that is still to be read."""
        key = self.parent_key(row)
        if key is None:
            return None
        found = self.known.get(key)
        if found == BAD:
            row.is_bad = True
        return found or KEEP

    def check(self, row, values, pk):
        if self.parent_key(row) == self.key(row, values):
            row.refuse(self.parent_cell, _("it would stand under itself; accepted: a tree."))

    def values(self, row):
        told = super().values(row)
        told[list(self.columns).index(self.parent_column)] = self.parent(row)
        return told

    def after(self, row, pk):
        key = self.parent_key(row)
        if key is None:
            return
        parent = self.known.get(key)
        if not parent:
            self.later.append((pk, key, row.line, str(row[self.parent_cell])))
        if not parent or parent > pk or not self.writer.is_new(pk):
            self.moved[pk] = row.line

    def load(self):
        super().load()
        self._name_parents()
        if self.moved:
            self._refuse_circles()
        self.moved = {}

    def _name_parents(self):
        found = []
        for pk, key, line, told in self.later:
            parent = self.known.get(key)
            if parent:
                found.append((pk, parent))
            elif parent is None:
                self.refuse_line(line, self.unknown(self.file.name, told))
        self.later = []
        self.writer.set_one(self.parent_column, found)

    def refuse_line(self, line: int, problem: str) -> None:
        """Note what is wrong with the parent that is named in a line."""
        self.work.report.add(self.file.path, line, self.parent_cell, problem)

    def _refuse_circles(self):
        parents = self.model._base_manager.filter(**{f"{self.parent_column}__isnull": False})
        above = dict(parents.values_list("pk", self.parent_column).iterator())
        fine: set[int | None] = {None}
        for pk, line in self.moved.items():
            path: dict[int, None] = {}
            at: int | None = pk
            while at not in fine and at not in path:
                path[at] = None  # type: ignore[index]
                at = above.get(at)
            if at in fine:
                fine.update(path)
            elif at == pk:
                self.refuse_line(line, _("it would stand under itself, in a circle; accepted: a tree."))
