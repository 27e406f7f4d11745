#!/usr/bin/env python3
"""check_ptx.py FILE…: does the PTX in these files keep to the arithmetic of IEEE 754?

Prints FILE:LINE, the line, what is wrong with it and the kernel, and fails; else prints nothing. Of instructions that
have a floating-point type all are wrong but those in PERMITTED: what a later nvcc comes to use is looked at first.
Besides, no kernel may call anything, or have more local memory than LOCAL_BYTES says.
"""

import math
import re
import sys
from pathlib import Path
from typing import NamedTuple

# .f32, .f16x2, .bf16, .tf32, .e4m3x2, .ue8m0x2 …
FLOATING = re.compile(r"\.(?:f|bf|tf|u?e\dm)\d")

# Instructions that round once and to nearest, that are exact, or that round to integers in one of the four ways.
PERMITTED = re.compile(
    r"(?:add|sub|mul|div|sqrt|rcp|fma|mad)\.rn\.f(?:32|64)"
    r"|(?:mov|selp|abs|neg|copysign|(?:min|max)(?:\.NaN)?)\.f(?:32|64)"
    r"|(?:ld|st)(?:\.\w+)+\.f(?:32|64)"
    r"|setp\.\w+(?:\.(?:and|or|xor))?\.f(?:32|64)"
    r"|cvt\.f64\.f32|cvt\.rn\.f32\.f64"
    r"|cvt\.rn\.f(?:32|64)\.[su]\d+"
    r"|cvt\.r[nzmp]i\.(?:[su]\d+\.f(?:32|64)|f32\.f32|f64\.f64)")

# What is wrong with others: the first that is found in an instruction. Where nvcc may contract (-fmad=true), it leaves
# the .rn out of all that could still be contracted.
UNKNOWN = "is not known to be exact or rounded once"
FAULTS = (
    (r"^call\b", "calls a function"),
    (r"^alloca\b", "takes local memory"),
    (r"^(?:w?mma|wgmma|tcgen05)\b", "is for tensor cores"),
    (r"\.sat\b", "saturates"),
    (r"\.ftz\b", "takes subnormals for zero"),
    (r"\.(?:approx|full)\b", "approximates"),
    (r"\.(?:f16|bf\d|tf\d|u?e\dm\d)", "has fewer digits than float"),
    (r"^(?:add|sub|mul|div|sqrt|rcp|fma|mad)\..*f(?:32|64)$", "may be contracted or rounded otherwise than to nearest"),
    (r"^cvt\..*f(?:32|64)", "converts otherwise than to nearest"),
    (FLOATING.pattern, UNKNOWN),
)
HAS_FUNCTION = "is a function of its own"
HAS_LOCAL_MEMORY = "is more local memory than expected"

# Bytes that kernels may have, by what their names contain. The first are where a period is kept until it is stored, on
# GPUs before Blackwell. The others are in Thrust's reduction over our ComparePixel: the differences of a pixel, 224
# bytes, and two fixed-point numbers of 48, whose words have computed indices.
LOCAL_BYTES = (
    (r"shade_tiles_of_(?:any_)?sequence", 4),
    (r"DeviceReduce(?:SingleTile)?Kernel.*ComparePixel", 320),
)

LABELS_AND_GUARD = r"\s*(?:[\w$]+:(?!:)\s*)*(?:@!?%?\w+\s+)?"
OPCODE = re.compile(LABELS_AND_GUARD + r"([a-z]\w*(?:(?:\.|::)\w+)*)")
KERNEL = re.compile(r"\.entry\s+([\w$]+)")


class Violation(NamedTuple):
    line: int
    kernel: str
    text: str
    fault: str


def fault_of(opcode):
    """What is wrong with an instruction, or None."""
    if PERMITTED.fullmatch(opcode):
        return None
    return next((fault for pattern, fault in FAULTS if re.search(pattern, opcode)), None)


def local_bytes(declaration):
    """Of `.local .align 4 .b8 name[4]`."""
    bits = int(re.search(r"\.[bsuf](\d+)\b", declaration)[1])
    return bits // 8 * math.prod(map(int, re.findall(r"\[(\d+)\]", declaration)))


def expected_local_bytes(kernel):
    return next((number for pattern, number in LOCAL_BYTES if re.search(pattern, kernel)), 0)


def kernels_of(text):
    return KERNEL.findall(text)


def violations_in(text):
    """The violations in a text of PTX, in the order of its lines."""
    kernel = ""
    taken = 0
    for number, line in enumerate(text.splitlines(), 1):
        # Inline assembly may have several statements in a line. Operands in braces come apart, but look like no opcode.
        for statement in re.split("[;{}]", line.partition("//")[0]):
            fault = None
            if found := KERNEL.search(statement):
                kernel, taken = found[1], 0
            elif re.match(r"\s*\.(?:\w+\s+\.)*func\b", statement):
                kernel, taken, fault = "", 0, HAS_FUNCTION
            elif re.match(r"\s*\.local\b", statement):
                taken += local_bytes(statement)
                fault = HAS_LOCAL_MEMORY if taken > expected_local_bytes(kernel) else None
            elif found := OPCODE.match(statement):
                fault = fault_of(found[1])
            if fault:
                yield Violation(number, kernel, line.strip(), fault)


def main(files):
    wrong = False
    for file in files:
        for violation in violations_in(Path(file).read_text()):
            print(f"{file}:{violation.line}: {violation.text} {violation.fault}, in {violation.kernel or 'no kernel'}")
            wrong = True
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
