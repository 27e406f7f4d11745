#!/usr/bin/env python3
"""ptx_to_c.py IN.ptx OUT.c: translates the kernels of a PTX file into C for an emulated CUDA device.

Every kernel becomes a function that does what one of its threads does, as `translated_kernel.h` has it. What is not
known is an error, never a guess. The code is compiled with -ffp-contract=off -fno-strict-aliasing -fwrapv and finds its
headers in this folder.
"""

import pathlib
import sys

import ptx_types
from instructions import statement
from operands import Operands, c_name
from ptx_reader import Label, PtxError, Registers, Scope, read_module

HEAD = """#include "kernel_arithmetic.h"
#include "kernel_memory.h"
#include "kernel_warp.h"
"""

# Local memory begins as rubbish.
FUNCTION = """
static void kernel_{index}(struct EmulatedThread* thread, const char* parameters) {{
enum {{ kParameterBytes = {parameter_bytes}, kLocalBytes = {local_bytes} }};
_Alignas({alignment}) char local[kLocalBytes + 1];
memset(local, 0xcd, kLocalBytes);
{body}
}}
static const uint32_t offsets_{index}[] = {{{offsets}}};
static const uint32_t sizes_{index}[] = {{{sizes}}};
"""

ENTRY = '{{"{name}", kernel_{index}, {most_threads}, {shared_bytes}, {parameter_bytes}, {parameter_count}, \
offsets_{index}, sizes_{index}, {target}, {local_bytes}}},\n'


def line(statement_of_ptx, operands):
    match statement_of_ptx:
        case Scope("{"):
            operands.enter()
            return "{"
        case Scope("}"):
            operands.leave()
            return "}"
        case Label(name):
            return f"{c_name(name)}:;"
        case Registers(kind, names):
            operands.declare(statement_of_ptx)
            return f"{ptx_types.c_type(ptx_types.unsigned(kind))} {', '.join(map(c_name, names))};" if names else ""
        case instruction:
            return statement(instruction, operands)


def body_of(kernel):
    operands = Operands(kernel)
    operands.enter()
    try:
        return "\n".join(line(one, operands) for one in kernel.statements)
    except PtxError as error:
        raise PtxError(f"{kernel.name}: {error}") from error


def translate(ptx):
    """The C code of all kernels."""
    code, entries = HEAD, ""
    for index, kernel in enumerate(read_module(ptx)):
        known = {
            "index": index,
            "name": kernel.name,
            "target": kernel.target,
            "most_threads": kernel.most_threads,
            "shared_bytes": kernel.shared.bytes,
            "local_bytes": kernel.local.bytes,
            "parameter_bytes": kernel.parameters.bytes,
            "parameter_count": len(kernel.parameters.sizes),
        }
        offsets, sizes = (", ".join(map(str, values.values())) or "0"
                          for values in (kernel.parameters.offsets, kernel.parameters.sizes))
        alignment = max(16, kernel.local.alignment)
        code += FUNCTION.format(**known, alignment=alignment, offsets=offsets, sizes=sizes, body=body_of(kernel))
        entries += ENTRY.format(**known)
    return f"{code}\nconst struct TranslatedKernel emulated_kernels[] = {{\n{entries}{{0}}}};\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        code = translate(pathlib.Path(sys.argv[1]).read_text())
    except PtxError as error:
        sys.exit(f"ptx_to_c: {error}")
    pathlib.Path(sys.argv[2]).write_text(code)


if __name__ == "__main__":
    main()
