"""The rules of the house, kept by machine."""

import ast
import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from tempfile import gettempdir

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class

ROOT = settings.BASE_DIR
TEXTS = {".py", ".html", ".jinja", ".css", ".js", ".md", ".toml", ".csv", ".txt", ".sh", ".yml", ".json", ""}
FLOORS = ["sources", "recommendations", "asean_japan"]  # from the ground up
OURS = [*FLOORS, "scripts", "tests", "templates", "docs", "fixtures/curation", "requirements", ".ci"]
LONGEST = {".py": 400, ".css": 400, ".js": 400, ".html": 80, ".jinja": 80}  # lines


@cache
def files(*folders, ending=""):
    """Files of ours in these folders; what tools make (migrations, caches) is left out."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob(f"*{ending}")))
    made = {"migrations", "__pycache__"}
    return [path for path in found if path.is_file() and not made & set(path.parts)]


@cache
def tree(path):
    return ast.parse(path.read_text())


def imports_of(path):
    """Whole names of the modules and names that a file imports, wherever in it: "sources.models.Area"."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def functions(*folders):
    """(path, function) for every function and method."""
    for path in files(*folders, ending=".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def length(function):
    return function.end_lineno - function.lineno + 1


def named(path, node=None):
    """How a fault is told: where, so that it can be found at once."""
    where = str(path.relative_to(ROOT))
    return f"{where}:{node.lineno} {getattr(node, 'name', '')}".strip() if node else where


# Who may know whom


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_only_go_downstairs(floor):
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    climbing = [
        f"{named(path)} imports {name}"
        for path in files(floor, ending=".py")
        for name in imports_of(path)
        if name.split(".")[0] in above
    ]
    assert climbing == []


PURE = ["sources/reading", "sources/quoting.py", "sources/verbatim.py", "sources/marking.py"]
PURE += ["recommendations/extraction.py"]


def test_what_only_reads_knows_the_standard_library_alone():
    here = [ROOT / name for name in PURE if (ROOT / name).is_file()] + files("sources/reading", ending=".py")
    own = {f"sources.{path.stem}" for path in here} | {"sources.reading"}
    foreign = [
        f"{named(path)} imports {name}"
        for path in here
        for name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(f"{name}.".startswith(f"{each}.") for each in own)
    ]
    assert foreign == []


def test_nobody_imports_the_views():
    importing = [
        f"{named(path)} imports {name}"
        for path in files(*FLOORS, ending=".py")
        for name in imports_of(path)
        if "views" in name.split(".") and name.split(".")[0] in FLOORS and "views" not in path.parts
    ]
    assert importing == []


@pytest.mark.parametrize("floor", FLOORS)
def test_only_addresses_name_the_views_of_their_room(floor):
    naming = {
        named(path): node.args[0].value.split(".")[0]
        for path in files(floor, ending=".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Views"
    }
    assert naming == {f"{floor}/urls.py": floor}


def test_one_module_knows_the_tagging_library():
    knowing = {
        named(path)
        for path in files(*FLOORS, ending=".py")
        if any(name.split(".")[0] == "taggit" for name in imports_of(path))
    }
    assert knowing == {"recommendations/models/tag.py"}


def test_the_other_driver_of_postgresql_is_nowhere():
    locks = "".join(path.read_text() for path in files("requirements", ending=".txt"))
    assert re.findall(r"(?m)^psycopg\b.*", locks) == []


# What is said about it


def our_models():
    return [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]


def test_every_model_says_what_it_is():
    made_up = {model for model in our_models() if model.__doc__.startswith(f"{model.__name__}(")}
    assert {model.__name__ for model in made_up if not model.__name__.startswith("Historical")} == set()


def test_every_module_says_what_it_is():
    untold = [path for path in files(*FLOORS, ending=".py") if path.read_text() and not _told(tree(path))]
    # What is in an app's `apps.py` is Django's to say.
    assert [named(path) for path in untold if path.name != "apps.py"] == []


def test_every_public_function_says_what_it_does():
    untold = [
        named(path, node)
        for path in files("sources", "recommendations", ending=".py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not _told(node)
    ]
    assert untold == []


def _told(node):
    return bool(ast.get_docstring(node))


def test_every_command_says_what_it_is_for():
    ours = {name: app for name, app in get_commands().items() if app in FLOORS}
    assert ours
    assert [name for name, app in ours.items() if not load_command_class(app, name).help] == []


# Sizes


def test_files_are_short():
    measured = {path: path.read_text().count("\n") for path in files(*OURS) if path.suffix in LONGEST}
    assert measured
    too_long = {named(path): lines for path, lines in measured.items() if lines > LONGEST[path.suffix]}
    assert too_long == {}


def test_functions_are_short():
    everywhere = list(functions(*FLOORS, "scripts", "tests"))
    assert [named(path, each) for path, each in everywhere if length(each) > 50] == []


def test_most_functions_are_very_short():
    assert median(length(each) for _, each in functions(*FLOORS)) <= 8


def test_views_are_thin():
    views = [(path, each) for path, each in functions(*FLOORS) if {"views", "views.py"} & set(path.parts)]
    assert views
    assert [named(path, each) for path, each in views if length(each) > 25] == []


# Templates


def templates():
    """Those of both engines."""
    return [*files("templates", ending=".html"), *files("templates", ending=".jinja")]


class Markup(HTMLParser):
    """Gathers from a page what a strict content security policy or a shut network would refuse."""

    LOADING = {
        "script": "src",
        "img": "src",
        "link": "href",
        "iframe": "src",
        "source": "src",
        "form": "action",
    }
    NAMING = {
        "schema.DC",
        "schema.DCTERMS",
        "canonical",
        "license",
        "profile",
    }  # these name, and load nothing

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        line = f"line {self.getpos()[0]}: <{tag}"
        self.faults += [f"{line} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in given.get("type", "")):
            self.faults.append(f"{line}> inline")
        loaded = given.get(self.LOADING.get(tag, ""), "") or ""
        if re.match(r"\s*(\w+:)?//", loaded) and given.get("rel", "") not in self.NAMING:
            self.faults.append(f"{line} {loaded}")


def in_markup(text):
    """What Markup finds; the template language is blanked out, line for line."""
    markup = Markup()
    markup.feed(re.sub(r"{%.*?%}|{{.*?}}|(?s:{#.*?#})", _line_for_line, text))
    return markup.faults


def _line_for_line(blanked):
    return "\n" * blanked[0].count("\n")


@pytest.mark.parametrize(
    "fault",
    [
        '<p style="color: red">',
        '<a onclick="go()">',
        "<script>go()</script>",
        "<style>p { color: red }</style>",
        '<img src="https://example.org/a.png" alt="">',
        '<link rel="stylesheet" href="//example.org/a.css">',
    ],
)
def test_a_fault_in_markup_would_be_noticed(fault):
    assert len(in_markup(fault)) == 1


def test_templates_hold_nothing_inline_and_load_nothing_from_elsewhere():
    faults = {named(path): in_markup(path.read_text()) for path in templates()}
    assert faults
    assert {path: found for path, found in faults.items() if found} == {}


def test_styles_and_scripts_load_nothing_from_elsewhere():
    ours = [path for ending in (".css", ".js", ".svg") for path in files("asean_japan/static", ending=ending)]
    loading = re.compile(r"""(?:url\(|@import|from|fetch\()\s*["']?(?:\w+:)?//""")
    assert ours
    assert [named(path) for path in ours if loading.search(path.read_text())] == []


def test_markup_made_in_python_is_no_better():
    strings = [
        (named(path, node), node.value)
        for path in files(*FLOORS, ending=".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value
    ]
    assert strings
    assert [where for where, text in strings if in_markup(text)] == []


def untranslated(text):
    """Words of a template that no translator would ever see."""
    silent = r"(?s){% comment.*?{% endcomment %}|{% blocktrans.*?{% endblocktrans(late)? %}|{#.*?#}"
    text = re.sub(silent, "", text)
    text = re.sub(r"(?s){%.*?%}|{{.*?}}", "", text)
    text = re.sub(r"(?s)<(script|style|svg|code|kbd)\b.*?</\1>|<!--.*?-->", "", text)
    spoken = re.findall(r'\b(?:alt|title|placeholder|aria-label|content)="([^"]*)"', _without_meta(text))
    return [
        words for words in (*spoken, *re.sub(r"(?s)<.*?>", "\n", text).split("\n")) if _is_language(words)
    ]


def _without_meta(text):
    return re.sub(r"<meta[^>]*>", "", text)


def _is_language(words):
    # A single letter is a mark; capitals alone (CSV) and names with a digit (sha256) need no translator.
    plain = re.sub(r"&\w+;|\b\w*\d\w*\b|\b[A-Z]+\b", "", words)
    return bool(re.search(r"[^\W\d_]{2,}", plain))


def test_words_that_are_not_translated_would_be_noticed():
    assert untranslated('<p title="Hello">{{ name }} there</p>{% translate "Good" %}') == ["Hello", " there"]


def test_all_words_of_templates_are_translated():
    found = {named(path): untranslated(path.read_text()) for path in templates()}
    assert {path: words for path, words in found.items() if words} == {}


# The rest


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_locks_name_no_address():
    assert [named(path) for path in files("requirements") if "://" in path.read_text()] == []


def test_no_file_knows_where_it_lies_on_this_machine():
    everybodys = {Path("/"), Path(gettempdir())}
    places = {ROOT, ROOT.parent, Path.home()} - everybodys
    somewhere = re.compile("|".join([r"/(home|Users)/\w", *(re.escape(f"{place}/") for place in places)]))
    texts = [path for path in (*files(*OURS), *ROOT.glob("*")) if path.suffix in TEXTS and path.is_file()]
    assert texts
    assert [named(path) for path in texts if somewhere.search(path.read_text())] == []


def test_nothing_is_left_for_later():
    later = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"X{3}\b", "NotImplemented" + "Error"]))
    endings = {".py", ".html", ".jinja", ".css", ".js", ".sh", ".toml"}
    code = [path for path in files(*OURS) if path.suffix in endings]
    assert [named(path) for path in code if later.search(path.read_text())] == []
