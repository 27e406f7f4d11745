#!/usr/bin/env bash
# Tests check_includes with trees of a few files: a good one, and one for each kind of violation.
set -euo pipefail

check=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/check_includes
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
failures=0

# make FILE: makes a file of the tree of standard input.
make() {
  mkdir -p -- "$folder/$(dirname -- "$1")"
  cat >"$folder/$1"
}

good_tree() {
  rm -rf -- "${folder:?}"/*
  make docs/design.md <<'END'
# Design
```
host: this is no table
```
## Direction of includes
Lowest first.
```
kernels:
host/base: kernels
host/film: host/base

tools:
tests: host/film
```
## Other
```
tests: another table
```
END
  make kernels/lane.h <<<'#pragma once'
  make kernels/orbit.h <<<'#include "kernels/lane.h"'
  printf '#include <string>\n\n  #  include "kernels/orbit.h"  // not host/film/film.h\n' | make host/base/base.cpp
  printf '#include "kernels/lane.h"\n#include "version.h"\n' | make host/base/base.h
  make host/film/film.h <<<'#include "host/base/base.h"'
  make tools/main.cpp <<<'int main() {}'
  make tests/test.cpp <<<'#include "host/film/film.h"'
}

# expect WHAT EXPECTED...: the lines that check_includes prints.
expect() {
  local what=$1 status=0 found expected
  shift
  expected=$(printf '%s\n' "$@")
  found=$("$check" "$folder") || status=$?
  if [[ $found != "$expected" || $status != $(($# > 0)) ]]; then
    printf '%s: status %d and\n%s\nbut should be\n%s\n\n' "$what" "$status" "$found" "$expected"
    failures=$((failures + 1))
  fi
}

good_tree
if ! "$check" "$folder"; then
  printf 'a good tree is refused\n'
  failures=$((failures + 1))
fi

printf '#pragma once\n#include "host/film/film.h"\n' | make kernels/lane.h
expect 'an include that goes up, which closes a circle too' \
  'host/base/base.h:1: in a circle of includes: kernels/lane.h' \
  'host/film/film.h:1: in a circle of includes: host/base/base.h' \
  'kernels/lane.h:2: in a circle of includes: host/film/film.h' \
  'kernels/lane.h:2: kernels may not include host/film: host/film/film.h'

good_tree
printf '#include "host/base/base.h"\n#include "kernels/lane.h"\n' | make host/film/film.h
expect 'an include of a folder that lies lower and is not listed' \
  'host/film/film.h:2: host/film may not include kernels: kernels/lane.h'

good_tree
make kernels/lane.h <<<'#include "kernels/orbit.h"'
expect 'two files of one folder that include each other' \
  'kernels/lane.h:1: in a circle of includes: kernels/orbit.h' \
  'kernels/orbit.h:1: in a circle of includes: kernels/lane.h'

good_tree
make kernels/orbit.h <<<'#include "kernels/orbit.h"'
expect 'a file that includes itself' 'kernels/orbit.h:1: in a circle of includes: kernels/orbit.h'

good_tree
make host/color/palette.h <<<'#include "kernels/lane.h"'
expect 'a folder that the table lacks' 'host/color/palette.h:1: host/color is not in the table'

good_tree
make tests/test.cpp <<<'int test;'
expect 'an entry that nothing makes use of' 'docs/design.md:13: tests does not include host/film'

good_tree
rm -- "$folder/tools/main.cpp"
expect 'a line without a folder' 'docs/design.md:12: there are no files in tools'

good_tree
sed -i 's/^kernels:$/kernels: host\/base/' "$folder/docs/design.md"
printf '#pragma once\n#include "host/base/other.h"\n' | make kernels/lane.h
make host/base/other.h <<<'#pragma once'
expect 'a table that allows a circle of folders' \
  'docs/design.md:8: kernels may not be allowed host/base, which is not above it'

good_tree
sed -i 's/^tools:$/tools/' "$folder/docs/design.md"
expect 'a line that cannot be read' 'docs/design.md:12: a line of the table is FOLDER: FOLDER…'

good_tree
sed -i '/^## Direction/d' "$folder/docs/design.md"
status=0
found=$("$check" "$folder") || status=$?
if [[ $status != 1 || $found != *'kernels/lane.h:1: kernels is not in the table'* ]]; then
  printf 'a design without the table passes: %s\n' "$found"
  failures=$((failures + 1))
fi

if ((failures)); then
  printf '%d failures\n' "$failures"
  exit 1
fi
printf 'passed\n'
