"""Reads PTX into kernels and their statements, without knowing instructions."""

from dataclasses import dataclass, field
import math
import re

import ptx_types

MOST_THREADS = 1024


class PtxError(Exception):
    """PTX has something that is not known, or not as it should be."""


@dataclass
class Layout:
    """Variables of a state space, one behind the other."""

    offsets: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    bytes: int = 0
    alignment: int = 1

    def align(self, alignment):
        self.alignment = max(self.alignment, alignment)
        self.bytes += -self.bytes % alignment

    def add(self, declaration):
        name, size, alignment = read_declaration(declaration)
        self.align(alignment)
        self.offsets[name] = self.bytes
        self.sizes[name] = size
        self.bytes += size


@dataclass
class Registers:
    kind: str
    names: list


@dataclass
class Label:
    name: str


@dataclass
class Scope:
    """A brace that opens or closes a scope."""

    brace: str


@dataclass
class Instruction:
    text: str
    guard: str
    opcode: str
    operands: list


@dataclass
class Kernel:
    name: str
    target: int
    most_threads: int = MOST_THREADS
    parameters: Layout = field(default_factory=Layout)
    shared: Layout = field(default_factory=Layout)
    local: Layout = field(default_factory=Layout)
    statements: list = field(default_factory=list)


def read_module(text):
    """The kernels of a PTX file."""
    text = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)
    target = re.search(r"^\s*\.target\s+sm_(\d+)", text, flags=re.M)
    if not target:
        raise PtxError("no .target sm_NN")
    header = r"^\s*\.(?:version|target|address_size)\s[^\n]*"
    entries, rest = cut_entries(re.sub(header, "", text, flags=re.M))
    shared = shared_of_module(rest)
    return [read_kernel(*entry, int(target[1]), shared) for entry in entries]


def cut_entries(text):
    """(name, parameters, directives, body) of every kernel, and the text without them."""
    entries, rest = [], ""
    while found := re.search(r"(?:\.visible\s+|\.weak\s+)?\.entry\s+([\w$]+)\s*\(([^)]*)\)([^{]*)\{", text):
        rest += text[: found.start()]
        end = end_of_scope(text, found.end())
        entries.append((*found.groups(), text[found.end() : end]))
        text = text[end + 1 :]
    return entries, rest + text


def end_of_scope(text, begin):
    depth = 1
    for brace in re.compile(r"[{}]").finditer(text, begin):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    raise PtxError("a kernel does not end")


def shared_of_module(text):
    """(whether a launch says its length, declaration) of shared memory that is declared outside of kernels."""
    shared = []
    for declaration in filter(None, map(str.strip, text.split(";"))):
        found = re.match(r"(?:\.(?:visible|weak)\s+)?(\.extern\s+)?\.(shared|global|const)\s+(.*)$", declaration, re.S)
        if not found:
            raise PtxError(f"outside of kernels: {declaration[:100]}")
        # Whoever refers to a global variable finds no such name.
        if found[2] == "shared":
            shared.append((found[1] is not None, found[3]))
    return shared


def read_declaration(text):
    """(name, bytes, alignment) of a variable."""
    pattern = r"(?:\.align\s+(\d+)\s+)?\.(\w+)\s+(?:\.ptr\s+(?:\.\w+\s+)?\.align\s+\d+\s+)?([\w$]+)((?:\[\d*\])*)$"
    found = re.match(pattern, text)
    if not found or found[2] not in ptx_types.VALUES + ptx_types.SHORT:
        raise PtxError(f"declaration {text}")
    alignment, kind, name, dimensions = found.groups()
    size = ptx_types.width(kind) // 8
    count = math.prod(int(length or 0) for length in re.findall(r"\[(\d*)\]", dimensions))
    return name, size * count, int(alignment or size)


def read_kernel(name, parameters, directives, body, target, shared_of_module):
    kernel = Kernel(name, target)
    try:
        read_directives(kernel, directives)
        for parameter in filter(None, map(str.strip, parameters.split(","))):
            kernel.parameters.add(re.sub(r"^\.param\s+", "", parameter))
        mentioned = set(re.findall(r"[\w$]+", body))
        shared = [one for one in shared_of_module if read_declaration(one[1])[0] in mentioned]
        for is_of_launch, declaration in shared:
            if not is_of_launch:
                kernel.shared.add(declaration)
        read_body(kernel, body)
        # What a launch adds comes last, and all of it begins at one address.
        of_launch = [read_declaration(declaration) for is_of_launch, declaration in shared if is_of_launch]
        kernel.shared.align(max((alignment for _, _, alignment in of_launch), default=1))
        kernel.shared.offsets.update({variable: kernel.shared.bytes for variable, _, _ in of_launch})
    except PtxError as error:
        raise PtxError(f"{name}: {error}") from error
    return kernel


def read_directives(kernel, text):
    for directive, numbers in re.findall(r"(\S+)([^.]*)", text):
        if directive == ".maxntid":
            kernel.most_threads = math.prod(int(number) for number in numbers.split(","))
        elif directive not in (".minnctapersm", ".maxnreg"):
            raise PtxError(f"directive {directive}")


def read_body(kernel, text):
    statement = re.compile(r"\s*(?:([{}])|([\w$]+)\s*:(?!:)|([^;]+);)")
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = statement.match(text, at)
        if not found:
            raise PtxError(f"statement {text[at:at + 100].strip()}")
        at = found.end()
        brace, label, other = found.groups()
        if brace:
            kernel.statements.append(Scope(brace))
        elif label:
            kernel.statements.append(Label(label))
        else:
            read_statement(kernel, " ".join(other.split()))


def read_statement(kernel, text):
    directive, _, rest = text.partition(" ")
    if directive == ".reg":
        kernel.statements.append(read_registers(rest))
    elif directive in (".local", ".shared"):
        {".local": kernel.local, ".shared": kernel.shared}[directive].add(rest)
    elif directive != ".pragma":
        kernel.statements.append(read_instruction(text))


def read_registers(text):
    """`.b32 %r<3>, one` are the registers %r0, %r1, %r2 and one."""
    found = re.match(r"\.(\w+) (.*)$", text)
    if not found or found[1] not in ptx_types.ALL:
        raise PtxError(f"registers {text}")
    names = []
    for name in found[2].split(","):
        many = re.fullmatch(r"([%\w$]+)(?:<(\d+)>)?", name.strip())
        if not many:
            raise PtxError(f"registers {text}")
        names += [many[1]] if many[2] is None else [f"{many[1]}{i}" for i in range(int(many[2]))]
    return Registers(found[1], names)


def read_instruction(text):
    found = re.match(r"(?:@(!?[%\w$]+) )?([a-z][\w.:]*)(?: (.*))?$", text)
    if not found:
        raise PtxError(f"instruction {text}")
    return Instruction(text, found[1], found[2], split_operands(found[3] or ""))


def split_operands(text):
    """Operands are separated by commas, but those in braces are one."""
    return [operand.strip() for operand in re.findall(r"(?:\{[^}]*\}|[^,{])+", text)]
