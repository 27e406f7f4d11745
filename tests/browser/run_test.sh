#!/usr/bin/env bash
# Tests tests/browser/run where something is missing: it skips with a reason, or fails where the tests are required.
set -euo pipefail
unset LYAP_REQUIRE_BROWSER CHROMIUM
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cp -- "$(dirname -- "${BASH_SOURCE[0]}")/run" "$folder/run"
mkdir -- "$folder/bin"
for tool in bash dirname readlink rm mkdir; do
  ln -s -- "$(command -v $tool)" "$folder/bin/$tool"
done
failures=0

# expect STATUS PART: of run's exit status and of what it says.
expect() {
  local status=0 said
  said=$(PATH=$folder/bin "$folder/run" /bin/true "$folder/left") || status=$?
  if [[ $status != "$1" || $said != *"$2"* ]]; then
    printf 'run ended with %s and said\n%s\nbut should have ended with %s and said\n%s\n\n' "$status" "$said" "$1" "$2"
    failures=$((failures + 1))
  fi
}

# stand_in NAME WHAT: a program that says WHAT.
stand_in() {
  printf '#!/usr/bin/env bash\nprintf "%%s\\n" "%s"\n' "$2" >"$folder/bin/$1"
  chmod +x "$folder/bin/$1"
}

expect 77 'node is missing'
LYAP_REQUIRE_BROWSER=1 expect 1 'node is missing'
stand_in node 16
expect 77 'node is older'
stand_in node 20
expect 77 'Chromium is missing'
LYAP_REQUIRE_BROWSER=1 expect 1 'Chromium is missing'
stand_in chromium ''
expect 77 'run npm ci in tests/browser'
LYAP_REQUIRE_BROWSER=1 expect 1 'run npm ci in tests/browser'
for package in axe-core playwright-core; do
  mkdir -p -- "$folder/node_modules/$package"
  printf '{}' >"$folder/node_modules/$package/package.json"
done
expect 0 '20'
LYAP_REQUIRE_BROWSER=0 expect 0 '20'

((failures == 0)) && printf 'passed\n'
