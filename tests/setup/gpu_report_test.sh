#!/usr/bin/env bash
# gpu_report_test.sh [LYAP]: tools/maintain/gpu-report with stand-ins for all that it calls: what it writes where the parts succeed
# and where one fails. With the program, also whether that takes the report's command lines.
set -euo pipefail

source_tools=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")/tools
project=$(mktemp -d)
trap 'rm -rf -- "$project"' EXIT

# Writes an executable script, its text on standard input.
stand_in() {
  mkdir -p -- "$(dirname -- "$1")"
  { printf '#!/usr/bin/env bash\n' && cat; } >"$1"
  chmod +x -- "$1"
}

expect() {
  printf 'test: %s\n' "$1"
  shift
  "$@" || { printf 'FAILED: %s\n' "$*" && cat "$project/report.md" && exit 1; }
}

run() {
  PATH=$project/bin:$PATH "$project/tools/maintain/gpu-report" -o "$project/report.md" "$@" >"$project/output" 2>&1
}

# Without a driver, and without a word on what was not run.
mkdir -p "$project/tools/maintain" "$project/bin" && cp "$source_tools/maintain/gpu-report" "$project/tools/maintain/"
for tool in bash dirname readlink mktemp rm; do ln -s "$(command -v "$tool")" "$project/bin/$tool"; done
PATH=$project/bin "$project/tools/maintain/gpu-report" -o "$project/report.md" >"$project/output" 2>&1 && exit 1
touch "$project/report.md"
expect 'a machine without a driver is told so' grep -q 'there is no NVIDIA driver' "$project/output"

stand_in "$project/tools/setup/setup.sh" <<<'[[ $LYAP_CUDA == ON && $1 == test ]]'
stand_in "$project/tools/maintain/check-cuda" <<<'echo "check-cuda: all is well ($*)"'
stand_in "$project/build/release/tools/lyap" <<<'if [[ $* == *broken* || $1 == "$BROKEN" ]]; then echo "lyap: error: broken"; exit 1; fi; echo "| $* |"'
stand_in "$project/build/release/tests/lyap_cuda_start" <<<':'
stand_in "$project/bin/nvidia-smi" <<<'if [[ $1 == --list-gpus ]]; then printf "GPU %s\\n" $GPUS; else echo "NVIDIA Stand-in"; fi'
export GPUS=0
git -C "$project" init -q && git -C "$project" -c user.name=a -c user.email=a@b commit -q --allow-empty -m first
export BROKEN=nothing

expect 'all parts run' run --only kernels --only proof --only rates --only early-end --only films --only devices
expect 'the device is named' grep -q '^# lyap on NVIDIA Stand-in$' "$project/report.md"
expect 'so is the commit' grep -q "commit $(git -C "$project" rev-parse --short=12 HEAD)" "$project/report.md"
for part in kernels proof rates early-end films devices; do
  expect "$part is told" grep -q "^## $part: done in" "$project/report.md"
done
expect 'tables are Markdown' grep -q '^| kernels A AB' "$project/report.md"
expect 'one GPU is no several' grep -q 'not measured: there is 1 GPU' "$project/report.md"
expect 'the first picture is timed' run --only start
expect 'beside the start of CUDA' grep -qE '^CUDA alone: [0-9.]+ s$' "$project/report.md"

# The profilers, by what they print.
stand_in "$project/bin/ncu" <<<'echo "    Issue Slots Busy  %  93.1"; echo "    Other  %  1"'
stand_in "$project/bin/nsys" <<'END'
[[ $1 == stats ]] || exit 0
printf 'Time (%%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n'
printf '99.0,800000000,40,20000000,20000000,100,%s,5,shade_tiles_of_sequence\n' "$LONGEST"
END
export LONGEST=21000000
expect 'launches and counters are told' run --only launches --only counters
expect 'the longest launch' grep -q 'in 40 launches, the longest 21 ms' "$project/report.md"
expect 'and what the profiler counted' grep -q 'Issue Slots Busy  %  93.1' "$project/report.md"
export LONGEST=51000000
run --only launches && exit 1
expect 'a launch that is too long is a failure' grep -q 'longer than 50 ms' "$project/report.md"

# Every command line of the report is one that the program takes, but for the GPU.
if (($#)); then
  program=$1
  stand_in "$project/build/release/tools/lyap" <<END
arguments=("\$@")
for i in "\${!arguments[@]}"; do
  [[ \${arguments[i]} != cuda ]] || arguments[i]=cpu
  [[ \${arguments[i]} != 4k ]] || arguments[i]=16x16
  # Where there is no GPU, none can be named.
  [[ \${arguments[i]} != --device || \${arguments[i + 1]} == all ]] || arguments[i + 1]=first
done
case \$1 in
  kernels) exec "$program" kernels --help ;;
  bench) exec "$program" "\${arguments[@]}" --against no-such-run ;;
  animate) exec "$program" "\${arguments[@]}" --range 0:1 ;;
  *) exec "$program" "\${arguments[@]}" --iterations 10 ;;
esac
END
  export GPUS='0 1' LONGEST=21000000
  run --only start --only launches --only counters --only devices || { cat "$project/report.md" && exit 1; }
  expect 'both choices of devices are told' grep -q '^--device all:' "$project/report.md"
  run --only rates --only early-end --only films && exit 1
  expect 'benchmarks get as far as a run that is missing on purpose' grep -q -- "--against: " "$project/report.md"
  expect 'and no option is unknown' bash -c "! grep -iE 'not known|not expected|--help tells|would not be used' '$project/report.md'"
  stand_in "$project/build/release/tools/lyap" <<<'if [[ $1 == "$BROKEN" ]]; then echo "lyap: error: broken"; exit 1; fi; echo "| $* |"'
fi

export BROKEN=kernels
run --only kernels --only proof && exit 1
expect 'a part that fails is told' grep -q '^## kernels: FAILED' "$project/report.md"
expect 'with its message' grep -q 'lyap: error: broken' "$project/report.md"
expect 'and the others go on' grep -q '^## proof: done' "$project/report.md"
expect 'the end names it' grep -q 'failed: kernels' "$project/output"

run --only nonsense && exit 1
expect 'unknown parts are refused' grep -q 'there are kernels proof' "$project/output"
