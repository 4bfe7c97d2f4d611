"""Jinja beside Django's engine, loaded when the first of its templates is asked for, not at the start."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.template import TemplateDoesNotExist
from django.template.backends.base import BaseEngine

if TYPE_CHECKING:
    from django.template.backends.jinja2 import Jinja2

SUFFIX = ".jinja"


class Jinja(BaseEngine):
    """Django's own, for the templates that end in `.jinja` and no others."""

    app_dirname = "jinja2"

    def __init__(self, params: dict[str, Any]):
        self.params = params
        super().__init__({name: value for name, value in params.items() if name != "OPTIONS"})

    @cached_property
    def engine(self) -> "Jinja2":
        from django.template.backends.jinja2 import Jinja2

        return Jinja2(self.params)

    def get_template(self, template_name: str) -> Any:
        if not template_name.endswith(SUFFIX):
            raise TemplateDoesNotExist(template_name, backend=self)
        return self.engine.get_template(template_name)

    def from_string(self, template_code: str) -> Any:
        return self.engine.from_string(template_code)
