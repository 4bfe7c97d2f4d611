"""The same pages by hand-written SQL over WSGI: no framework, one connection a thread, strings put together.

/record/<code>   /list?page=2&form=proposal   /facets?form=proposal   /search?q=water
/record-by-template/<code>   the same rows through a small template, as Django's engine writes it
"""

import sqlite3
from collections import defaultdict
from functools import cache
from html import escape
from pathlib import Path
from threading import local
from urllib.parse import parse_qs

from django.conf import settings
from django.template import Context, Engine

from . import queries

KIND = "recommendation"
PAGE = """<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{0}</title></head>
<body><h1>{0}</h1>{1}</body></html>"""

TEMPLATE = Path(__file__).with_name("record.html")


def application(database: str):
    """The WSGI application over an SQLite file, or over PostgreSQL where an address is given."""
    kept = local()

    def answer(environ, start_response):
        if not hasattr(kept, "ask"):
            kept.ask = asker(connect(database))
        body = page(kept.ask, environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"])).encode()
        start_response(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
        )
        return [body]

    return answer


def connect(database: str):
    """A connection of the database's own driver."""
    if database.startswith("postgres"):
        import psycopg2

        connection = psycopg2.connect(database)
        connection.autocommit = True
        return connection
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)


def asker(connection) -> queries.Ask:
    """The way to ask this connection."""
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"

    def ask(sql, values):
        cursor = connection.cursor()
        cursor.execute(sql if mark == "?" else sql.replace("?", mark), values)
        return cursor.fetchall()

    return ask


def page(ask: queries.Ask, path: str, query: dict[str, list[str]]) -> str:
    """The page of an address."""
    given = {name: values[0] for name, values in query.items()}
    name, _, rest = path.strip("/").partition("/")
    if name == "record":
        return record_page(queries.record(ask, rest))
    if name == "record-by-template":
        return by_template(queries.record(ask, rest))
    if name == "search":
        return search_page(given["q"], queries.search(ask, given["q"]))
    form = given.get("form", "")
    counted = queries.facets(ask, KIND, form) if name == "facets" else {}
    return list_page(queries.records(ask, KIND, int(given.get("page", "1")), form), counted)


def record_page(found: dict) -> str:
    """The record with its words, places, links, neighbours, tags and actors."""
    _pk, code, _kind, form, number, heading, text, note, _key, slug, title, *_parent = found["record"]
    parts = [
        f"<p><a href='/documents/{slug}/'>{escape(title)}</a> {form}</p>",
        f"<blockquote>{escape(text)}</blockquote><p>{escape(note)}</p>",
    ]
    for _role, exact, position, printed, label, section in found["places"]:
        at = f"/documents/{slug}/read/#p{position}"
        parts.append(f"<p><a href='{at}'>{label} {escape(section or '')} {printed}</a> {escape(exact)}</p>")
    parts += ["<ul>", *(_link(*row) for row in found["links"]), "</ul><ul>"]
    parts += [
        f"<li>{role} <a href='/{role}/{at}/'>{escape(name)}</a></li>" for role, at, name in found["around"]
    ]
    parts += [f"<li><a href='/record/{beside}'>{beside}</a></li>" for (beside,) in found["beside"]]
    return PAGE.format(escape(f"{code} {number} {heading}"), "".join([*parts, "</ul>"]))


def _link(way, relation, basis, reason, to, kind, number, heading, text, exact, position, slug, short):
    place = f"<a href='/documents/{slug}/read/#p{position}'>{escape(short)}</a>" if slug else ""
    return (
        f"<li class={kind}>{way} {relation} {basis} "
        f"<a href='/{kind}s/{to}/'>{number} {escape(heading or text)}</a> "
        f"<q>{escape(exact or reason)}</q> {place}</li>"
    )


def by_template(found: dict) -> str:
    """The same by a template: one file's worth, that includes and extends nothing."""
    return _template().render(Context(found, use_l10n=False))


@cache
def _template():
    if not settings.configured:
        settings.configure(USE_I18N=False)
    return Engine().from_string(TEMPLATE.read_text())


def list_page(found: dict, counted: dict) -> str:
    """Fifty records with what they are joined to, and facets where they were asked for."""
    joined: dict = defaultdict(lambda: defaultdict(int))
    for pk, kind, _other in found["counts"]:
        joined[pk][kind] += 1
    around = defaultdict(list)
    for name in ("actors", "tags"):
        for pk, slug, called in found[name]:
            around[pk].append(f"<a href='/{name}/{slug}/'>{escape(called)}</a>")
    parts = [f"<p>{found['total']}</p>"]
    for name, values in counted.items():
        parts += [f"<li><a href='?{name}={value}'>{value}</a> {count}</li>" for value, count in values]
    for pk, code, number, heading, text, form, slug, short in found["rows"]:
        links = " ".join(f"{kind} {count}" for kind, count in joined[pk].items())
        parts.append(
            f"<li id='{code}'>{number} <a href='/record/{code}'>{escape(heading or text)}</a> {form} {links} "
            f"<a href='/documents/{slug}/'>{escape(short)}</a> {' '.join(around[pk])}</li>"
        )
    return PAGE.format("Recommendations", "".join(parts))


def search_page(words: str, found: dict) -> str:
    """The best of what was found."""
    parts = [f"<p>{found['total']}</p>"]
    for code, kind, number, heading, text, _rank in found["rows"]:
        parts.append(f"<li><a href='/{kind}s/{code}/'>{number} {escape(heading)}</a> {escape(text)}</li>")
    return PAGE.format(escape(words), "".join(parts))
