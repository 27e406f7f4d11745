"""What the operands of instructions are in C. Expressions need no parentheses around them."""

import re

import ptx_types
from ptx_reader import PtxError

SPECIAL_REGISTERS = {
    "%tid.x": "thread->thread",
    "%ctaid.x": "thread->block",
    "%ntid.x": "thread->threads",
    "%nctaid.x": "thread->blocks",
    "%laneid": "(thread->thread % kLanes)",
}

# Calls by state space that an address and a number of bytes complete.
PLACES = {
    "global": "global_at(thread",
    "generic": "generic_at(thread, local, kLocalBytes",
    "shared": "window_at(thread, thread->shared, thread->shared_bytes",
    "local": "window_at(thread, local, kLocalBytes",
    "param": "window_at(thread, (char*)parameters, kParameterBytes",
}


def c_name(name):
    """Of a register or a label; no other names of the C code begin so."""
    return "ptx_" + re.sub(r"\W", "_", name.lstrip("%$"))


class Operands:
    """The names that are known at a place in a kernel."""

    def __init__(self, kernel):
        self.scopes = []
        self.variables = {}
        for space in ("param", "shared", "local"):
            layout = kernel.parameters if space == "param" else getattr(kernel, space)
            self.variables.update({name: (space, offset) for name, offset in layout.offsets.items()})

    def enter(self):
        self.scopes.append({})

    def leave(self):
        self.scopes.pop()

    def declare(self, registers):
        self.scopes[-1].update(dict.fromkeys(registers.names, registers.kind))

    def kind_of(self, register):
        for scope in reversed(self.scopes):
            if register in scope:
                return scope[register]
        return None

    def read(self, operand, kind, may_be_wider=False):
        """The operand as a number of a type. Of a wider register it is the lower bits, where that is allowed."""
        if kind == "pred":
            return self.read_predicate(operand)
        width, bits = self.bits_of(operand, kind)
        if width != ptx_types.width(kind) and not (may_be_wider and width > ptx_types.width(kind)):
            raise PtxError(f"{operand} has {width} bits")
        if kind in ptx_types.FLOATS:
            return f"{ptx_types.c_type(kind)}_of({bits})"
        return bits if ptx_types.c_type(kind) == f"uint{width}_t" else f"({ptx_types.c_type(kind)}){bits}"

    def read_predicate(self, operand):
        negation, name = ("!", operand[1:]) if operand.startswith("!") else ("", operand)
        if self.kind_of(name) == "pred":
            return negation + c_name(name)
        if operand in ("0", "1", "-1"):
            return "false" if operand == "0" else "true"
        raise PtxError(f"{operand} is no predicate")

    def bits_of(self, operand, kind):
        """(width, unsigned number)"""
        if register_kind := self.kind_of(operand):
            if register_kind == "pred":
                raise PtxError(f"{operand} is a predicate")
            return ptx_types.width(register_kind), c_name(operand)
        if operand in SPECIAL_REGISTERS:
            return 32, SPECIAL_REGISTERS[operand]
        if found := re.fullmatch(r"0[fF]([0-9A-Fa-f]{8})|0[dD]([0-9A-Fa-f]{16})", operand):
            return (32, f"0x{found[1]}u") if found[1] else (64, f"UINT64_C(0x{found[2]})")
        width = ptx_types.width(kind)
        if re.fullmatch(r"-?(?:\d+|0x[0-9A-Fa-f]+)U?", operand) and kind not in ptx_types.FLOATS:
            return width, self.constant(int(operand.rstrip("U"), 0), width)
        if operand in self.variables:
            return width, self.constant(self.variables[operand][1], width)
        raise PtxError(f"operand {operand}")

    @staticmethod
    def constant(number, width):
        if not -(1 << width - 1) <= number < 1 << width:
            raise PtxError(f"{number} in {width} bits")
        return f"(uint{width}_t){number % (1 << width):#x}u"

    def write(self, register, kind, value, may_be_wider=False):
        """The statement that sets a register to a number of a type. A wider one gets it with its sign, if allowed."""
        if register == "_":
            return f"(void)({value});"
        register_kind = self.kind_of(register)
        if register_kind is None or (register_kind == "pred") != (kind == "pred"):
            raise PtxError(f"{register} as {kind}")
        if kind == "pred":
            return f"{c_name(register)} = {value};"
        excess = ptx_types.width(register_kind) - ptx_types.width(kind)
        if excess < 0 or (excess > 0 and not may_be_wider):
            raise PtxError(f"{register} has {ptx_types.width(register_kind)} bits")
        if kind in ptx_types.FLOATS:
            return f"{c_name(register)} = bits_of_{ptx_types.c_type(kind)}({value});"
        return f"{c_name(register)} = ({ptx_types.c_type(kind)})({value});"

    def place(self, space, operand, size):
        """Where so many bytes are at an address in brackets, which is checked when the kernel runs."""
        found = re.fullmatch(r"\[\s*([%\w$]+)\s*(?:\+\s*(-?\d+)\s*)?\]", operand)
        if not found:
            raise PtxError(f"address {operand}")
        address = f"{self.address(space, found[1])} + {int(found[2] or 0)}"
        if self.kind_of(found[1]) and ptx_types.width(self.kind_of(found[1])) == 32:
            address = f"(uint32_t)({address})"
        return f"{PLACES[space]}, {address}, {size})"

    def address(self, space, base):
        if base in self.variables:
            if self.variables[base][0] != space:
                raise PtxError(f"{base} is in .{self.variables[base][0]}")
            return self.constant(self.variables[base][1], 64)
        register_kind = self.kind_of(base)
        widths = (64,) if space in ("global", "generic") else (32, 64)
        if register_kind not in ptx_types.VALUES or ptx_types.width(register_kind) not in widths:
            raise PtxError(f"address {base}")
        return c_name(base)
