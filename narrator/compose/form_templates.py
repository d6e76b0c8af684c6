"""The templates of a form: files of its folder, and sources that stand in its TOML files."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment as Jinja
from jinja2 import Template, TemplateNotFound
from jinja2.loaders import FileSystemLoader, split_template_path

from narrator.compose.environment import Environment, language
from narrator.compose.language import LARGEST
from narrator.compose.template_code import template_code


class Loader(FileSystemLoader):
    """Loads the templates of one form, and nothing from outside its folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), encoding="utf-8-sig")
        self.folder = folder

    def get_source(self, environment: Jinja, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            path = self.folder.joinpath(*split_template_path(template)).resolve()
            if path.is_relative_to(self.folder.resolve()) and path.stat().st_size <= 4 * LARGEST:
                return super().get_source(environment, template)
        except (OSError, TemplateNotFound):
            pass
        except ValueError:
            raise TemplateNotFound(template, f"模板“{template}”不是UTF-8编码") from None
        raise TemplateNotFound(template, f"格式里没有“{template}”这个模板，或者打不开")

    def load(
        self, environment: Jinja, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        source, path, current = self.get_source(environment, name)
        return Template.from_code(
            environment, template_code(source, path), {} if globals is None else globals, current
        )


@lru_cache(maxsize=8)
def environment(folder: Path) -> Environment:
    """Return the environment in which the templates of the form in a folder include one another."""
    return language().overlay(loader=Loader(folder))


def template(folder: Path, source: str, path: Path, first_line: int = 1) -> Template:
    """Return a template that stands inside another file, such as the body of a table layout."""
    env = environment(folder)
    return Template.from_code(env, template_code(source, str(path), first_line), env.make_globals(None))
