"""Instructions as statements of C: those that need more than registers are here."""

import re

import ptx_types
from operands import c_name
from ptx_reader import PtxError
from register_instructions import INSTRUCTIONS

SPACES = ("global", "shared", "local", "param")
# Of loads and stores: what changes nothing where there are no caches.
HINTS = ("nc", "volatile")
BARRIERS = ("bar.sync", "barrier.sync", "barrier.sync.aligned")


def statement(instruction, operands):
    """What an instruction is in C, with its guard."""
    family = instruction.opcode.split(".")[0]
    try:
        if any(operand.startswith("{") for operand in instruction.operands) and family == "mov":
            code = move_pieces(instruction, operands)
        elif instruction.opcode in INSTRUCTIONS:
            code = compute(instruction, operands)
        elif family in HANDLERS:
            code = HANDLERS[family](instruction, operands)
        else:
            raise PtxError("not known")
        guard = f"if ({operands.read(instruction.guard, 'pred')}) " if instruction.guard else ""
    except PtxError as error:
        raise PtxError(f"{instruction.text}: {error}") from error
    return f"{guard}{{ {code} }}" if guard else code


def expect(instruction, count):
    if len(instruction.operands) != count:
        raise PtxError(f"{len(instruction.operands)} operands")
    return instruction.operands


def compute(instruction, operands):
    known = INSTRUCTIONS[instruction.opcode]
    result, *arguments = expect(instruction, 1 + len(known.operands))
    values = [operands.read(*argument, known.may_be_wider) for argument in zip(arguments, known.operands)]
    return operands.write(result, known.result, known.expression.format(*values), known.may_be_wider)


def pieces(operand):
    return [piece.strip() for piece in operand.strip("{}").split(",")]


def move_pieces(instruction, operands):
    """Registers into the bits of one that is as wide as all of them, or back; the first is the lowest."""
    found = re.fullmatch(r"mov\.(b32|b64)", instruction.opcode)
    to, source = expect(instruction, 2)
    if not found or to.startswith("{") == source.startswith("{"):
        raise PtxError("not known")
    whole, parts = found[1], pieces(source if source.startswith("{") else to)
    if len(parts) not in (2, 4) or ptx_types.width(whole) // len(parts) not in (16, 32):
        raise PtxError("not known")
    step = ptx_types.width(whole) // len(parts)
    if source.startswith("{"):
        bits = [f"(uint64_t){operands.read(part, f'b{step}')} << {i * step}" for i, part in enumerate(parts)]
        return operands.write(to, whole, " | ".join(bits))
    moves = [operands.write(part, f"b{step}", f"whole >> {i * step}") for i, part in enumerate(parts)]
    return f"{{ const uint64_t whole = {operands.read(source, whole)}; {' '.join(moves)} }}"


def parse_access(opcode):
    """(space, elements, type) of `ld.global.v2.u32`, and of stores."""
    _, *modifiers, kind = opcode.split(".")
    modifiers = [modifier for modifier in modifiers if modifier not in HINTS]
    space = modifiers.pop(0) if modifiers and modifiers[0] in SPACES else "generic"
    elements = {"v2": 2, "v4": 4}[modifiers.pop(0)] if modifiers and modifiers[0] in ("v2", "v4") else 1
    if modifiers or kind not in ptx_types.VALUES + ptx_types.SHORT:
        raise PtxError("not known")
    return space, elements, kind


def load(instruction, operands):
    space, elements, kind = parse_access(instruction.opcode)
    registers, place = expect(instruction, 2)
    size = ptx_types.width(kind) // 8
    # As bits, so that a NaN stays the one that it is.
    as_read = f"b{size * 8}" if kind in ptx_types.FLOATS else kind
    code = [f"const char* at = {operands.place(space, place, size * elements)};"]
    for i, register in enumerate(check_elements(registers, elements)):
        value = f"load_{ptx_types.unsigned(kind)}(at + {i * size})"
        code.append(operands.write(register, as_read, value, may_be_wider=True))
    return f"{{ {' '.join(code)} }}"


def store(instruction, operands):
    space, elements, kind = parse_access(instruction.opcode)
    place, registers = expect(instruction, 2)
    if space == "param":
        raise PtxError("not known")
    size = ptx_types.width(kind) // 8
    code = [f"char* at = {operands.place(space, place, size * elements)};"]
    for i, register in enumerate(check_elements(registers, elements)):
        value = operands.read(register, f"b{size * 8}", may_be_wider=True)
        code.append(f"store_{ptx_types.unsigned(kind)}(at + {i * size}, {value});")
    return f"{{ {' '.join(code)} }}"


def check_elements(registers, elements):
    if registers.startswith("{") != (elements > 1) or len(pieces(registers)) != elements:
        raise PtxError(f"not {elements} registers")
    return pieces(registers)


def add_atomically(instruction, operands):
    pattern = r"(atom|red)(?:\.relaxed|\.gpu)*(?:\.(global|shared))?\.add\.(u32|s32|u64)"
    found = re.fullmatch(pattern, instruction.opcode)
    if not found:
        raise PtxError("not known")
    family, space, kind = found.groups()
    *result, place, value = expect(instruction, 3 if family == "atom" else 2)
    at = operands.place(space or "generic", place, ptx_types.width(kind) // 8)
    call = f"atomic_add_{ptx_types.unsigned(kind)}({at}, {operands.read(value, kind)})"
    return operands.write(result[0], kind, call) if result else f"{call};"


def branch(instruction, _):
    if instruction.opcode not in ("bra", "bra.uni"):
        raise PtxError("not known")
    return f"goto {c_name(*expect(instruction, 1))};"


def end(instruction, _):
    if instruction.opcode not in ("ret", "exit", "ret.uni") or instruction.operands:
        raise PtxError("not known")
    return "return;"


def synchronize(instruction, operands):
    if instruction.opcode in ("bar.warp.sync", "barrier.warp.sync"):
        return f"synchronize_warp(thread, {operands.read(*expect(instruction, 1), 'b32')});"
    # One of its 16 barriers is known, and that all threads come to it.
    if instruction.opcode not in BARRIERS or instruction.operands != ["0"]:
        raise PtxError("not known")
    return "synchronize_block(thread);"


def shuffle(instruction, operands):
    found = re.fullmatch(r"shfl\.sync\.(up|down|bfly|idx)\.b32", instruction.opcode)
    if not found:
        raise PtxError("not known")
    results, *arguments = expect(instruction, 5)
    value, _, inside = results.partition("|")
    values = ", ".join(operands.read(argument, "b32") for argument in arguments)
    call = f"shuffle(thread, k{found[1].capitalize()}, {values}, &inside)"
    set_inside = operands.write(inside, "pred", "inside") if inside else ""
    return f"{{ bool inside; {operands.write(value, 'b32', call)} {set_inside} }}"


def vote(instruction, operands):
    result, own, mask = expect(instruction, 3)
    mask = operands.read(mask, "b32")
    ballot = f"ballot(thread, {operands.read(own, 'pred')}, {mask})"
    results = {
        "vote.sync.ballot.b32": ("b32", ballot),
        "vote.sync.any.pred": ("pred", f"{ballot} != 0"),
        "vote.sync.all.pred": ("pred", f"{ballot} == {mask}"),
    }
    if instruction.opcode not in results:
        raise PtxError("not known")
    return operands.write(result, *results[instruction.opcode])


HANDLERS = {
    "ld": load,
    "st": store,
    "atom": add_atomically,
    "red": add_atomically,
    "bra": branch,
    "ret": end,
    "exit": end,
    "bar": synchronize,
    "barrier": synchronize,
    "shfl": shuffle,
    "vote": vote,
}
