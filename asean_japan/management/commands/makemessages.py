"""Gathers the words for translators, from Jinja's templates as well: makemessages -l de -e html,jinja,py."""

from pathlib import Path

from django.core.management.commands import makemessages
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from asean_japan.jinja_engine import SUFFIX


def calls(source: str) -> str:
    """The calls of gettext in a template of Jinja, on the lines on which they stand there, as Python."""
    lines = [""] * (source.count("\n") + 1)
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    for number, function, words in extract_from_ast(tree):
        said = [word for word in (words if isinstance(words, tuple) else [words]) if isinstance(word, str)]
        if said:
            lines[number - 1] += f"{function}({', '.join(map(repr, said))}); "
    return "\n".join(lines)


class BuildFile(makemessages.BuildFile):
    """A file on its way to the program that gathers words."""

    def preprocess(self):
        if not self.path.endswith(SUFFIX):
            super().preprocess()
            return
        Path(self.work_path).write_text(calls(Path(self.path).read_text()))


class Command(makemessages.Command):
    """Django's own, that can read Jinja too."""

    build_file_class = BuildFile
