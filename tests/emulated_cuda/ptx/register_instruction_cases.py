"""What instructions that compute a register from others make of numbers, as NVIDIA's PTX ISA says.

"opcode result operands" with the registers' types, and rows of operands and what is to come of them. Floating-point
numbers in .b32 and .b64 registers are given by their bits.
"""

INFINITY = float("inf")
NAN = float("nan")
F32_NAN, F32_OTHER_NAN, F32_CANONICAL_NAN = 0x7FC00000, 0xFFC00001, 0x7FFFFFFF
F32_ONE, F32_ZERO, F32_MINUS_ZERO = 0x3F800000, 0, 0x80000000
F64_NAN, F64_ONE, F64_MINUS_ZERO = 0x7FF8 << 48, 0x3FF0 << 48, 1 << 63

INTEGER_CASES = {
    "add.s32 b32 b32 b32": [(0x7FFFFFFF, 1, 0x80000000), (-1, 1, 0)],
    "add.s16 b16 b16 b16": [(0x7FFF, 1, 0x8000)],
    "sub.u64 b64 b64 b64": [(0, 1, 2**64 - 1)],
    "mul.lo.s32 b32 b32 b32": [(0x10001, 0x10001, 0x20001), (-3, 5, -15)],
    "mul.hi.s32 b32 b32 b32": [(-1, 1, -1), (1 << 30, 8, 2)],
    "mul.hi.u32 b32 b32 b32": [(2**32 - 1, 2**32 - 1, 2**32 - 2)],
    "mul.hi.s64 b64 b64 b64": [(-(2**63), 2, -1), (2**62, 4, 1)],
    "mul.hi.u64 b64 b64 b64": [(2**64 - 1, 2**64 - 1, 2**64 - 2)],
    "mul.wide.s32 b64 b32 b32": [(-2, 0x7FFFFFFF, -2 * 0x7FFFFFFF)],
    "mul.wide.u32 b64 b32 b32": [(-1, -1, (2**32 - 1) ** 2)],
    "mul.wide.u16 b32 b16 b16": [(0xFFFF, 0xFFFF, 0xFFFE0001)],
    "mul.wide.s16 b32 b16 b16": [(0xFFFF, 3, -3)],
    "mad.lo.s32 b32 b32 b32 b32": [(0x10000, 0x10000, 7, 7), (-1, 3, 1, -2)],
    "mad.wide.s32 b64 b32 b32 b64": [(-2, 3, 1 << 40, (1 << 40) - 6)],
    "div.s64 b64 b64 b64": [(-7, 2, -3), (7, -2, -3), (-(2**63), -1, -(2**63))],
    "div.s32 b32 b32 b32": [(-7, 2, -3), (-(2**31), -1, -(2**31))],
    "div.u32 b32 b32 b32": [(-1, 2, 0x7FFFFFFF)],
    "rem.s32 b32 b32 b32": [(-7, 2, -1), (7, -2, 1), (-(2**31), -1, 0)],
    "neg.s32 b32 b32": [(5, -5), (-(2**31), -(2**31))],
    "abs.s64 b64 b64": [(-5, 5), (-(2**63), -(2**63))],
    "min.s32 b32 b32 b32": [(-1, 1, -1)],
    "min.u32 b32 b32 b32": [(-1, 1, 1)],
    "max.u64 b64 b64 b64": [(-1, 1, -1)],
    "max.s64 b64 b64 b64": [(-1, 1, 1)],
    "and.b16 b16 b16 b16": [(0xFF0F, 0x0FF0, 0x0F00)],
    "xor.b64 b64 b64 b64": [(-1, 1, -2)],
    "not.b16 b16 b16": [(0x00FF, 0xFF00)],
    "shl.b32 b32 b32 b32": [(1, 31, 1 << 31), (1, 32, 0), (1, 33, 0), (1, -1, 0)],
    "shl.b64 b64 b64 b32": [(1, 63, 1 << 63), (1, 64, 0)],
    "shl.b16 b16 b16 b32": [(1, 15, 0x8000), (3, 15, 0x8000), (1, 16, 0)],
    "shr.u32 b32 b32 b32": [(-1, 31, 1), (-1, 32, 0)],
    "shr.s32 b32 b32 b32": [(-8, 1, -4), (-8, 40, -1), (8, 40, 0), (-8, -1, -1)],
    "shr.s64 b64 b64 b32": [(-8, 64, -1)],
    "shr.s16 b16 b16 b32": [(0x8000, 15, 0xFFFF), (0x8000, 99, 0xFFFF)],
    "shr.u16 b16 b16 b32": [(0x8000, 15, 1)],
    "bfe.u32 b32 b32 b32 b32": [(0xABCD, 4, 8, 0xBC), (-1, 0, 32, -1), (-1, 31, 5, 1), (-1, 32, 1, 0), (-1, 3, 0, 0)],
    "bfi.b32 b32 b32 b32 b32 b32": [
        (0xFF, 0x12345678, 8, 8, 0x1234FF78),
        (0xAB, 0, 28, 8, 0xB0000000),
        (5, 9, 3, 0, 9),
        (5, 9, 32, 4, 9),
        (7, 9, 0, 32, 7),
    ],
    "bfi.b64 b64 b64 b64 b32 b32": [(1, 2, 32, 32, (1 << 32) + 2), (-1, 0, 63, 5, 1 << 63)],
    "prmt.b32 b32 b32 b32 b32": [
        (0x33221100, 0x77665544, 0x3210, 0x33221100),
        (0x33221100, 0x77665544, 0x7654, 0x77665544),
        (0x33221100, 0x77665544, 4180, 0x11005544),
        (0x80, 0x7F, 0x8C08, 0xFF0080FF),
    ],
    "popc.b32 b32 b32": [(0xF0F0, 8)],
    "popc.b64 b32 b64": [(-1, 64)],
    "clz.b32 b32 b32": [(0, 32), (1, 31), (-1, 0)],
    "clz.b64 b32 b64": [(0, 64), (1, 63)],
    "selp.b32 b32 b32 b32 pred": [(1, 2, 1, 1), (1, 2, 0, 2)],
    "selp.f64 f64 f64 f64 pred": [(1.5, 2.5, 0, 2.5)],
    "and.pred pred pred pred": [(1, 1, 1), (1, 0, 0)],
    "xor.pred pred pred pred": [(1, 1, 0), (1, 0, 1)],
    "not.pred pred pred": [(1, 0), (0, 1)],
}

COMPARISON_CASES = {
    "setp.lt.s32 pred b32 b32": [(-1, 1, 1), (1, 1, 0)],
    "setp.lt.u32 pred b32 b32": [(-1, 1, 0), (1, 2, 1)],
    "setp.hs.u64 pred b64 b64": [(-1, 1, 1), (1, 1, 1)],
    "setp.eq.s16 pred b16 b16": [(0xFFFF, -1, 1)],
    "setp.gt.s16 pred b16 b16": [(1, 0xFFFF, 1)],
    "setp.ne.b64 pred b64 b64": [(1, 2, 1)],
    "setp.lt.and.s32 pred b32 b32 pred": [(-1, 1, 1, 1), (-1, 1, 0, 0)],
    "setp.lt.or.s32 pred b32 b32 pred": [(1, -1, 1, 1), (1, -1, 0, 0)],
    "setp.eq.f32 pred f32 f32": [(0.0, -0.0, 1), (NAN, NAN, 0)],
    "setp.ne.f32 pred f32 f32": [(1.0, 2.0, 1), (1.0, 1.0, 0), (1.0, NAN, 0)],
    "setp.lt.f64 pred f64 f64": [(1.0, 2.0, 1), (NAN, 2.0, 0)],
    "setp.equ.f32 pred f32 f32": [(1.0, 1.0, 1), (1.0, 2.0, 0), (NAN, 2.0, 1)],
    "setp.neu.f64 pred f64 f64": [(1.0, 1.0, 0), (1.0, 2.0, 1), (NAN, NAN, 1)],
    "setp.ltu.f32 pred f32 f32": [(1.0, 2.0, 1), (2.0, 2.0, 0), (2.0, NAN, 1)],
    "setp.leu.f32 pred f32 f32": [(2.0, 2.0, 1), (3.0, 2.0, 0), (3.0, NAN, 1)],
    "setp.gtu.f64 pred f64 f64": [(3.0, 2.0, 1), (2.0, 2.0, 0), (NAN, 2.0, 1)],
    "setp.geu.f64 pred f64 f64": [(2.0, 2.0, 1), (1.0, 2.0, 0), (NAN, 2.0, 1)],
    "setp.num.f32 pred f32 f32": [(1.0, 2.0, 1), (1.0, NAN, 0), (NAN, 1.0, 0)],
    "setp.nan.f32 pred f32 f32": [(1.0, 2.0, 0), (1.0, NAN, 1), (NAN, 1.0, 1)],
}

FLOAT_CASES = {
    "add.rn.f32 f32 f32 f32": [(1.0, 2.0**-24, 1.0), (1.0, 3 * 2.0**-24, 1.0 + 2.0**-22), (INFINITY, -INFINITY, NAN)],
    "sub.rn.f64 f64 f64 f64": [(1.0, 2.0**-53, 1.0 - 2.0**-53)],
    # Nothing is flushed to 0.
    "mul.rn.f32 f32 f32 f32": [(2.0**-126, 0.5, 2.0**-127), (-1.0, 0.0, -0.0)],
    "div.rn.f32 b32 b32 b32": [(F32_ONE, 0x40400000, 0x3EAAAAAB), (F32_ONE, F32_MINUS_ZERO, 0xFF800000)],
    "div.rn.f64 f64 f64 f64": [(1.0, 3.0, 1.0 / 3.0)],
    "fma.rn.f32 f32 f32 f32 f32": [(1.0 + 2.0**-23, 1.0 - 2.0**-23, -1.0, -(2.0**-46))],
    "fma.rn.f64 f64 f64 f64 f64": [(1.0 + 2.0**-52, 1.0 - 2.0**-52, -1.0, -(2.0**-104))],
    "sqrt.rn.f32 b32 b32": [(0x40000000, 0x3FB504F3), (F32_MINUS_ZERO, F32_MINUS_ZERO)],
    "sqrt.rn.f64 f64 f64": [(2.0, 2.0**0.5), (-1.0, NAN)],
    "neg.f32 b32 b32": [(F32_ZERO, F32_MINUS_ZERO)],
    "abs.f64 b64 b64": [(F64_MINUS_ZERO, 0)],
    "min.f32 b32 b32 b32": [
        (F32_ONE, F32_NAN, F32_ONE),
        (F32_NAN, F32_ONE, F32_ONE),
        (F32_NAN, F32_OTHER_NAN, F32_CANONICAL_NAN),
        (F32_ZERO, F32_MINUS_ZERO, F32_MINUS_ZERO),
        (F32_MINUS_ZERO, F32_ZERO, F32_MINUS_ZERO),
    ],
    "max.f32 b32 b32 b32": [
        (F32_ONE, F32_NAN, F32_ONE),
        (F32_OTHER_NAN, F32_NAN, F32_CANONICAL_NAN),
        (F32_ZERO, F32_MINUS_ZERO, F32_ZERO),
        (F32_MINUS_ZERO, F32_ZERO, F32_ZERO),
    ],
    "min.f64 b64 b64 b64": [(F64_NAN, F64_ONE, F64_ONE), (0, F64_MINUS_ZERO, F64_MINUS_ZERO)],
    "max.f64 f64 f64 f64": [(1.0, NAN, 1.0), (1.0, 2.0, 2.0), (-INFINITY, -1.0, -1.0)],
}

CONVERSION_CASES = {
    "cvt.rzi.s32.f32 b32 f32": [(1.9, 1), (-1.9, -1), (NAN, 0), (1e20, 2**31 - 1), (-1e20, -(2**31))],
    "cvt.rzi.u32.f32 b32 f32": [(-1.0, 0), (4e9, 4000000000), (1e20, 2**32 - 1), (NAN, 0)],
    "cvt.rzi.s64.f32 b64 f32": [(NAN, -(2**63)), (1e30, 2**63 - 1), (-2.0**40, -(2**40))],
    "cvt.rzi.s32.f64 b32 f64": [(-2147483648.9, -(2**31)), (NAN, -(2**31)), (INFINITY, 2**31 - 1)],
    "cvt.rzi.u64.f64 b64 f64": [(2.0**63, 2**63), (NAN, 2**63), (1e30, 2**64 - 1), (-0.5, 0)],
    "cvt.rn.f32.s32 f32 b32": [(2**24 + 1, 2.0**24), (2**24 + 3, 2.0**24 + 4), (-5, -5.0)],
    "cvt.rn.f32.u32 f32 b32": [(-1, 2.0**32)],
    "cvt.rn.f64.s64 f64 b64": [(2**53 + 1, 2.0**53), (-1, -1.0)],
    "cvt.rn.f64.u32 f64 b32": [(-1, 2.0**32 - 1)],
    "cvt.f64.f32 f64 f32": [(1.5, 1.5)],
    "cvt.rn.f32.f64 f32 f64": [(1.0 + 2.0**-24, 1.0), (1.0 + 2.0**-24 + 2.0**-40, 1.0 + 2.0**-23), (1e300, INFINITY)],
    "cvt.s64.s32 b64 b32": [(-1, -1)],
    "cvt.u64.u32 b64 b32": [(-1, 2**32 - 1)],
    "cvt.u32.u64 b32 b64": [(0x123456789, 0x23456789)],
    "cvt.u16.u32 b16 b32": [(0x12345, 0x2345)],
    # Registers may be wider than what they are taken for.
    "cvt.s16.s8 b16 b16": [(0x0180, 0xFF80)],
    "cvt.u32.u8 b32 b16": [(0x01FF, 0xFF)],
    "cvt.s8.s32 b32 b32": [(0x17F, 0x7F), (0x180, -128)],
}

CASES = INTEGER_CASES | COMPARISON_CASES | FLOAT_CASES | CONVERSION_CASES
