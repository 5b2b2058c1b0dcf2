"""Turn the syntax tree of a template into one that counts what it does and does nothing else.

Everything is refused that isn't listed, and whatever could take long, or make something large out
of something small, gets a hook to `budget.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

COUNTED, BEGUN, WEIGHED, JOINED, FLAT = "_counted", "_begun", "_weighed", "_joined", "_flat"
"""Names of the hooks, which are filters."""

_STATEMENTS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.Include,
    nodes.Import, nodes.FromImport, nodes.For, nodes.If, nodes.Macro, nodes.CallBlock,
    nodes.FilterBlock, nodes.With, nodes.Assign, nodes.AssignBlock,
)  # fmt: skip
_EXPRESSIONS = (
    nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword,
    nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call, nodes.Getitem, nodes.Getattr,
    nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
)  # fmt: skip
_ALLOWED = frozenset((*_STATEMENTS, *_EXPRESSIONS))
_NAMES = {
    nodes.Pow: "**",
    nodes.Scope: "{% autoescape %}",
    nodes.NSRef: "namespace",
}
_HIDDEN = frozenset({"varargs", "kwargs", "self"})
_DATA = 4
"""Characters of plain text that are worth a step, of which each thing a template does is one."""

_Node = TypeVar("_Node", bound=nodes.Node)


class ForbiddenError(Exception):
    """A template uses what it can't."""

    def __init__(self, what: str, line: int | None = None, template: str | None = None) -> None:
        """`what` it is; line and template where no running code tells them."""
        super().__init__(what)
        self.what, self.line, self.template = what, line, template


class Tamer(NodeTransformer):
    """Goes through one template."""

    def __init__(self, name: str | None, filters: Collection[str], tests: Collection[str]) -> None:
        """`filters` and `tests` are the names of those it may use."""
        self._name, self._filters, self._tests = name, filters, tests
        self._steps = 0

    def visit(self, node: nodes.Node, *args: object, **kwargs: object) -> nodes.Node:
        """The node in its place. Raises ForbiddenError."""
        if type(node) not in _ALLOWED:
            self._refuse(_NAMES.get(type(node), type(node).__name__.lower()), node)
        self._steps += 1
        found: nodes.Node = super().visit(node, *args, **kwargs)
        return found

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        if node.recursive:
            self._refuse("recursive", node)
        before = self._steps
        self.generic_visit(node)
        node.iter = _hook(COUNTED, node.iter, nodes.Const(self._steps - before))
        return node

    def _counting(
        self, node: nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock
    ) -> nodes.Node:
        """What can be carried out again from elsewhere: it says what it is worth when it begins."""
        before = self._steps
        self.generic_visit(node)
        line = node.lineno or 1
        worth = nodes.Const(self._steps - before, lineno=line)
        node.body.insert(0, nodes.ExprStmt(_hook(BEGUN, worth), lineno=line))
        return node

    visit_Template = visit_Block = visit_Macro = visit_CallBlock = _counting  # noqa: N815 - as above

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802 - as above
        self._steps += len(node.data) // _DATA
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        if node.name in _HIDDEN:
            self._refuse(node.name, node)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        if node.name not in self._filters:
            self._refuse(f"|{node.name}", node)
        return self._spread(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        if node.name not in self._tests:
            self._refuse(f"is {node.name}", node)
        return self._spread(node)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        return self._spread(node)

    def _spread(self, node: nodes.Filter | nodes.Test | nodes.Call) -> nodes.Node:
        if node.dyn_args or node.dyn_kwargs:
            self._refuse("*", node)
        if len({keyword.key for keyword in node.kwargs}) < len(node.kwargs):
            self._refuse("the same name= twice", node)
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        return _hook(JOINED, nodes.List(node.nodes, lineno=node.lineno))

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        node.expr = _hook(WEIGHED, node.expr)
        for operand in node.ops:
            operand.expr = _hook(WEIGHED, operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _hook(WEIGHED, node.node)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        return _hook(FLAT, node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        return _hook(FLAT, node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja finds it by this
        self.generic_visit(node)
        return _hook(FLAT, node) if node.ctx == "load" else node

    def _refuse(self, what: str, node: nodes.Node) -> None:
        inner = (one.lineno for one in node.find_all(nodes.Node) if one.lineno)
        raise ForbiddenError(what, node.lineno or next(inner, None), self._name)


def _hook(name: str, value: nodes.Node, *arguments: nodes.Expr) -> nodes.Filter:
    assert isinstance(value, nodes.Expr)
    return nodes.Filter(value, name, list(arguments), [], None, None, lineno=value.lineno)
