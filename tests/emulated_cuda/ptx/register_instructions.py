"""Instructions that do nothing but compute a register from others, as C expressions.

Which there are is written down as they are spelled, since what is missing may mean something else: without .rn the
assembler may fuse a multiplication with an addition, and .ftz and .approx compute other numbers.
"""

from typing import NamedTuple

import ptx_types
from ptx_types import BITS, FLOATS, INTEGERS, NUMBERS, SHORT_INTEGERS, SIGNED, UNSIGNED, VALUES


class RegisterInstruction(NamedTuple):
    result: str
    operands: tuple
    # With {0}, {1} … where the operands go.
    expression: str
    # Whether registers may be wider than their operand's type.
    may_be_wider: bool = False


# Operands and result are of the type t of the instruction, of one twice as wide (w), b32 (n) or pred (p).
FAMILIES = (
    # opcode, its types, operands, result, expression
    ("mov", VALUES + ("pred",), "t", "t", "{0}"),
    ("selp", VALUES, "ttp", "t", "{2} ? {0} : {1}"),
    ("add", INTEGERS, "tt", "t", "{0} + {1}"),
    ("sub", INTEGERS, "tt", "t", "{0} - {1}"),
    ("mul.lo", INTEGERS, "tt", "t", "{0} * {1}"),
    ("mul.hi", INTEGERS, "tt", "t", "({wide}){0} * {1} >> {width}"),
    ("mul.wide", ("s16", "u16", "s32", "u32"), "tt", "w", "({wide}){0} * {1}"),
    ("mad.lo", INTEGERS, "ttt", "t", "{0} * {1} + {2}"),
    ("mad.hi", INTEGERS, "ttt", "t", "(({wide}){0} * {1} >> {width}) + {2}"),
    ("mad.wide", ("s16", "u16", "s32", "u32"), "ttw", "w", "({wide}){0} * {1} + {2}"),
    ("div", INTEGERS, "tt", "t", "divide_{type}(thread, {0}, {1})"),
    ("rem", INTEGERS, "tt", "t", "remainder_{type}(thread, {0}, {1})"),
    ("neg", SIGNED, "t", "t", "-{0}"),
    ("abs", SIGNED, "t", "t", "{0} < 0 ? -{0} : {0}"),
    ("min", INTEGERS, "tt", "t", "{0} < {1} ? {0} : {1}"),
    ("max", INTEGERS, "tt", "t", "{0} > {1} ? {0} : {1}"),
    ("and", BITS + ("pred",), "tt", "t", "{0} & {1}"),
    ("or", BITS + ("pred",), "tt", "t", "{0} | {1}"),
    ("xor", BITS + ("pred",), "tt", "t", "{0} ^ {1}"),
    ("not", BITS, "t", "t", "~{0}"),
    ("not", ("pred",), "t", "t", "!{0}"),
    ("shl", BITS, "tn", "t", "{1} < {width} ? {0} << {1} : 0"),
    ("shr", BITS + UNSIGNED, "tn", "t", "{1} < {width} ? {0} >> {1} : 0"),
    ("shr", SIGNED, "tn", "t", "{0} >> ({1} < {width} ? {1} : {width} - 1)"),
    ("bfe", ("u32", "u64"), "tnn", "t", "extract_bits({0}, {1}, {2}, {width})"),
    ("bfi", ("b32", "b64"), "ttnn", "t", "insert_bits({0}, {1}, {2}, {3}, {width})"),
    ("prmt", ("b32",), "ttn", "t", "permute_bytes({0}, {1}, {2})"),
    ("popc", ("b32", "b64"), "t", "n", "__builtin_popcountll({0})"),
    ("clz", ("b32", "b64"), "t", "n", "{0} == 0 ? {width} : __builtin_clzll({0}) - (64 - {width})"),
    ("add.rn", FLOATS, "tt", "t", "{0} + {1}"),
    ("sub.rn", FLOATS, "tt", "t", "{0} - {1}"),
    ("mul.rn", FLOATS, "tt", "t", "{0} * {1}"),
    ("div.rn", FLOATS, "tt", "t", "{0} / {1}"),
    ("fma.rn", FLOATS, "ttt", "t", "__builtin_fma{suffix}({0}, {1}, {2})"),
    ("sqrt.rn", FLOATS, "t", "t", "__builtin_sqrt{suffix}({0})"),
    ("neg", FLOATS, "t", "t", "-{0}"),
    ("abs", FLOATS, "t", "t", "__builtin_fabs{suffix}({0})"),
    ("min", FLOATS, "tt", "t", "min_{type}({0}, {1})"),
    ("max", FLOATS, "tt", "t", "max_{type}({0}, {1})"),
    ("cvta.global", ("u64",), "t", "t", "{0}"),
    ("cvta.to.global", ("u64",), "t", "t", "{0}"),
    ("cvta.shared", ("u64",), "t", "t", "{0} + generic_address(thread->shared)"),
    ("cvta.to.shared", ("u64",), "t", "t", "{0} - generic_address(thread->shared)"),
    ("cvta.local", ("u64",), "t", "t", "{0} + generic_address(local)"),
    ("cvta.to.local", ("u64",), "t", "t", "{0} - generic_address(local)"),
)

EQUALITY = {"eq": "{0} == {1}", "ne": "{0} != {1}"}
ORDER = {"lt": "{0} < {1}", "le": "{0} <= {1}", "gt": "{0} > {1}", "ge": "{0} >= {1}"}
ORDER_OF_UNSIGNED = {"lo": "{0} < {1}", "ls": "{0} <= {1}", "hi": "{0} > {1}", "hs": "{0} >= {1}"}
# A comparison with a NaN is false, and true if its name ends in u.
COMPARISONS_OF_FLOATS = {
    "eq": "{0} == {1}",
    "ne": "({0} < {1} || {0} > {1})",
    **ORDER,
    "equ": "!({0} < {1} || {0} > {1})",
    "neu": "{0} != {1}",
    "ltu": "!({0} >= {1})",
    "leu": "!({0} > {1})",
    "gtu": "!({0} <= {1})",
    "geu": "!({0} < {1})",
    "num": "({0} == {0} && {1} == {1})",
    "nan": "({0} != {0} || {1} != {1})",
}
COMBINATIONS = {"": "{comparison}", ".and": "({comparison}) & {{2}}", ".or": "({comparison}) | {{2}}",
                ".xor": "({comparison}) ^ {{2}}"}


def of_families():
    for opcode, kinds, operands, result, expression in FAMILIES:
        for kind in kinds:
            types = {"t": kind, "n": "b32", "p": "pred"}
            values = {"type": kind, "suffix": "f" if kind == "f32" else ""}
            if kind != "pred":
                types["w"] = ptx_types.twice_as_wide(kind)
                values.update(wide=ptx_types.c_type(types["w"]), width=ptx_types.width(kind))
            # The operands keep their places.
            own = expression.format("{0}", "{1}", "{2}", "{3}", **values)
            yield f"{opcode}.{kind}", RegisterInstruction(types[result], tuple(types[o] for o in operands), own)


def of_comparisons():
    for kind in VALUES:
        comparisons = COMPARISONS_OF_FLOATS if kind in FLOATS else dict(EQUALITY)
        if kind in INTEGERS:
            comparisons.update(ORDER)
        if kind in UNSIGNED:
            comparisons.update(ORDER_OF_UNSIGNED)
        for name, comparison in comparisons.items():
            for combination, expression in COMBINATIONS.items():
                operands = (kind, kind) if combination == "" else (kind, kind, "pred")
                own = expression.format(comparison=comparison)
                yield f"setp.{name}{combination}.{kind}", RegisterInstruction("pred", operands, own)


def of_conversions():
    integers = INTEGERS + SHORT_INTEGERS
    for integer in integers:
        for source in integers:
            yield f"cvt.{integer}.{source}", RegisterInstruction(integer, (source,), "{0}", may_be_wider=True)
        for real in FLOATS:
            to_real = f"({ptx_types.c_type(real)}){{0}}"
            yield f"cvt.rn.{real}.{integer}", RegisterInstruction(real, (integer,), to_real, may_be_wider=True)
            has_no_nan = real == "f32" and ptx_types.width(integer) < 64
            of_nan = 0 if has_no_nan else 1 << ptx_types.width(integer) - 1
            rounded = f"convert_to_{integer}({{0}}, ({ptx_types.c_type(integer)}){of_nan:#x}u)"
            yield f"cvt.rzi.{integer}.{real}", RegisterInstruction(integer, (real,), rounded, may_be_wider=True)
    yield "cvt.f64.f32", RegisterInstruction("f64", ("f32",), "{0}")
    yield "cvt.rn.f32.f64", RegisterInstruction("f32", ("f64",), "(float){0}")


INSTRUCTIONS = {**dict(of_families()), **dict(of_comparisons()), **dict(of_conversions())}
