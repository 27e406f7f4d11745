#!/usr/bin/env python3
"""kernels_ptx_test.py NVCC BUILD STEP_LISTS FOLDER ARCHITECTURE…: does the PTX of all kernels pass check_ptx.py?

The kernels are those of lyap_cuda_kernels, compiled as in BUILD, and those of the sequences whose step lists are in
STEP_LISTS. Their PTX is left in FOLDER, which is emptied first. Exits with 77 where there is no nvcc.

And would the check notice flags that leave IEEE 754? A kernel that is made with any of them has to be refused.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import check_ptx

ROOT = Path(__file__).resolve().parents[2]
PRINTED_VIOLATIONS = 5

# Flags that leave IEEE 754, and an instruction that ARITHMETIC or a sequence's kernel must be refused for then.
LOOSER = (
    ("-fmad=true", r"(?:add|mul)\.f32"),
    ("-ftz=true", r"(?:add|mul|div|sqrt)\.rn\.ftz\.f32"),
    ("-prec-div=false", r"div\.(?:full|approx)\.f32"),
    ("-prec-sqrt=false", r"sqrt\.approx\.f32"),
    ("-use_fast_math", r"(?:div|sqrt)\.approx\.ftz\.f32"),
)
ARITHMETIC = """
extern "C" __global__ void arithmetic(float* x) {
  x[0] = x[1] + x[2];
  x[3] = x[4] * x[5];
  x[6] = x[7] / x[8];
  x[9] = sqrtf(x[10]);
}
"""


class Job(NamedTuple):
    """One text of PTX."""
    file: Path
    source: Path
    options: list
    architecture: str


def device_options(command, nvcc):
    """What the build gives nvcc, except for what is to be made, of what and for which GPUs."""
    options = []
    words = iter(command[command.index(nvcc) + 1:])
    for word in words:
        if word in ("-c", "-o", "-x", "-gencode", "-MT", "-MF"):
            next(words)
        elif not re.match(r"-MD$|--generate-code=|-arch=", word):
            options.append(word)
    return options


def shipped_kernels(build, nvcc):
    """Sources and options of lyap_cuda_kernels."""
    commands = json.loads((build / "compile_commands.json").read_text())
    return [(Path(entry["file"]), device_options(shlex.split(entry["command"]), nvcc))
            for entry in commands if "/lyap_cuda_kernels.dir/" in entry["command"]]


def options_of_kernel_compiler():
    source = (ROOT / "host/backends/cuda/kernel_compiler.cpp").read_text()
    return re.findall(r'"([^"]+)"', re.search(r"kOptions\{([^}]*)\}", source)[1])


def some(architectures, turn):
    """The oldest, the newest, and in the first turns one between. Of kernels that take long or are many that is enough:
    nvcc has two code generators, for GPUs before Blackwell and from there on, and either makes the same of our kernels
    for all of its GPUs, but for some shifts and masks."""
    return list(dict.fromkeys([architectures[0], architectures[-1], *architectures[1:-1][turn:turn + 1]]))


def includes_thrust(source):
    return "#include <thrust/" in source.read_text()


def jobs_of_shipped_kernels(shipped, folder, architectures):
    """Those first that take long: Thrust takes seven seconds, and has the oldest and the newest architecture only."""
    for source, options in sorted(shipped, key=lambda kernel: not includes_thrust(kernel[0])):
        for architecture in some(architectures, len(architectures)) if includes_thrust(source) else architectures:
            yield Job(folder / f"{source.stem}_{architecture}.ptx", source, options, architecture)


def jobs_of_sequences(step_lists, folder, architectures):
    files = sorted(step_lists.glob("step_list_*.h"))
    for turn, file in enumerate(files):
        here = folder / file.stem
        here.mkdir()
        shutil.copy(file, here / "step_list.h")
        for architecture in some(architectures, turn):
            yield Job(folder / f"{file.stem}_{architecture}.ptx", ROOT / "kernels/cuda/sequence_kernel.cu",
                      [*options_of_kernel_compiler(), f"-I{ROOT}", f"-I{here}"], architecture)


def looser_jobs(job, flags):
    """`job` with each of `flags` instead of its own; fast math instead of all that would undo it."""
    for flag in flags:
        name = flag.partition("=")[0]
        replaced = ("-fmad", "-ftz", "-prec-div", "-prec-sqrt") if name == "-use_fast_math" else (name,)
        options = [option for option in job.options if option.partition("=")[0] not in replaced]
        file = job.file.with_name(f"{job.file.stem}{flag}.ptx")
        yield flag, Job(file, job.source, [*options, flag], job.architecture)


def violations_of(nvcc, job):
    """Makes the PTX; fails where there is no kernel in it."""
    done = subprocess.run([nvcc, "-ptx", *job.options, f"-arch=compute_{job.architecture}", "-o", job.file, job.source],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, done.args))}\n{done.stdout}")
    text = job.file.read_text()
    if not check_ptx.kernels_of(text):
        sys.exit(f"{job.file}: no kernel")
    return list(check_ptx.violations_in(text))


def notices_looser_flags(nvcc, pool, jobs):
    """Whether the check refuses what it has to where each of these jobs has looser flags."""
    patterns = dict(LOOSER)
    looser = [one for job, flags in jobs for one in looser_jobs(job, flags)]
    found = pool.map(lambda one: violations_of(nvcc, one[1]), looser)
    unnoticed = [(flag, job) for (flag, job), violations in zip(looser, found)
                 if not any(re.match(patterns[flag], violation.text) for violation in violations)]
    for flag, job in unnoticed:
        print(f"{job.file}: made with {flag}, but no {patterns[flag]} is refused in it")
    return not unnoticed


def keeps_to_ieee_754(nvcc, pool, jobs):
    right = True
    for job, violations in zip(jobs, pool.map(lambda job: violations_of(nvcc, job), jobs)):
        for line, kernel, text, fault in violations[:PRINTED_VIOLATIONS]:
            print(f"{job.file}:{line}: {text} {fault}, in {kernel or 'no kernel'}")
        if len(violations) > PRINTED_VIOLATIONS:
            print(f"{job.file}: {len(violations)} such lines")
        right = right and not violations
    return right


def main(nvcc, build, step_lists, folder, *architectures):
    if not shutil.which(nvcc):
        print(f"skipped: there is no {nvcc}")
        return 77
    architectures = sorted((name.partition("-")[0] for name in architectures), key=lambda name: int(name.rstrip("af")))
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shipped = shipped_kernels(Path(build), nvcc)
    sequences = list(jobs_of_sequences(Path(step_lists), folder, architectures))
    if not shipped or not sequences:
        sys.exit("no kernels")
    arithmetic = Job(folder / "arithmetic.ptx", folder / "arithmetic.cu", shipped[0][1], architectures[0])
    arithmetic.source.write_text(ARITHMETIC)
    with ThreadPoolExecutor(2) as pool:
        noticed = notices_looser_flags(nvcc, pool, [
            (arithmetic, [flag for flag, _ in LOOSER]), (sequences[0], ["-fmad=true", "-use_fast_math"])])
        right = keeps_to_ieee_754(
            nvcc, pool, [*jobs_of_shipped_kernels(shipped, folder, architectures), *sequences, arithmetic])
    return 0 if noticed and right else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
