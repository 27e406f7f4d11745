#!/usr/bin/env python3
"""What check_ptx.py finds in texts of PTX and what it lets pass: every fault, and everything that is permitted."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import check_ptx

RIGHT = """
    add.rn.f32 %f1, %f2, %f3;           sub.rn.f64 %fd1, %fd2, %fd3;       mul.rn.f32 %f1, %f2, 0f3F800000;
    div.rn.f32 %f1, %f2, %f3;           sqrt.rn.f64 %fd1, %fd2;            rcp.rn.f32 %f1, %f2;
    fma.rn.f64 %fd1, %fd2, %fd3, %fd4;  mad.rn.f32 %f1, %f2, %f3, %f4;
    mov.f32 %f1, 0fBF800000;            selp.f64 %fd1, %fd2, %fd3, %p1;    abs.f32 %f1, %f2;
    neg.f64 %fd1, %fd2;                 copysign.f32 %f1, %f2, %f3;
    min.f32 %f1, %f2, %f3;              max.NaN.f64 %fd1, %fd2, %fd3;
    ld.param.v2.f32 {%f1, %f2}, [a+24]; ld.global.nc.f64 %fd1, [%rd1];     st.shared.f32 [%rd1+4], %f1;
    setp.geu.f64 %p1, %fd1, %fd2;       setp.lt.and.f32 %p1, %f1, %f2, %p2;
    cvt.f64.f32 %fd1, %f1;              cvt.rn.f32.f64 %f1, %fd1;          cvt.rn.f64.s64 %fd1, %rd1;
    cvt.rn.f32.u16 %f1, %rs1;           cvt.rzi.s32.f64 %r1, %fd1;         cvt.rmi.f32.f32 %f1, %f2;
    add.s32 %r1, %r2, %r3;              mad.lo.s64 %rd1, %rd2, %rd3, %rd4; div.u32 %r1, %r2, %r3;
    mul.wide.u16 %r1, %rs1, 2;          cvt.u64.u32 %rd1, %r1;             shfl.sync.bfly.b32 %r1|%p1, %r2, 8, 31, -1;
    atom.global.add.u64 %rd1, [%rd2], %rd3;  vote.sync.ballot.b32 %r1, %p1, -1;
    bra.uni $L__BB0_2; // a comment; call.uni f;
    @!%p1 bra $L__BB0_1;
$L__BB0_1: mov.b64 {%r1, %r2}, %rd1;
    ret;
"""

# By the fault that is told.
WRONG = {
    "calls a function": [
        "call.uni (retval0), vprintf, (param0, param1)", "call (%r1), %rd1, (%r2), table", "@%p1 call f"],
    "takes local memory": ["alloca.u64 %rd1, %rd2, 8"],
    "is for tensor cores": [
        "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%f1}, {%r1}, {%r2}, {%f2}",
        "wmma.mma.sync.aligned.row.col.m8n8k4.f64.f64.f64.f64 {%fd1}, {%fd2}, {%fd3}, {%fd4}",
        "wgmma.mma_async.sync.aligned.m64n8k8.f32.tf32.tf32 {%f1}, %rd1, %rd2, 1, 1, 1",
        "tcgen05.mma.cta_group::1.kind::f8f6f4 [%r1], %rd1, %rd2, %r2, %p1"],
    "saturates": ["add.rn.sat.f32 %f1, %f2, %f3", "cvt.sat.f32.f32 %f1, %f2", "add.sat.s32 %r1, %r2, %r3"],
    "takes subnormals for zero": [
        "add.rn.ftz.f32 %f1, %f2, %f3", "setp.lt.ftz.f32 %p1, %f1, %f2", "abs.ftz.f32 %f1, %f2",
        "min.ftz.f32 %f1, %f2, %f3", "cvt.rzi.ftz.s32.f32 %r1, %f1", "ex2.approx.ftz.f32 %f1, %f2"],
    "approximates": [
        "div.full.f32 %f1, %f2, %f3", "div.approx.f32 %f1, %f2, %f3", "sqrt.approx.f32 %f1, %f2",
        "rcp.approx.f32 %f1, %f2", "rsqrt.approx.f64 %fd1, %fd2", "ex2.approx.f32 %f1, %f2", "lg2.approx.f32 %f1, %f2",
        "sin.approx.f32 %f1, %f2", "cos.approx.f32 %f1, %f2", "tanh.approx.f32 %f1, %f2"],
    "has fewer digits than float": [
        "fma.rn.f16x2 %r1, %r2, %r3, %r4", "add.rn.bf16 %rs1, %rs2, %rs3", "cvt.rna.tf32.f32 %r1, %f1",
        "cvt.f32.f16 %f1, %rs1", "cvt.rn.satfinite.e4m3x2.f32 %rs1, %f1, %f2",
        "cvt.rp.satfinite.ue8m0x2.f32 %rs1, %f1, %f2"],
    "may be contracted or rounded otherwise than to nearest": [
        "add.f32 %f1, %f2, %f3", "sub.f64 %fd1, %fd2, %fd3", "mul.f32 %f1, %f2, %f3", "fma.rz.f32 %f1, %f2, %f3, %f4",
        "mad.f32 %f1, %f2, %f3, %f4", "div.rm.f64 %fd1, %fd2, %fd3", "sqrt.rp.f32 %f1, %f2", "rcp.rz.f64 %fd1, %fd2"],
    "converts otherwise than to nearest": [
        "cvt.rz.f32.f64 %f1, %fd1", "cvt.rm.f32.s32 %f1, %r1", "cvt.rp.f64.u64 %fd1, %rd1"],
    "is not known to be exact or rounded once": [
        "atom.global.add.f32 %f1, [%rd1], %f2", "atom.shared::cta.add.f32 %f1, [%rd1], %f2",
        "red.global.add.f64 [%rd1], %fd1", "add.rn.f32x2 %rd1, %rd2, %rd3", "testp.subnormal.f32 %p1, %f1"],
}


def kernel(*lines, name="kernel"):
    return "\n".join([f".visible .entry {name}(", f"\t.param .u64 {name}_param_0", ")", "{", *lines, "}"])


def faults_in(text):
    return [violation.fault for violation in check_ptx.violations_in(text)]


class CheckPtx(unittest.TestCase):
    def test_lets_pass_what_is_exact_or_rounded_once(self):
        self.assertEqual(list(check_ptx.violations_in(kernel(RIGHT))), [])

    def test_finds_every_fault(self):
        for fault, instructions in WRONG.items():
            for instruction in instructions:
                with self.subTest(instruction):
                    self.assertEqual(faults_in(kernel(f"\t{instruction};")), [fault])

    def test_has_no_fault_that_nothing_has(self):
        self.assertEqual([fault for _, fault in check_ptx.FAULTS], list(WRONG))

    def test_finds_instructions_wherever_they_stand_in_a_line(self):
        for line in ("@%p1 mul.f32 %f1, %f2, %f3;", "@!%p1 mul.f32 %f1, %f2, %f3;", "$L__BB0_1: mul.f32 %f1, %f2, %f3;",
                     "{ mul.f32 %f1, %f2, %f3; }", "ret; mul.f32 %f1, %f2, %f3;", "{.reg .f32 t; mul.f32 t, t, t;}",
                     "mul.f32\t%f1, %f2, %f3; // mul.rn.f32"):
            with self.subTest(line):
                self.assertEqual(len(faults_in(kernel(line))), 1)

    def test_tells_where(self):
        text = kernel("ret;", name="first") + "\n" + kernel("\tmul.f32 %f1, %f2, %f3;", name="second")
        self.assertEqual(list(check_ptx.violations_in(text)), [
            (11, "second", "mul.f32 %f1, %f2, %f3;", "may be contracted or rounded otherwise than to nearest")])

    def test_finds_functions(self):
        for text in (".func f()", ".visible .func (.param .b32 r) f(.param .b32 x)", ".extern .func vprintf"):
            with self.subTest(text):
                self.assertEqual(faults_in(text), [check_ptx.HAS_FUNCTION])

    def test_permits_as_much_local_memory_as_is_expected_of_a_kernel(self):
        expected = {"_ZN4lyap27shade_tiles_of_any_sequenceINS_9PlainFormEdEEv": 4, "shade_tiles_of_sequence": 4,
                    "_ZN3cub28DeviceReduceSingleTileKernelIN4lyap12ComparePixelE": 320,
                    "_ZN3cub18DeviceReduceKernelIN4lyap12ComparePixelE": 320,
                    "_ZN3cub28DeviceReduceSingleTileKernelINS9_10__identityE": 0, "subsample_chroma": 0}
        for name, number in expected.items():
            with self.subTest(name):
                declaration = "\t.local .align 4 .b8 \t__local_depot0[{}];"
                self.assertEqual(faults_in(kernel(declaration.format(number), name=name)), [])
                self.assertEqual(faults_in(kernel(declaration.format(number + 1), name=name)),
                                 [check_ptx.HAS_LOCAL_MEMORY])

    def test_adds_up_local_memory_in_each_kernel(self):
        name = "shade_tiles_of_sequence"
        self.assertEqual(faults_in(kernel("\t.local .f32 a;", name=name) + kernel("\t.local .b8 b[2][2];", name=name)),
                         [])
        self.assertEqual(faults_in(kernel("\t.local .f32 a;", "\t.local .b8 b[1];", name=name)),
                         [check_ptx.HAS_LOCAL_MEMORY])
        self.assertEqual(faults_in(kernel("\t.local .u64 a;", name=name)), [check_ptx.HAS_LOCAL_MEMORY])

    def test_knows_the_kernels_of_a_text(self):
        self.assertEqual(check_ptx.kernels_of(kernel("ret;", name="a") + kernel("ret;", name="b$1")), ["a", "b$1"])

    def test_fails_as_a_program_where_something_is_wrong(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "kernel.ptx")
            refusal = f"{file}:5: call.uni f; calls a function, in k\n"
            for line, code, output in (("ret;", 0, ""), ("call.uni f;", 1, refusal)):
                file.write_text(kernel(line, name="k"))
                done = subprocess.run([sys.executable, check_ptx.__file__, file], stdout=subprocess.PIPE, text=True)
                self.assertEqual((done.returncode, done.stdout), (code, output))


if __name__ == "__main__":
    unittest.main()
