#!/usr/bin/env bash
# required_test.sh PYTHON: tests slurm_test.py where there is no Slurm: it skips with a reason, or fails where the tests are
# required.
set -euo pipefail
unset LYAP_REQUIRE_SLURM
python=$1
script=$(dirname -- "${BASH_SOURCE[0]}")/slurm_test.py
failures=0

# expect STATUS: of the test, which says what to install.
expect() {
  local status=0 said
  said=$(PATH=/nowhere "$python" -B "$script" /bin/true) || status=$?
  if [[ $status != "$1" || $said != *'install slurm-wlm'* ]]; then
    printf 'slurm_test.py ended with %s and said\n%s\n' "$status" "$said"
    failures=$((failures + 1))
  fi
}

expect 77
LYAP_REQUIRE_SLURM=1 expect 1
exit $((failures > 0))
