"""The templates of a form: files of its folder or of those that it goes on from, and sources that stand in its TOML
files.

A form that goes on from another replaces a template of that one by a file of the same name; in it, 沿用/NAME includes the
one that it replaces, so that something can be said before or after it.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2 import Environment as Jinja
from jinja2.loaders import split_template_path

from narrator.compose.environment import Environment, language
from narrator.compose.language import LARGEST
from narrator.compose.template_code import template_code
from narrator.form import FORMS, Form
from narrator.regex import compile_later

UNDER = "沿用/"  # before the name of a template: the one that the form behind this one uses
INCLUDED_UNDER = compile_later(r"""(\{%[-+]?\s*include\s*["'])(?=沿用/)""")


def template_names(form: Form) -> list[str]:
    """Return the names of all templates in the folders of a form and of those that it goes on from."""
    paths = {
        path.relative_to(one.folder).as_posix()
        for one in form.chain
        for path in one.folder.rglob("*.jinja")
        if path.is_file()
    }
    return sorted(paths)


def read_template(form: Form, template: str) -> tuple[str, Path]:
    """Return the text of a template of a form, and where it stands. Raises TemplateNotFound, in Chinese."""
    name = template.replace(UNDER, "")
    chain = form.chain[template.count(UNDER) :]
    try:
        holder = chain[0].holder("/".join(split_template_path(name))) if chain else None
        path = (holder.folder / name).resolve() if holder else None
        if (
            holder
            and path
            and path.is_relative_to(holder.folder.resolve())
            and path.stat().st_size <= 4 * LARGEST
        ):
            source = path.read_text("utf-8-sig")
            # What 沿用/ means depends on the form in whose folder it is said, which an include does not know.
            deeper = UNDER * form.chain.index(holder)
            return INCLUDED_UNDER.sub(rf"\1{deeper}", source), holder.folder / name
    except (OSError, TemplateNotFound):
        pass
    except ValueError:
        raise TemplateNotFound(template, f"模板“{name}”不是UTF-8编码") from None
    owner = "沿用的格式" if UNDER in template else "格式"
    raise TemplateNotFound(template, f"{owner}里没有“{name}”这个模板，或者打不开")


class Loader(BaseLoader):
    """Loads the templates of one form, and nothing from outside its folders."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def get_source(self, environment: Jinja, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, where it stands, and that it stays as it is. Raises TemplateNotFound."""
        source, path = read_template(self.form, template)
        return source, str(path), lambda: True

    def load(
        self, environment: Jinja, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template, from the code that was kept of it where there is such. Raises as `get_source` does."""
        source, path, current = self.get_source(environment, name)
        return Template.from_code(environment, template_code(source, path), {}, current)


@lru_cache(maxsize=FORMS)
def environment(form: Form) -> Environment:
    """Return the environment in which the templates of a form include one another."""
    return language().overlay(loader=Loader(form))


@lru_cache(maxsize=1000)
def template(form: Form, source: str, path: Path, first_line: int = 1) -> Template:
    """Return a template that stands inside another file, such as the body of a table layout; made once per process."""
    return Template.from_code(environment(form), template_code(source, str(path), first_line), {})
