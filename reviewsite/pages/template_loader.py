"""Django's cached template loader, with less to do in each rendering.

What a constant is in a language, which template a constant name stands for and which parent a template has
is worked out once for each template, instead of whenever it is rendered.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.template import Context, Engine, Template
from django.template.base import FilterExpression, NodeList
from django.template.defaulttags import URLNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import TranslateNode
from django.utils.translation import get_language

from keys.addresses import reverse


class Loader(cached.Loader):
    def get_template(self, template_name: str, skip: list | None = None) -> Template:
        template = super().get_template(template_name, skip)
        if not hasattr(template, "is_prepared"):
            _prepare(template)
            template.is_prepared = True
        return template


def _prepare(template: Template) -> None:
    for node in template.nodelist.get_nodes_by_type((TranslateNode, IncludeNode, ExtendsNode, URLNode)):
        if isinstance(node, TranslateNode) and _is_translated(node):
            node.render_annotated = _translated(node)
        elif isinstance(node, IncludeNode) and _is_constant(node.template):
            node.template = _Included(template.engine, node.template.var)
        elif isinstance(node, URLNode) and _is_public_address(node):
            node.render_annotated = partial(_address, node.view_name.var)
        elif isinstance(node, ExtendsNode) and _is_constant(node.parent_name):
            node.get_parent = _parent(node)
    blocks = template.nodelist.get_nodes_by_type(BlockNode)
    template.nodelist.get_nodes_by_type = lambda kind: (
        blocks if kind is BlockNode else NodeList.get_nodes_by_type(template.nodelist, kind)
    )


def _is_constant(expression: FilterExpression) -> bool:
    return not (expression.is_var or expression.filters)


def _is_translated(node: TranslateNode) -> bool:
    """Whether it translates a constant."""
    expression = node.filter_expression
    return expression.var.lookups is None and not (expression.filters or node.message_context)


def _is_public_address(node: URLNode) -> bool:
    """Whether it depends on nothing; addresses of the desk depend on the request."""
    name = node.view_name
    return _is_constant(name) and not (
        node.args or node.kwargs or node.asvar or name.var.startswith("admin:")
    )


def _address(name: str, _context: Context) -> str:
    return reverse(name)


def _parent(node: ExtendsNode) -> Callable[[Context], Template]:
    """Not of a template that extends another one of its own name: Django notes which it has been to."""
    find: Callable[[Context], Template] = node.get_parent
    found: list[Template] = []

    def parent(context: Context) -> Template:
        if not found:
            template = find(context)
            if template.name == node.origin.template_name:
                return template
            found.append(template)
        return found[0]

    return parent


def _translated(node: TranslateNode) -> Callable[[Context], str]:
    texts: dict[str | None, str] = {}  # by language

    def render(context: Context) -> str:
        language = get_language()
        if language not in texts:
            output = node.render(context)
            texts[language] = context[node.asvar] if node.asvar else output
        if not node.asvar:
            return texts[language]
        context[node.asvar] = texts[language]
        return ""

    return render


class _Included:
    """In the place of the expression with a template's name."""

    def __init__(self, engine: Engine, name: str):
        self._engine, self._name = engine, name
        self._template: Template | None = None

    def resolve(self, _context: Context) -> Any:
        if self._template is None:
            self._template = self._engine.get_template(self._name)
        return self._template
