# SPDX-License-Identifier: BSD-3-Clause
"""Classes of a stub: heads, members, properties, and enumerations."""

import enum
import inspect
import types
from typing import TYPE_CHECKING, Any, Optional

from . import conflicts, docstring, facts, functions
from .facts import Overload, Property
from .functions import body, decorate, indent
from .head import is_name
from .value import expression

if TYPE_CHECKING:
    from .stub import Stub

#: Functions in the slots of a class, and methods that are written in C.
SLOT_FUNCTIONS = (types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType)

#: Names of every class that say nothing of its contents.
CLASS_NAMES = frozenset(
    (
        *("__abstractmethods__", "__annotate__", "__annotate_func__", "__annotations__", "__annotations_cache__"),
        *("__class_getitem__", "__dataclass_fields__", "__dataclass_params__", "__dict__", "__doc__"),
        *("__firstlineno__", "__match_args__", "__module__", "__nb_enum__", "__nb_signature__", "__new__"),
        *("__non_callable_proto_members__", "__orig_bases__", "__parameters__", "__protocol_attrs__"),
        *("__qualname__", "__slots__", "__static_attributes__", "__suture_property__", "__suture_signature__"),
        *("__type_params__", "__weakref__", "_abc_impl", "_is_protocol", "_is_runtime_protocol"),
    )
)

#: Py_TPFLAGS_BASETYPE: other classes may derive from it.
BASETYPE = 1 << 10


def entry(stub: "Stub", name: str, value: type, path: str) -> str:
    """Return the declaration of a class with everything in it."""
    # A class does not see the members of the class around it.
    head = _head(stub, name, value)
    stub.imports.hidden.append(frozenset(vars(value)) if stub.options.conventions.strict else frozenset())
    try:
        lines = _body(stub, value, path)
    finally:
        stub.imports.hidden.pop()
    return f"{head}:\n" + indent("\n\n".join(lines) or "pass")


def _body(stub: "Stub", value: type, path: str) -> "list[str]":
    lines: list[str] = []
    doc = _doc(stub, value)
    if doc:
        lines.append(docstring.literal(doc))
    lines += stub.free_text(f"{path}.__prefix__")
    members = _enumeration if issubclass(value, enum.Enum) else _members
    lines += members(stub, value, path)
    lines += stub.free_text(f"{path}.__suffix__")
    return lines


def _doc(stub: "Stub", value: type) -> "Optional[str]":
    if not stub.options.docstrings:
        return None
    doc = docstring.clean(vars(value).get("__doc__"))
    # The functional API of enum gives some versions a text of its own.
    return None if issubclass(value, enum.Enum) and doc == "An enumeration." else doc


def _head(stub: "Stub", name: str, value: type) -> str:
    text = facts.class_head(value, stub.options.conventions.signatures)
    if text is not None:
        return stub.annotations.simplify(text.rstrip().rstrip(":"))
    bases = [stub.annotations.type(base) for base in _bases(value)]
    line = f"class {name}({', '.join(bases)})" if bases else f"class {name}"
    if stub.options.conventions.strict and not value.__flags__ & BASETYPE:
        return decorate(line, stub.imports.bind("typing", "final"))
    return line


def _bases(value: type) -> "list[Any]":
    bases = vars(value).get("__orig_bases__") or value.__bases__
    return [base for base in bases if base is not object and getattr(base, "__module__", "") != "suture"]


def is_bound(value: type) -> bool:
    """Whether a class, or one it derives from, is bound by Suture or nanobind."""
    metaclass = type(value).__module__
    return metaclass == "nanobind" or any(base.__module__ == "suture" for base in value.__mro__)


def _members(stub: "Stub", value: type, path: str) -> "list[str]":
    entries: list[str] = []
    for name, member in list(vars(value).items()):
        if name == "__class_getitem__" and isinstance(member, classmethod):
            entries += _generic(stub, value)
        if name in CLASS_NAMES or (name == "__init__" and isinstance(member, SLOT_FUNCTIONS) and is_bound(value)):
            continue
        found = stub.member(name, member, value, path)
        excuse = conflicts.excuse(name, member, value, stub.options.conventions)
        if found and excuse:
            found[0] = conflicts.comment(found[0], excuse)
        entries += found
    return entries


def _generic(stub: "Stub", value: type) -> "list[str]":
    """Return the entry of `Cls[int]`, unless the class states its type parameters as text."""
    conventions = stub.options.conventions
    if not conventions.strict or not is_bound(value) or facts.class_head(value, conventions.signatures):
        return []
    alias, item = stub.annotations.name("types.GenericAlias"), stub.imports.bind("typing", "Any")
    return [f"def __class_getitem__(cls, item: {item}, /) -> {alias}: ..."]


def attribute(stub: "Stub", name: str, value: Any, owner: type) -> "Optional[list[str]]":
    """Return the entries of what only classes have: properties, static and class methods."""
    if isinstance(value, (staticmethod, classmethod)):
        return _wrapped(stub, name, value)
    if isinstance(value, types.ClassMethodDescriptorType):
        return functions.python(name, value.__get__(None, owner), stub.context, ("classmethod",))
    bound = facts.bound_property(owner, value, stub.options.conventions.signatures)
    if bound is not None:
        return _static(stub, name, value, bound, owner) if bound.static else _property(stub, name, bound)
    if isinstance(value, property):
        return _python_property(stub, name, value)
    if isinstance(value, (types.GetSetDescriptorType, types.MemberDescriptorType)):
        if name in ("__dict__", "__weakref__"):
            return []
        kind = stub.imports.bind("typing", "Any")
        doc = docstring.clean(value.__doc__)
        head = f"def {name}(self) -> {kind}" if stub.options.conventions.strict else f"def {name}(self)"
        return [decorate(body(head, doc, stub.context), "property")]
    if name == "__hash__" and value is None and stub.options.conventions.strict:
        kind = stub.imports.bind("typing", "ClassVar")
        return [f"__hash__: {kind}[None]  # type: ignore[assignment]"]
    chain = facts.overloads(value, stub.options.conventions.signatures)
    if chain is not None and _is_static(chain, value, name):
        return _alias(stub, name, value, owner) or functions.bound(name, chain, stub.context, ("staticmethod",))
    return None


def _alias(stub: "Stub", name: str, value: Any, owner: type) -> "Optional[list[str]]":
    original = getattr(value, "__name__", name)
    if original != name and vars(owner).get(original) is value and stub.shown(original, value):
        return [f"{name} = {original}"]
    return None


def _is_static(chain: "list[Overload]", value: Any, name: str) -> bool:
    """Whether a bound function in a class does not take the instance."""
    return not hasattr(type(value), "__get__") or "method" not in type(value).__name__


def _wrapped(stub: "Stub", name: str, value: Any) -> "list[str]":
    kind = type(value).__name__ if type(value) in (staticmethod, classmethod) else "staticmethod"
    if isinstance(value, classmethod):
        kind = "classmethod"
    chain = facts.overloads(value.__func__, stub.options.conventions.signatures)
    if chain is not None:
        return functions.bound(name, chain, stub.context, (kind,))
    return functions.python(name, value.__func__, stub.context, (kind,), is_method=kind == "classmethod")


def _property(stub: "Stub", name: str, bound: Property) -> "list[str]":
    if bound.getter is None:
        taken = functions.assigned_type(bound.setter[0], stub.context) if bound.setter else None
        return [f"{name}: {taken or stub.imports.bind('typing', 'Any')}"]
    getter = bound.getter[0]
    head = functions.signature(name, getter, stub.context, is_method=True)
    entries = [decorate(body(str(head), getter.doc, stub.context), "property")]
    if bound.setter is not None:
        setter = bound.setter[0]
        head = functions.signature(name, setter, stub.context, is_method=True)
        doc = None if setter.doc == getter.doc else setter.doc
        entries.append(decorate(body(str(head), doc, stub.context), f"{name}.setter"))
    return entries


def _static(stub: "Stub", name: str, value: Any, bound: Property, owner: type) -> "list[str]":
    if bound.setter is None and _overrides_final(stub, name, owner):
        return []  # type checkers let no class state a Final again
    kind = stub.imports.bind("typing", "ClassVar" if bound.setter else "Final")
    shown = None
    if bound.getter:
        shown = functions.value_type(bound.getter[0], stub.context)
    elif bound.setter:
        shown = functions.assigned_type(bound.setter[0], stub.context)
    line = f"{name}: {kind}[{shown or stub.imports.bind('typing', 'Any')}] = ..."
    doc = docstring.clean(value.__doc__) if stub.options.docstrings else None
    return [f"{line}\n{docstring.literal(doc)}" if doc else line]


def _overrides_final(stub: "Stub", name: str, owner: type) -> bool:
    for base in owner.__mro__[1:]:
        if name in vars(base):
            known = facts.bound_property(base, vars(base)[name], stub.options.conventions.signatures)
            return known is not None and known.static and known.setter is None
    return False


def _python_property(stub: "Stub", name: str, value: property) -> "list[str]":
    if value.fget is None:
        kind = None
        if value.fset is not None:
            taken = list(inspect.signature(value.fset).parameters.values())[1:2]
            if taken and taken[0].annotation is not taken[0].empty:
                names = getattr(value.fset, "__globals__", {})
                kind = stub.annotations.of_function(taken[0].annotation, names)
        return [f"{name}: {kind or stub.imports.bind('typing', 'Any')}"]
    doc = docstring.clean(value.__doc__)
    head = functions.python_signature(name, value.fget, stub.context, is_method=True)
    entries = [decorate(body(head, doc, stub.context), "property")]
    if value.fset is not None:
        head = functions.python_signature(name, value.fset, stub.context, is_method=True)
        own = docstring.clean(value.fset.__doc__)
        if stub.options.conventions.strict:
            head = head.rpartition(" -> ")[0] + " -> None" if " -> " in head else head
        entries.append(decorate(body(head, None if own == doc else own, stub.context), f"{name}.setter"))
    return entries


def _enumeration(stub: "Stub", value: type, path: str) -> "list[str]":
    entries: list[str] = []
    members: dict[str, Any] = dict(getattr(value, "__members__", {}))
    doc = docstring.clean(value.__doc__)
    names = [*(name for name in vars(value) if name not in members), *members]
    # Members first on every version: later ones keep them apart from the dictionary.
    order = sorted(names, key=lambda name: name not in members)
    for name in order:
        if name in members:
            replaced = stub.replaced(f"{path}.{name}", members[name], value)
            if replaced is not None:
                entries += replaced
            elif is_name(name):
                entries.append(_enumerator(stub, name, members[name], doc))
            continue
        member = vars(value)[name]
        if name in CLASS_NAMES or not _belongs(stub, name, member, value):
            continue
        entries += stub.member(name, member, value, path)
    return entries


def _enumerator(stub: "Stub", name: str, member: Any, class_doc: "Optional[str]") -> str:
    line = f"{name} = {expression(member._value_, stub.annotations) or '...'}"
    doc = docstring.clean(vars(member).get("__doc__")) if stub.options.docstrings else None
    return f"{line}\n{docstring.literal(doc)}" if doc and doc != class_doc else line


def _belongs(stub: "Stub", name: str, member: Any, owner: type) -> bool:
    """Whether an attribute of an enumeration is its author's, not the enum module's."""
    if facts.overloads(getattr(member, "__func__", member), stub.options.conventions.signatures) is not None:
        return True
    if isinstance(member, property):
        return facts.overloads(member.fget, stub.options.conventions.signatures) is not None or (
            getattr(member.fget, "__module__", None) == owner.__module__
        )
    if facts.bound_property(owner, member, stub.options.conventions.signatures) is not None:
        return True
    if isinstance(member, type):
        return True
    function = getattr(member, "__func__", member)
    return isinstance(function, types.FunctionType) and function.__module__ == owner.__module__
