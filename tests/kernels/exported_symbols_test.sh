#!/bin/sh
# exported_symbols_test.sh COMPILER NM SOURCE OPTION...
#
# Compiles a file of row kernels with its instruction set's options and without optimisation, when the compiler inlines
# nothing but what it must, and looks at what other files can see of it. Of symbols that several files define (weak ones)
# the linker keeps any: one that does not name the instruction set might be the copy that runs on older processors.
set -eu
compiler=$1
nm=$2
source=$3
shift 3

object=$(mktemp)
trap 'rm -f "$object"' EXIT
root=$(dirname "$source")/../..
"$compiler" -std=c++20 -O0 -ffp-contract=off -I"$root" "$@" -c "$source" -o "$object"

symbols=$("$nm" -C --defined-only --extern-only "$object" | cut -d ' ' -f 2-)
# Lanes live in a namespace that is named after their instruction set: N_AVX2. Of the others one is no code, and Highway's
# tags return objects without members: there is nothing in them that a processor could lack.
shared=$(printf '%s\n' "$symbols" | grep '^[WVu] ' | grep -v -e '::N_[A-Z0-9_]*::' -e '^V DW\.ref\.__gxx_personality_v0$' \
  -e '^W hwy::SizeTag<.*> hwy::TypeTag<' || true)
if [ -n "$shared" ]; then
  printf 'shared with files of other instruction sets:\n%s\n' "$shared" >&2
  exit 1
fi
strong=$(printf '%s\n' "$symbols" | grep -v '^[WVu] ')
case $strong in
'T lyap::'*'_row_kernels()') ;;
*)
  printf 'one function is to be seen, but there are:\n%s\n' "$strong" >&2
  exit 1
  ;;
esac
