#!/usr/bin/env bash
# library_test.sh installed|subdirectory CMAKE BUILD_DIR FOLDER CXX [LAUNCHER]: compiles the programs of docs/library.md,
# and that of examples/library, against lyap and runs them; lyap as BUILD_DIR installs it, or as a subdirectory of their project. FOLDER is for what is
# built, so that the next run has less to do.
set -euo pipefail
way=$1 cmake=$2 build_dir=$3 folder=$4 cxx=$5 launcher=${6:-}
repository=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
rm -rf -- "$folder/programs" "$folder/prefix"

fail() {
  printf 'library_test: %s\n' "$*" >&2
  exit 1
}

# Each block of C++ in the page becomes a program: program1.cpp, program2.cpp ...
mkdir -p -- "$folder/programs"
awk -v folder="$folder/programs" '
  /^```$/ { file = "" }
  file { print > file }
  /^```cpp$/ { file = folder "/program" ++count ".cpp" }' "$repository/docs/library.md"
[[ -e $folder/programs/program1.cpp ]] || fail "docs/library.md has no program"

if [[ $way == installed ]]; then
  "$cmake" --install "$build_dir" --prefix "$folder/prefix" >"$folder/install.log"
  options=(-DCMAKE_PREFIX_PATH="$folder/prefix")
else
  # As for the first picture: the files of a folder are compiled as one.
  options=(-DLYAP_SOURCE="$repository" -DLYAP_CUDA=OFF -DLYAP_UNITE_FOLDERS=ON)
fi
"$cmake" -S "$repository/tests/install/consumer" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" -DPROGRAMS="$folder/programs" "${options[@]}" >"$folder/configure.log" || {
  cat "$folder/configure.log"
  fail "could not configure"
}

# Flags of lyap's own do not reach who uses it.
for flag in -Wall -Wconversion -Werror -ffp-contract -O1; do
  if grep -F '"command"' "$folder/build/compile_commands.json" | grep -F /programs/program | grep -qFe "$flag"; then
    fail "the programs are compiled with $flag"
  fi
done

"$cmake" --build "$folder/build" -j2
for source in "$folder"/programs/*.cpp; do
  program=$folder/build/$(basename -- "$source" .cpp)
  (cd "$folder" && "$program") || fail "${program##*/} failed"
done

# The example finds an installed lyap by itself, as a project of its own.
if [[ $way == installed ]]; then
  "$cmake" -S "$repository/examples/library" -B "$folder/example" -G Ninja "${options[@]}" -DCMAKE_CXX_COMPILER="$cxx" \
    -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" >"$folder/example.log" || fail "could not configure the example, see $folder/example.log"
  "$cmake" --build "$folder/example"
  shares=$("$folder/example/stability" AB B)
  # On the axis of B alone, from 2 to 3.57 all is order, and beyond that the windows in chaos.
  [[ $shares =~ ^AB:\ [0-9.]+\ %\ order.B:\ (8[0-9])\.[0-9]\ %\ order$ ]] || fail "the example says: $shares"
fi
