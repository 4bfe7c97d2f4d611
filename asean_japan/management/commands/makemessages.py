"""Gathers the words for translators, from Jinja's templates as well: makemessages -l de -e html,jinja,py."""

from pathlib import Path

from django.core.management.commands import makemessages
from django.template import engines
from django.template.backends.jinja2 import Jinja2

SUFFIX = ".jinja"


def calls(source: str) -> str:
    """The calls of gettext in a template of Jinja, on the lines on which they stand there, as Python."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    lines = [""] * (source.count("\n") + 1)
    for number, function, words in engine.env.extract_translations(source):
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
