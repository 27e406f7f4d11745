#!/usr/bin/env python3
"""What ptx_to_c.py makes of kernels does what NVIDIA's PTX ISA says, and what it does not know it refuses."""

import ctypes
import math
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

from one_thread_device import MEMORY_BEGIN, MEMORY_BYTES, Device, kernels_of
from register_instruction_cases import CASES

HERE = pathlib.Path(__file__).resolve().parent
HEADER = ".version 8.0\n.target sm_75\n.address_size 64\n"
OPTIONS = ["-O1", "-ffp-contract=off", "-fno-strict-aliasing", "-fwrapv", "-w", "-shared", "-fPIC", "-I", HERE]
COMPILER = [os.environ.get("CC", "cc"), *OPTIONS]
RESULT = 64
FORMATS = {"b16": "H", "b32": "I", "b64": "Q", "f32": "f", "f64": "d", "pred": "I"}

kernels = {}


def translate(ptx, folder):
    """Writes kernels.c into the folder; what the command ended with."""
    (folder / "kernels.ptx").write_text(ptx)
    command = [sys.executable, "-B", HERE / "ptx_to_c.py", folder / "kernels.ptx", folder / "kernels.c"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def register_instruction_kernel(name, case):
    """Its operands are in memory, 8 bytes apart."""
    opcode, *kinds = case.split()
    lines = []
    for i, kind in enumerate(kinds):
        lines.append(f".reg .{kind} %v{i};")
        if i > 0 and kind == "pred":
            lines.append(f"ld.global.u32 %u, [%rd+{i * 8}]; setp.ne.u32 %v{i}, %u, 0;")
        elif i > 0:
            lines.append(f"ld.global.{kind} %v{i}, [%rd+{i * 8}];")
    lines.append(f"{opcode} {', '.join(f'%v{i}' for i in range(len(kinds)))};")
    if kinds[0] == "pred":
        lines.append(f"selp.u32 %u, 1, 0, %v0; st.global.u32 [%rd+{RESULT}], %u;")
    else:
        lines.append(f"st.global.{kinds[0]} [%rd+{RESULT}], %v0;")
    body = "\n".join(lines)
    return f".entry {name}(.param .u64 to)\n{{ .reg .b64 %rd; .reg .b32 %u; ld.param.u64 %rd, [to];\n{body} ret; }}\n"


def setUpModule():
    ptx = (HERE / "test_kernels.ptx").read_text()
    ptx += "".join(register_instruction_kernel(f"case_{i}", case) for i, case in enumerate(CASES))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        translated = translate(ptx, folder)
        if translated.returncode != 0:
            raise RuntimeError(translated.stderr)
        subprocess.run([*COMPILER, "-o", folder / "kernels.so", folder / "kernels.c", "-lm"], check=True)
        kernels.update(kernels_of(ctypes.CDLL(folder / "kernels.so")))


def bits_of(value, kind):
    """As a register of the type has a number."""
    width = struct.calcsize(FORMATS[kind]) * 8
    return value % (1 << width) if isinstance(value, int) else value


class RegisterInstructions(unittest.TestCase):
    def test_computes_what_the_isa_says(self):
        for i, (case, rows) in enumerate(CASES.items()):
            kinds = case.split()[1:]
            for *operands, expected in rows:
                with self.subTest(case, operands=operands):
                    device = Device()
                    for place, (operand, kind) in enumerate(zip(operands, kinds[1:], strict=True), 1):
                        device.write(8 * place, FORMATS[kind], bits_of(operand, kind))
                    device.run(kernels[f"case_{i}"])
                    self.assert_same(device.read(RESULT, FORMATS[kinds[0]]), bits_of(expected, kinds[0]))

    def assert_same(self, result, expected):
        if isinstance(expected, float) and math.isnan(expected):
            self.assertTrue(math.isnan(result), result)
        else:
            self.assertEqual((result, math.copysign(1, result)), (expected, math.copysign(1, expected)))


class Kernels(unittest.TestCase):
    def test_says_what_a_launch_has_to_know(self):
        kernel = kernels["parameters"]
        self.assertEqual((kernel.most_threads, kernel.target, kernel.shared_bytes, kernel.local_bytes), (128, 75, 0, 0))
        self.assertEqual(kernel.parameter_bytes, 44)
        self.assertEqual(kernel.parameter_offsets[: kernel.parameter_count], [0, 8, 16, 40])
        self.assertEqual(kernel.parameter_sizes[: kernel.parameter_count], [8, 1, 24, 4])
        self.assertEqual(kernels["loop"].most_threads, 1024)
        self.assertEqual(kernels["local_memory"].local_bytes, 32)

    def test_reads_parameters(self):
        device = Device()
        device.run(kernels["parameters"], struct.pack("<Qb7xQQIII", MEMORY_BEGIN, -2, 1, 1 << 40, 3, 4, 5))
        self.assertEqual(device.read(0, "h6xQIII"), (-2, 1 << 40, 4, 3, 5))

    def test_knows_its_thread(self):
        device = Device()
        device.run(kernels["special_registers"], lane=70)
        self.assertEqual(device.read(0, "5I"), (70, 3, 128, 5, 6))

    def test_extends_short_numbers(self):
        device = Device()
        device.write(0, "BxH", 0xFE, 0x8001)
        device.run(kernels["short_loads"])
        self.assertEqual(device.read(4, "HHIIB"), (0xFE, 0xFFFE, 0x8001, 0xFFFF8001, 0x01))

    def test_packs_and_unpacks(self):
        device = Device()
        device.write(0, "II", 0x11112222, 0x33334444)
        device.run(kernels["packing"])
        self.assertEqual(device.read(8, "QIIII"), (0x1111222233334444, 0x11112222, 0x33334444, 0x73333, 0x11112222))

    def test_branches(self):
        for count, expected in ((0, (0, 2)), (1, (1, 1)), (10, (55, 2))):
            device = Device()
            device.write(0, "I", count)
            device.run(kernels["loop"])
            self.assertEqual(device.read(4, "II"), expected)

    def test_puts_shared_memory_of_the_launch_behind_the_own(self):
        device = Device()
        device.run(kernels["shared_memory"])
        self.assertEqual(kernels["shared_memory"].shared_bytes, 32)
        self.assertEqual(device.read(0, "4I"), (32, 13, 11, 16))
        self.assertEqual(device.block_synchronizations, 1)

    def test_has_rubbish_in_local_memory(self):
        device = Device()
        device.run(kernels["local_memory"])
        self.assertEqual(device.read(0, "II"), (21, 0xCDCDCDCD))

    def test_adds_atomically(self):
        device = Device()
        device.write(0, "QQi", 2**33, 0, 1)
        device.run(kernels["atomics"])
        self.assertEqual(device.read(0, "QQi"), (2**33 + 5, 2**33, -1))


class Faults(unittest.TestCase):
    def assert_fault(self, kernel, layout, value, expected, **options):
        device = Device()
        device.write(0, layout, value)
        self.assertEqual(device.fault_of(kernels[kernel], **options), expected)

    def test_no_access_outside_of_device_memory(self):
        end = MEMORY_BEGIN + MEMORY_BYTES
        for address in (0, MEMORY_BEGIN - 4, end, end - 2, MEMORY_BEGIN + 2, 2**64 - 4):
            with self.subTest(hex(address)):
                self.assert_fault("access_anywhere", "Q", address, (address, 4))
        self.assert_fault("access_anywhere", "Q", end - 4, None)

    def test_no_access_outside_of_shared_memory(self):
        for address in (0, 20, 6):
            with self.subTest(address):
                expected = ((address - 4) % 2**32, 4)
                self.assert_fault("shared_access_anywhere", "I", address, expected, shared_bytes=16)
        self.assert_fault("shared_access_anywhere", "I", 16, None, shared_bytes=16)
        self.assert_fault("shared_access_anywhere", "I", 20, (16, 4), shared_bytes=18)

    def test_no_division_by_zero(self):
        self.assert_fault("division", "I", 0, (0, 4))


class Warps(unittest.TestCase):
    def shuffle(self, lane, operand, limits):
        """(value, whether it is inside of the segment) of up, down, bfly and idx. Lanes bring 100 and their number."""
        device = Device(range(100, 132))
        device.write(0, "II", operand, limits)
        device.run(kernels["shuffles"], lane=lane)
        self.assertEqual(device.exchanges, [(0xFFFFFFFF, 77)] * 4 + [(3, 5)])
        return list(zip(device.read(16, "4I"), device.read(32, "4I")))

    def test_shuffles_in_a_warp(self):
        self.assertEqual(self.shuffle(64 + 5, 3, 31), [(77, 0), (108, 1), (106, 1), (103, 1)])
        self.assertEqual(self.shuffle(5, 3, 0)[0], (102, 1))
        self.assertEqual(self.shuffle(5, 5, 0)[0], (100, 1))
        self.assertEqual(self.shuffle(30, 3, 31)[1], (77, 0))

    def test_shuffles_in_segments(self):
        # Of 8 lanes.
        self.assertEqual(self.shuffle(13, 3, 0x181F), [(77, 0), (77, 0), (114, 1), (111, 1)])
        self.assertEqual(self.shuffle(13, 3, 0x1800)[0], (110, 1))
        self.assertEqual(self.shuffle(9, 3, 0x1800)[0], (77, 0))
        self.assertEqual(self.shuffle(11, 3, 0x181F)[1], (114, 1))

    def test_shuffles_up_to_a_last_lane(self):
        self.assertEqual(self.shuffle(4, 3, 6), [(77, 0), (77, 0), (77, 0), (103, 1)])

    def test_votes(self):
        device = Device((1, 0, 2, 0) + (1,) * 28)
        device.write(0, "I", 9)
        device.run(kernels["votes"])
        self.assertEqual(device.read(0, "3I"), (0b0101, 1, 0))
        self.assertEqual(device.exchanges, [(15, 0), (15, 1), (15, 1), (15, 0)])


class Refusals(unittest.TestCase):
    def refuse(self, instruction):
        registers = ".reg .pred %p<3>; .reg .b32 %r<4>; .reg .f32 %f<4>; .reg .b64 %rd<4>;"
        ptx = f"{HEADER}.global .b8 data[4];\n.entry doubtful()\n{{ {registers}\n{instruction}; ret; }}"
        with tempfile.TemporaryDirectory() as folder:
            translated = translate(ptx, pathlib.Path(folder))
            self.assertEqual(translated.returncode, 1)
            self.assertIn("doubtful", translated.stderr)
            self.assertIn(instruction, translated.stderr)
            self.assertFalse((pathlib.Path(folder) / "kernels.c").exists())

    def test_refuses_what_it_does_not_know(self):
        for instruction in (
            "cosh.f32 %f1, %f2",
            # An assembler may fuse these, or they are not rounded as IEEE 754 has it.
            "add.f32 %f1, %f2, %f3",
            "mul.f32 %f1, %f2, %f3",
            "fma.f32 %f1, %f2, %f3, %f1",
            "fma.rz.f32 %f1, %f2, %f3, %f1",
            "add.rn.ftz.f32 %f1, %f2, %f3",
            "div.approx.f32 %f1, %f2, %f3",
            "sqrt.approx.f32 %f1, %f2",
            "min.ftz.f32 %f1, %f2, %f3",
            "cvt.rni.s32.f32 %r1, %f1",
            "cvt.sat.u8.s32 %r1, %r2",
            "mov.u64 %rd1, data",
            "ld.global.u32 %r1, [data]",
            "ld.shared.u32 %r1, [unknown]",
            "ld.global.u32 %r1, [%r2]",
            "add.s32 %r1, %r2, %rd3",
            "add.s32 %r1, %r2",
            "add.s32 %r1, %r2, 4294967296",
            "add.s32 %unknown, %r1, %r2",
            "mov.u32 %r1, %clock",
            "bar.sync 1",
            "bra.conv somewhere",
            "call function, (%r1)",
        ):
            with self.subTest(instruction):
                self.refuse(instruction)


if __name__ == "__main__":
    unittest.main()
