# SPDX-License-Identifier: BSD-3-Clause
"""The brief, section 2: a signature given as text is shown, supplies names, and is checked."""

import inspect
import types

import pytest
import test_brief_02_signatures_ext as t

P = inspect.Parameter
execute = t.FusionExecutorCache.execute


def parameter(f, name):
    p = inspect.signature(f).parameters[name]
    return p.kind, p.default, p.annotation


def refusal(register):
    with pytest.raises(ImportError) as info:
        register(types.ModuleType("target"))
    return str(info.value)


@pytest.mark.native
def test_the_text_names_the_arguments_of_func():
    assert t.func(3, 2.5) == "3/2"
    assert t.func(y=2.5, x=3) == "3/2"


def test_without_a_text_there_are_no_names():
    assert str(inspect.signature(t.plain)) == "(arg0: int, arg1: float, /) -> str"


def test_annotations_of_func():
    assert parameter(t.func, "x") == (P.POSITIONAL_OR_KEYWORD, P.empty, int)
    assert parameter(t.func, "y") == (P.POSITIONAL_OR_KEYWORD, P.empty, float)
    assert inspect.signature(t.func).return_annotation is str


def test_docstring_of_func_is_its_text():
    assert t.func.__doc__ == "func(x: int, y: float) -> str"


def test_parameters_of_execute_in_order():
    names = ["self", "inputs", "device", "_enable_options", "_disable_options"]
    assert list(inspect.signature(execute).parameters) == names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("self", (P.POSITIONAL_OR_KEYWORD, P.empty, P.empty)),
        ("inputs", (P.POSITIONAL_OR_KEYWORD, P.empty, "Iterable[torch.Tensor]")),
        ("device", (P.KEYWORD_ONLY, None, "Optional[int]")),
        ("_enable_options", (P.KEYWORD_ONLY, [], "List[str]")),
        ("_disable_options", (P.KEYWORD_ONLY, [], "List[str]")),
    ],
)
def test_each_parameter_of_execute(name, expected):
    assert parameter(execute, name) == expected


def test_return_annotation_of_execute():
    assert inspect.signature(execute).return_annotation == "List[torch.Tensor]"


def test_dunder_annotations_agree_with_the_signature():
    found = {name: p.annotation for name, p in inspect.signature(execute).parameters.items() if name != "self"}
    assert execute.__annotations__ == {**found, "return": "List[torch.Tensor]"}


def test_docstring_of_execute_has_text_and_description():
    text, empty, description = execute.__doc__.split("\n")
    assert text == (
        "execute(self, inputs: Iterable[torch.Tensor], *, device: Optional[int] = None, "
        "_enable_options: List[str] = [], _disable_options: List[str] = []) -> List[torch.Tensor]"
    )
    assert (empty, description) == ("", "Execute the fusion with the given inputs.")


def test_execute_takes_any_iterable():
    cache = t.FusionExecutorCache(t.Fusion())
    outputs = cache.execute((t.Tensor([i]) for i in range(3)), device=1, _enable_options=["a"])
    assert [output.data for output in outputs] == [[0], [2], [4], [2, 0]]


@pytest.mark.native
def test_what_is_keyword_only_in_the_text_is_so():
    cache = t.FusionExecutorCache(t.Fusion())
    with pytest.raises(TypeError) as info:
        cache.execute([], 1)
    assert str(info.value) == "FusionExecutorCache.execute(): expected at most 1 positional argument, got 2"


@pytest.mark.native
def test_wrong_arguments_of_execute_are_named():
    cache = t.FusionExecutorCache(t.Fusion())
    with pytest.raises(TypeError) as info:
        cache.execute(5)
    assert str(info.value) == (
        "FusionExecutorCache.execute(): argument 'inputs' (position 1): expected collections.abc.Iterable, got int (5)"
    )
    with pytest.raises(TypeError, match="argument 'device'.*: expected int | None, got str"):
        cache.execute([], device="x")


def test_ellipsis_fits_any_default_and_shows_the_real_one():
    assert str(inspect.signature(t.named_by_text)) == "(a: int, /, b: int = 2, *, c: int = 3) -> int"
    assert t.named_by_text(1, c=9) == 129


@pytest.mark.native
def test_another_number_of_parameters_is_refused():
    assert refusal(t.too_few) == (
        "target.five: the signature text does not fit: the text has 2 parameters, the binding has 5\n"
        "    text:  def five(a: int, b: int) -> int\n"
        "    bound: five(arg0: int, arg1: int, arg2: int, arg3: int, arg4: int, /) -> int"
    )


@pytest.mark.native
def test_another_name_is_refused():
    first = refusal(t.other_name).splitlines()[0]
    assert first == (
        "target.f: the signature text does not fit: argument 1 is called 'y' in the text and 'x' in the binding"
    )


@pytest.mark.native
def test_another_kind_is_refused():
    first = refusal(t.other_kind).splitlines()[0]
    assert first.endswith("argument 1 ('x') is positional or keyword in the text and keyword-only in the binding")


@pytest.mark.native
def test_another_default_is_refused():
    first = refusal(t.other_default).splitlines()[0]
    assert first.endswith("argument 1 ('x') has the default 2 in the text and 1 in the binding ('= ...' fits any)")


@pytest.mark.native
def test_what_is_no_python_is_refused():
    assert refusal(t.no_python).splitlines()[0] == "target.f: the signature text does not fit: '(' is not closed"
