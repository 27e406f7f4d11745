#!/usr/bin/env python3
"""Shows that the tests on emulated GPUs find what they are there for: breaks a copy of the sources in one place at a
time, builds the tests, and fails if they pass.

usage: mutants.py [--build FOLDER] [NAME...]
  --build FOLDER  where the copy is built, and stays (a temporary folder)
  NAME            only these mutants
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BACKEND = 'host/backends/cuda/cuda_backend.cpp'
TABLES = 'host/backends/cuda/cuda_tables.h'

# What each is called, the file, what stands there, and what stands there instead.
MUTANTS = [
    ('nobody waits for a band', BACKEND, '    slot.stream.synchronize();\n    slot.is_idle = true;',
     '    slot.is_idle = true;'),
    ('steps are not set to 0', BACKEND,
     'LYAP_CUDA_CALL(cudaMemsetAsync(slot.device_steps.data(), 0, sizeof(unsigned long long), slot.stream.get()));',
     ''),
    ('a slot is used again while its stream is busy', BACKEND, 'if (!slot.is_idle) slot.stream.synchronize();', ''),
    ('tables that are half there count as whole', BACKEND, 'slot.frame.reset();', 'slot.frame = frame;'),
    ('colours of another film are kept', TABLES, 'if (uploaded_ == table) return;',
     'if (uploaded_ != nullptr) return;'),
    ('time counts twice', 'host/backends/cuda/cuda_busy_time.h', 'counted = end_;', 'counted = start_;'),
    ('the current GPU is not changed', 'host/backends/cuda/cuda_device.h', 'const cudaError_t status = cudaSetDevice(device);',
     'const cudaError_t status = cudaSuccess;'),
    ('chroma is made before the pixels', BACKEND,
     '    shade(slot, slot.planes_like(plane), rows);\n    // After a stop there may be no indices.\n'
     '    if (!slot.stop.stop_requested()) make_samples(slot);',
     '    if (!slot.stop.stop_requested()) make_samples(slot);\n    shade(slot, slot.planes_like(plane), rows);'),
    ('a row too many', 'kernels/cuda/tiles.cuh', 'band_row < band.row_count;', 'band_row <= band.row_count;'),
    ('threads outside do not meet their warp', 'kernels/cuda/tiles.cuh', '    count_steps(computed, inside, total);',
     '    if (inside) count_steps(computed, inside, total);'),
    ('shared memory for one operand too few', 'kernels/cuda/band_kernel.cu',
     'static_cast<std::size_t>(scratch_rows(plane)) *', 'static_cast<std::size_t>(scratch_rows(plane) - 1) *'),
    ('errors are told twice', 'host/backends/cuda/cuda_resources.cpp',
     '  discard_cuda_error(status);  // it is told here', '  // it is told here'),
]

TESTS = ':'.join(['Cuda/BackendEquality.Colors*', 'Cuda/BandTest.*', 'Cuda/PlanarEquality.Frames*',
                  'Cuda/PlanarEquality.Slots*', 'Cuda/ComputedSteps.*',
                  'Cuda/DeviceDifferenceSum.*', 'CudaBusyTimes.*', 'FailureSweep.OfAStill', 'FailureSweep.OfAFilm',
                  'FailureSweep.OfAComparison'])
TESTS_OF_TWO_DEVICES = 'Cuda/CurrentCudaDeviceTest.*:EmulatedDevices.*'
# Who waits for ever hangs; no machine is as slow as that.
HANGING = 600


def copy_sources(folder):
    files = subprocess.run(['git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                           check=True, capture_output=True).stdout.decode().split('\0')
    for name in filter(None, files):
        if not (ROOT / name).is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists() or (folder / name).read_bytes() != (ROOT / name).read_bytes():
            shutil.copy(ROOT / name, folder / name)


def build(folder):
    environment = dict(os.environ, CCACHE_BASEDIR=str(folder))
    if not (folder / 'build/build.ninja').exists():
        # What a mutant no longer uses is no reason to stop.
        command = ['cmake', '--preset', 'emulated-cuda', '-B', 'build', '-DLYAP_WARNINGS_AS_ERRORS=OFF']
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    made = subprocess.run(['cmake', '--build', 'build', '--target', 'lyap_emulated_tests'], cwd=folder, env=environment,
                          capture_output=True, text=True)
    if made.returncode != 0:
        sys.exit(made.stdout[-4000:])


def tests_pass(folder):
    return pass_on('90,90', TESTS_OF_TWO_DEVICES, folder) and pass_on('90', TESTS, folder)


def pass_on(devices, tests, folder):
    environment = dict(os.environ, LYAP_EMULATED_CUDA_DEVICES=devices, LYAP_REQUIRE_BACKEND='cuda')
    command = ['build/tests/emulated_cuda/lyap_emulated_tests', '--gtest_brief=1', '--gtest_fail_fast',
               '--gtest_filter=' + tests]
    try:
        return subprocess.run(command, cwd=folder, env=environment, timeout=HANGING, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def is_found(folder, file, old, new):
    path = folder / file
    text = path.read_text()
    if text.count(old) != 1:
        sys.exit('mutants: %s has %d times: %s' % (file, text.count(old), old))
    path.write_text(text.replace(old, new))
    try:
        build(folder)
        return not tests_pass(folder)
    finally:
        path.write_text(text)


def run(folder, names):
    copy_sources(folder)
    build(folder)
    if not tests_pass(folder):
        sys.exit('mutants: the tests fail without one')
    missed = 0
    for name, *change in MUTANTS:
        if names and name not in names:
            continue
        found = is_found(folder, *change)
        missed += not found
        print('%s: %s' % ('found ' if found else 'MISSED', name), flush=True)
    sys.exit('mutants: %d were missed' % missed if missed else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', type=pathlib.Path)
    parser.add_argument('names', nargs='*')
    arguments = parser.parse_args()
    if arguments.build:
        run(arguments.build.resolve(), arguments.names)
    with tempfile.TemporaryDirectory(prefix='lyap-mutants.') as folder:
        run(pathlib.Path(folder), arguments.names)


main()
