#pragma once

namespace lyap {

/// Replaces this program by lyap-bench, which `lyap bench` stands for: the one beside this program's file, else the
/// first on PATH. It gets the arguments behind `bench`, argv[1], and its exit status becomes that of this process. Call
/// it before any signal is blocked or ignored: a program that is started so keeps that. Throws Failure where it is
/// missing or cannot be run.
[[noreturn]] void become_bench_program(int argc, char** argv);

}  // namespace lyap
