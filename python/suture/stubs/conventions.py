# SPDX-License-Identifier: BSD-3-Clause
"""What differs between the native stubs and those that nanobind's users compare with theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Conventions:
    """Where facts are read, and whether the stub is to pass strict type checkers."""

    #: Attribute of functions, classes and types of data members that holds their signature.
    signatures: "tuple[str, ...]"
    #: Environment variable that says "1" while modules are imported for their stubs.
    environment: str
    #: Add what `mypy --strict` and pyright ask for: parameters of generic types, annotations of
    #: what has none, `@final`, `object` as what `==` takes.
    strict: bool


#: What `suture stubs` writes. It reads modules built with nanobind too.
NATIVE = Conventions(("__suture_signature__", "__nb_signature__"), "SUTURE_STUBS", True)

#: Word for word what nanobind's own generator writes for the same module.
NANOBIND = Conventions(("__nb_signature__",), "NB_STUBGEN", False)
