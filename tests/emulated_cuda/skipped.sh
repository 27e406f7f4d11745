#!/bin/sh
# skipped.sh REASON: stands for the tests on emulated GPUs where they cannot be built. LYAP_REQUIRE_EMULATED=1 fails instead.
printf 'skipped: the tests on emulated GPUs: %s\n' "$1"
[ "${LYAP_REQUIRE_EMULATED:-}" = 1 ] && exit 1
exit 77
