#!/usr/bin/env bash
# compare.sh PROGRAM COMMAND...: fails, and shows the lines that differ, unless both print the same.
set -euo pipefail
expected=$("$1")
shift
actual=$("$@")
[[ $expected ]] || { echo "nothing to compare" && exit 1; }
diff <(echo "$expected") <(echo "$actual")
