"""What is measured: each operation is one row, with the address under which each server has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# The servers, by the names under which the report has them.
OURS = "the site"  # keeps no page
KEPT = "the site, pages kept"
TO_A_LIST = "the site, until its first list"
RAW = "raw SQL"
RAW_BY_TEMPLATE = "raw SQL, small template"
EMPTY_DJANGO = "empty Django view"
EMPTY_WSGI = "empty WSGI app"
DATASETTE = "Datasette"
TUNED = "Datasette, tuned"
PLAIN_ADMIN = "plain Django admin"

TABLE = "recommendations_record"
LISTED = f"{TABLE}?kind=recommendation&status=published&_sort=sort_key&_size=50"
COUNTED = "&_facet=form&_facet=document_id&_facet=attestation"


@dataclass(frozen=True)
class Operation:
    """One thing to do: `ways` gives the address at each server, filled in from each of the `values`.

    The values come from the corpus (see `values`); a page that is not the one expected stops the run.
    """

    key: str
    title: str
    values: str
    ways: Mapping[str, str]
    expected: int = 200
    signed_in: bool = False

    def paths(self, server: str, values: Sequence[Mapping[str, object]]) -> list[str]:
        """The addresses that this server is asked for, each once."""
        return list(dict.fromkeys(self.ways[server].format_map(each) for each in values))


OPERATIONS = (
    Operation(
        "record",
        "record page",
        "records",
        {
            OURS: "/recommendations/{code}/",
            RAW: "/record/{code}",
            RAW_BY_TEMPLATE: "/record-by-template/{code}",
            DATASETTE: f"/asean_japan/{TABLE}/{{id}}",
            TUNED: f"/peer/{TABLE}/{{id}}",
        },
    ),
    Operation(
        "list",
        "list of 50",
        "first_pages",
        {
            OURS: "/recommendations/?page={page}",
            RAW: "/list?page={page}",
            DATASETTE: f"/asean_japan/{LISTED}",
            TUNED: f"/peer/{LISTED}",
        },
    ),
    Operation(
        "deep",
        "list at 80 % depth",
        "deep_pages",
        {OURS: "/recommendations/?page={page}", RAW: "/list?page={page}"},
    ),
    Operation(
        "facets",
        "filtered list with facets",
        "forms",
        {
            OURS: "/recommendations/?form={form}",
            RAW: "/facets?form={form}",
            DATASETTE: f"/asean_japan/{LISTED}&form={{form}}{COUNTED}",
            TUNED: f"/peer/{LISTED}&form={{form}}{COUNTED}",
        },
    ),
    Operation(
        "filled",
        "filtered list with facets, 50 in each",
        "filters",
        {OURS: "/recommendations/?{facet}={value}"},
    ),
    Operation(
        "crowded",
        "objective with 500 links",
        "crowded",
        {OURS: "/objectives/{code}/", RAW: "/record/{code}"},
    ),
    Operation(
        "search",
        "search, 20 ranked, exact total",
        "searches",
        {
            OURS: "/search/?q={words}",
            RAW: "/search?q={words}",
            TUNED: f"/peer/{TABLE}?_search={{words}}&_size=20",
        },
    ),
    Operation(
        "kept",
        "any public page, cached",
        "one_record",
        {KEPT: "/recommendations/{code}/", EMPTY_DJANGO: "/", EMPTY_WSGI: "/"},
    ),
    Operation("unchanged", "conditional GET", "one_record", {KEPT: "/recommendations/{code}/"}, expected=304),
    Operation(
        "admin",
        "admin list",
        "admin_pages",
        {
            OURS: "/admin/recommendations/recommendation/?p={page}",
            PLAIN_ADMIN: "/admin/recommendations/recommendation/?p={page}",
        },
        signed_in=True,
    ),
    Operation(
        "admin-search",
        "admin search",
        "searches",
        {
            OURS: "/admin/recommendations/recommendation/?q={words}",
            PLAIN_ADMIN: "/admin/recommendations/recommendation/?q={words}",
        },
        signed_in=True,
    ),
)
# What PostgreSQL is asked: the admin is measured once, and the raw search is FTS5's.
NOT_ON_POSTGRESQL = {"admin", "admin-search"}
ONLY_ON_SQLITE = {("search", RAW)}


@dataclass(frozen=True)
class Case:
    """An operation at a server, on a database with so many records."""

    operation: str
    server: str
    size: int
    database: str = field(default="sqlite")
