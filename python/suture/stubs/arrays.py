# SPDX-License-Identifier: BSD-3-Clause
"""Array types: `ndarray[dtype=float32, shape=(2, *)]` as what type checkers understand."""

import re

#: An array with its constraints, which hold no brackets, or one without.
ARRAY = re.compile(
    r"(?<![\w.])(?:([^\W\d][\w.]*)\[((?:dtype|shape|order|device|writable)=[^\]]*)?\]"
    r"|((?:numpy\.)?ndarray)(?![\w.\[]))"
)

#: Public names of classes that arrays say they are of.
PUBLIC = {
    "ArrayLike": "typing.Any",
    "jaxlib._jax.ArrayImpl": "jax.Array",
    "tensorflow.python.framework.ops.EagerTensor": "tensorflow.Tensor",
}


def rewrite(text: str) -> str:
    """Return a type in which arrays are NumPy's generic, or annotated with their constraints."""
    return ARRAY.sub(_array, text)


def _array(found: "re.Match[str]") -> str:
    name, constraints = found[1] or found[3], found[2] or ""
    dtype = re.match(r"dtype=(\w+)(?:, )?", constraints)
    if name in ("ndarray", "numpy.ndarray"):
        name = "numpy.typing.NDArray"
        if dtype is not None:
            name += f"[numpy.{'bool_' if dtype[1] == 'bool' else dtype[1]}]"
            constraints = constraints[dtype.end() :]
    else:
        name = PUBLIC.get(name, name)
        if dtype is not None:
            constraints = re.sub(r"^dtype=(\w+)", r"dtype='\1'", constraints)
    # A free dimension is `*` there, which is no Python.
    constraints = constraints.replace("(*)", "(None,)").replace("*", "None")
    return f"typing.Annotated[{name}, dict({constraints})]" if constraints else name
