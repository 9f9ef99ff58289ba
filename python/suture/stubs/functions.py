# SPDX-License-Identifier: BSD-3-Clause
"""Functions of a stub: bound ones from their signatures, Python ones by `inspect`."""

import inspect
import re
import sys
import typing
from dataclasses import dataclass
from typing import Any, Optional

from . import docstring, head, overloads
from .annotation import NAME, Annotations
from .facts import Overload
from .head import Head, Parameter
from .value import expression

#: Results of special methods, where nothing else says them.
RESULTS = {
    **dict.fromkeys(("__repr__", "__str__", "__format__"), "str"),
    **dict.fromkeys(("__len__", "__hash__", "__int__", "__index__", "__length_hint__", "__sizeof__"), "int"),
    **dict.fromkeys(("__bool__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__"), "bool"),
    **dict.fromkeys(("__init__", "__setattr__", "__delattr__", "__setitem__", "__delitem__"), "None"),
    "__float__": "float",
    "__buffer__": "memoryview",
    "__bytes__": "bytes",
    "__complex__": "complex",
    "__iter__": "collections.abc.Iterator",
}

#: Parameters of special methods that are always of one type.
ARGUMENTS = {"__eq__": "object", "__ne__": "object", "__format__": "str", "__buffer__": "int"}


@dataclass
class Context:
    """What rendering a function needs to know of where it is."""

    annotations: Annotations
    docstrings: bool = True

    @property
    def strict(self) -> bool:
        """Whether annotations that are not there are made up."""
        return self.annotations.strict


def decorate(text: str, *decorators: str) -> str:
    """Put decorator lines before a function, the last one nearest."""
    return "\n".join([*(f"@{d}" for d in decorators), text])


def body(signature: str, doc: "Optional[str]", context: Context) -> str:
    """Return a function of that head: the docstring is its body, `...` without one."""
    if doc is None or not context.docstrings:
        return f"{signature}: ..."
    return f"{signature}:\n" + indent(docstring.literal(doc))


def indent(text: str) -> str:
    """Indent the lines of a block that are not empty."""
    return "\n".join("    " + line if line else line for line in text.split("\n"))


def bound(
    name: str,
    chain: "list[Overload]",
    context: Context,
    decorators: "tuple[str, ...]" = (),
    is_method: bool = False,
) -> "list[str]":
    """Return a bound function's entries, one per overload."""
    heads = [signature(name, entry, context, is_method, "classmethod" in decorators) for entry in chain]
    docs = [entry.doc for entry in chain]
    if context.strict:
        order = overloads.arrange(heads)
        heads, docs = [heads[i] for i in order], [docs[i] for i in order]
    entries = []
    for i, found in enumerate(heads):
        # A docstring that the overloads share stands once, at the last.
        text = body(str(found), None if docs[i] in docs[i + 1 :] else docs[i], context)
        marks = (context.annotations.imports.bind("typing", "overload"),) if len(heads) > 1 else ()
        entries.append(decorate(text, *marks, *decorators))
    return entries


def signature(
    name: str, entry: Overload, context: Context, is_method: bool = False, is_class: bool = False
) -> "Head | str":
    """Return the head of an overload in the words of the stub, as text where it cannot be read."""
    annotations = context.annotations
    parsed = head.parse(entry.text)
    if parsed is None:
        return _defaults(annotations.simplify(entry.text), entry, context)
    parsed.name = name
    if parsed.before:
        parsed.before = annotations.simplify(parsed.before)
    known = frozenset(NAME.findall(parsed.type_parameters))
    for i, parameter in enumerate(parsed.parameters):
        if i == 0 and is_class:
            parameter.annotation = None
            parameter.name = "cls"
            continue
        if parameter.annotation is not None:
            text = annotations.authored(parameter.annotation, known)
            parameter.annotation = annotations.simplify(text, parametrize=True)
        if parameter.default is not None:
            parameter.default = _default(parameter.default, entry, context)
    if parsed.result is not None:
        parsed.result = annotations.simplify(annotations.authored(parsed.result, known), parametrize=True)
    if context.strict:
        complete(parsed, context, is_method or is_class)
    return parsed


def _default(text: str, entry: Overload, context: Context) -> str:
    text = _defaults(text, entry, context)
    if context.strict:
        names = (found for found in NAME.findall(text) if found[0] not in "\"'")
        if not all(context.annotations.is_known(found) for found in names):
            return "..."
    return context.annotations.simplify(text)


def _defaults(text: str, entry: Overload, context: Context) -> str:
    r"""Put the values of defaults in the place of their marks, `\N` for an object, `\=N` for text."""

    def value(found: "re.Match[str]") -> str:
        index = int(found[2])
        default = entry.defaults[index] if index < len(entry.defaults) else ...
        if found[1]:
            return str(default)
        return expression(default, context.annotations) or "..."

    return re.sub(r"\\(=?)(\d+)", value, text)


def complete(parsed: Head, context: Context, skip_first: bool) -> None:
    """Annotate what has no annotation, for strict checkers."""
    annotations = context.annotations
    for i, parameter in enumerate(parsed.parameters):
        if parameter.is_mark or (i == 0 and skip_first):
            continue
        if i == 1 and parsed.name in ("__eq__", "__ne__") and skip_first:
            parameter.annotation = "object"  # they return NotImplemented
        elif parameter.annotation is None:
            known = ARGUMENTS.get(parsed.name) if skip_first and i else None
            parameter.annotation = known or annotations.imports.bind("typing", "Any")
    if parsed.result is None:
        known = RESULTS.get(parsed.name, "typing.Any") if skip_first else "typing.Any"
        parsed.result = annotations.simplify(known, parametrize=True)


def value_type(entry: Overload, context: Context) -> "Optional[str]":
    """Return the type of what a getter returns, in the words of the stub."""
    parsed = head.parse(entry.text)
    if parsed is None or parsed.result is None:
        return None
    return context.annotations.simplify(parsed.result, parametrize=True)


def assigned_type(entry: Overload, context: Context) -> "Optional[str]":
    """Return the type of what a setter takes, in the words of the stub."""
    parsed = head.parse(entry.text)
    taken = [p for p in parsed.parameters if not p.is_mark] if parsed else []
    if len(taken) < 2 or taken[1].annotation is None:
        return None
    return context.annotations.simplify(taken[1].annotation, parametrize=True)


# --- Python functions ------------------------------------------------------------------------------


def python(
    name: str,
    function: Any,
    context: Context,
    decorators: "tuple[str, ...]" = (),
    is_method: bool = False,
) -> "list[str]":
    """Return a Python function's entries: its overloads, or itself."""
    doc = docstring.clean(getattr(function, "__doc__", None))
    chain = _python_overloads(function)
    if not chain:
        return [decorate(body(python_signature(name, function, context, is_method), doc, context), *decorators)]
    overload = context.annotations.imports.bind("typing", "overload")
    entries = []
    for i, variant in enumerate(chain):
        own = docstring.clean(variant.__doc__) or (doc if i == 0 else None)
        text = body(python_signature(name, variant, context, is_method), own, context)
        entries.append(decorate(text, overload, *decorators))
    return entries


def _python_overloads(function: Any) -> "list[Any]":
    get = getattr(typing, "get_overloads", None)  # CPython 3.11
    if get is None:
        get = getattr(sys.modules.get("typing_extensions"), "get_overloads", None)
    if get is None:
        return []
    try:
        return list(get(function))
    except AttributeError:
        return []


def python_signature(name: str, function: Any, context: Context, is_method: bool = False) -> str:
    """Return the head of a Python function, or of a builtin one, as `inspect` knows it."""
    annotations = context.annotations
    try:
        known = inspect.signature(function)
    except (ValueError, TypeError):
        parsed = Head(name, [Parameter("*args"), Parameter("**kwargs")])
        if is_method:
            parsed.parameters.insert(0, Parameter("self"))
        if context.strict:
            complete(parsed, context, is_method)
        return str(parsed)
    names = getattr(inspect.unwrap(function), "__globals__", {})
    parsed = Head(name, list(_python_parameters(known, names, context)))
    if known.return_annotation is not known.empty:
        parsed.result = annotations.of_function(known.return_annotation, names)
    if context.strict:
        complete(parsed, context, is_method)
    return str(parsed)


def _python_parameters(
    known: inspect.Signature, names: "dict[str, Any]", context: Context
) -> "typing.Iterator[Parameter]":
    positional_only = keyword_only = False
    for p in known.parameters.values():
        if positional_only and p.kind is not p.POSITIONAL_ONLY:
            yield Parameter("/")
        positional_only = p.kind is p.POSITIONAL_ONLY
        if p.kind is p.KEYWORD_ONLY and not keyword_only:
            yield Parameter("*")
        keyword_only = keyword_only or p.kind in (p.KEYWORD_ONLY, p.VAR_POSITIONAL)
        stars = "*" if p.kind is p.VAR_POSITIONAL else "**" if p.kind is p.VAR_KEYWORD else ""
        annotation = default = None
        if p.annotation is not p.empty:
            annotation = context.annotations.of_function(p.annotation, names)
        if p.default is not p.empty:
            default = expression(p.default, context.annotations) or "..."
        yield Parameter(stars + p.name, annotation, default)
    if positional_only:
        yield Parameter("/")
