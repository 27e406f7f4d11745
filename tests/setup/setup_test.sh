#!/usr/bin/env bash
# Tests tools/setup/setup.sh, tools/lyap and tools/test without network, root or compiler: in a copy of tools/, and on a PATH
# that has stand-ins for whatever installs, configures, builds or tests. They write their calls to a file.
set -euo pipefail
exec </dev/null
unset CI LYAP_CUDA LYAP_INSTALL CXX CUDACXX DEBIAN_FRONTEND

repository=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
export FOLDER=$folder
tree="$folder/a tree"
failures=0
script=$(command -v script) # From bsdutils, which is essential in Debian: a terminal for those who ask.

build_packages='g++ cmake liba-dev libb-dev'
explorer_packages='libf-dev'
test_packages='libc-dev libd-dev'
install='apt-get install --yes --no-install-recommends --no-remove -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3'
configure='cmake --fresh -S a tree -B release -G Ninja -DCMAKE_BUILD_TYPE=Release'

# stand_in NAME: makes a program of standard input.
stand_in() {
  {
    printf '#!/usr/bin/env bash\n'
    cat
  } >"$folder/bin/$1"
  chmod +x "$folder/bin/$1"
}

# One word a line.
lines() {
  printf '%s\n' "${1// /$'\n'}"
}

# A tree that was never built, for root, with every package installed.
fresh_tree() {
  rm -rf -- "${folder:?}"/*
  mkdir -- "$folder/bin" "$tree"
  cp -r -- "$repository/tools" "$tree/tools"
  cat >"$tree/tools/setup/packages.txt" <<'END'
# A comment.

[build]      # for the program
g++          # compiler
cmake
liba-dev
  libb-dev   # an indented line

[explorer]
libf-dev

[test]
libc-dev
libd-dev

[test-vax] # on one architecture
libe-dev
END
  lines "$build_packages $explorer_packages $test_packages" >"$folder/installed"
  local tool
  for tool in bash cat chmod dirname env flock grep mkdir readlink rm rmdir sed sleep tail; do
    ln -s -- "$(command -v $tool)" "$folder/bin/$tool"
  done

  stand_in id <<<'echo 0'
  # shellcheck disable=SC2016
  stand_in sudo <<<'printf "sudo " >>"$FOLDER/calls"; "$@"'
  stand_in dpkg-query <<'END'
status=0
for package in "${@:4}"; do
  if grep -qFx -- "$package" "$FOLDER/installed"; then
    echo "installed $package"
  elif grep -qFx -- "$package" "$FOLDER/removed" 2>/dev/null; then
    echo "config-files $package"
  else
    echo "no packages found matching $package" >&2
    status=1
  fi
done
exit $status
END
  stand_in apt-get <<'END'
echo "apt-get $*" >>"$FOLDER/calls"
echo "chatter of apt-get"
cat >/dev/null # As a program that asks would, and then tools/lyap has no input left.
[[ $DEBIAN_FRONTEND == noninteractive ]] || exit 99
[[ ! -e $FOLDER/apt-get-fails ]] || { echo "E: no network" >&2; exit 100; }
[[ $1 != install ]] || printf '%s\n' "${@:9}" >>"$FOLDER/installed"
END
  stand_in cmake <<'END'
printf 'cmake' >>"$FOLDER/calls"
printf ' %s' "${@##*/}" >>"$FOLDER/calls"
echo >>"$FOLDER/calls"
mkdir "$FOLDER/in-cmake" || echo "two at once" >>"$FOLDER/calls"
# Stays until another set-up waits or, where none has to, is in here too.
until [[ ! -e $FOLDER/cmake-waits ]] || grep -qs 'waiting for another set-up' "$FOLDER/first" "$FOLDER/err" ||
  grep -q 'two at once' "$FOLDER/calls"; do
  sleep 0.01
done
cat >/dev/null
rmdir "$FOLDER/in-cmake"
if [[ $1 == --build ]]; then
  [[ ! -e $FOLDER/build-fails ]] || { echo "[1/2] c++ main.cpp"; echo "main.cpp: error: no"; exit 1; }
  [[ -e $2/tools/lyap ]] && { echo "ninja: no work to do."; exit; }
  echo "[1/2] c++ main.cpp"
  mkdir -p "$2/tools"
  cat >"$2/tools/lyap" <<'PROGRAM'
#!/usr/bin/env bash
printf '<%s>' "$@"
printf ' in %s\n' "${PWD##*/}"
[[ ${1:-} != status ]] || exit "$2"
[[ ${1:-} != read ]] || cat
[[ ${1:-} != process ]] || echo $$
PROGRAM
  chmod +x "$2/tools/lyap"
else
  echo "-- Looking for things"
  [[ "$*" != *LYAP_CUDA=ON* ]] || { echo "CMake Error: no CUDA compiler" >&2; exit 1; }
  echo "-- lyap: CPU only"
  mkdir -p "$5"
  [[ "$*" != *LYAP_TESTS=ON* ]] || : >"$5/CTestTestfile.cmake"
fi
END
  stand_in ctest <<'END'
printf 'ctest' >>"$FOLDER/calls"
printf ' <%s>' "${@##*/}" >>"$FOLDER/calls"
echo >>"$FOLDER/calls"
echo "100% tests passed, 0 tests failed out of 7"
END
  cd -- "$folder/bin"
}

# run COMMAND...: sets status, out, err and calls.
run() {
  rm -f -- "$folder/calls"
  status=0
  PATH=$folder/bin "$@" >"$folder/out" 2>"$folder/err" || status=$?
  out=$(<"$folder/out")
  err=$(<"$folder/err")
  calls=$(cat -- "$folder/calls" 2>/dev/null || true)
}

test_case() {
  current=$1
  fresh_tree
}

# expect WHAT ACTUAL EXPECTED
expect() {
  if [[ $2 != "$3" ]]; then
    printf '%s: %s is\n%s\nbut should be\n%s\n\n' "$current" "$1" "$2" "$3"
    failures=$((failures + 1))
  fi
}

# expect_part WHAT ACTUAL PART
expect_part() {
  if [[ $2 != *"$3"* ]]; then
    printf '%s: %s is\n%s\nbut should have in it\n%s\n\n' "$current" "$1" "$2" "$3"
    failures=$((failures + 1))
  fi
}

# options CUDA TESTS WARNINGS_AS_ERRORS: what CMake is told. For the program alone, that which is built soonest. The explorer
# is built where its packages are.
options() {
  local quick='ON -DLYAP_CUDA_ARCHITECTURES=NATIVE' explorer=OFF
  [[ $2$3 == OFFOFF ]] || quick='OFF -DLYAP_CUDA_ARCHITECTURES=ALL'
  ! grep -qFx -- "$explorer_packages" "$folder/installed" || explorer=ON
  printf -- '-DLYAP_CUDA=%s -DLYAP_TESTS=%s -DLYAP_EXPLORER=%s -DLYAP_WARNINGS_AS_ERRORS=%s -DLYAP_UNITE_FOLDERS=%s' \
    "$1" "$2" "$explorer" "$3" "$quick"
}

# answering TEXT COMMAND...: runs COMMAND on a terminal where TEXT is typed in; its standard error is there, too.
answering() {
  local text=$1
  shift
  printf '%s\n' "$text" | "$script" --quiet --return --command "${*@Q}" /dev/null
}

test_case 'nothing is missing'
run "$tree/tools/lyap" render 'A B'
expect status "$status" 0
expect 'standard output' "$out" '<render><A B> in bin'
expect calls "$calls" "$configure $(options AUTO OFF OFF)
cmake --build release --target lyap"
expect messages "$err" 'lyap: configuring
lyap: CPU only
lyap: building'

current='everything is built'
run "$tree/tools/lyap" render
expect calls "$calls" 'cmake --build release --target lyap'
expect messages "$err" ''

current='the exit status is that of the program'
run "$tree/tools/lyap" status 42
expect status "$status" 42

current='the process becomes the program, so that signals reach it'
PATH=$folder/bin "$tree/tools/lyap" process >"$folder/out" 2>&1 &
process=$!
wait $process
expect 'standard output' "$(<"$folder/out")" "<process> in bin
$process"

current='called through a symbolic link'
ln -s "$tree/tools/lyap" "$folder/link"
run "$folder/link" render
expect 'standard output' "$out" '<render> in bin'

test_case 'lyap explore is a program of its own, with packages of its own'
lines "$build_packages $test_packages" >"$folder/installed"
run "$tree/tools/lyap" render
expect_part calls "$calls" '-DLYAP_EXPLORER=OFF'
run "$tree/tools/lyap" explore AB
expect_part calls "$calls" "$install libf-dev"
expect_part calls "$calls" '-DLYAP_EXPLORER=ON'
expect_part calls "$calls" 'cmake --build release --target lyap lyap-explore'

test_case 'lyap bench is a program of its own'
run "$tree/tools/lyap" bench --repeats 3
expect 'standard output' "$out" '<bench><--repeats><3> in bin'
expect_part calls "$calls" 'cmake --build release --target lyap lyap-bench'

test_case 'root installs what is missing'
lines 'g++ libc-dev' >"$folder/installed"
echo liba-dev >"$folder/removed"
run "$tree/tools/lyap" render
expect status "$status" 0
expect 'standard output' "$out" '<render> in bin'
missing='cmake liba-dev libb-dev'
expect calls "$calls" "apt-get update
$install $missing
$configure $(options AUTO OFF OFF)
cmake --build release --target lyap"
expect_part messages "$err" "lyap: missing packages: $missing
lyap: installing them
"

test_case 'root may refuse'
lines 'g++ cmake' >"$folder/installed"
LYAP_INSTALL=no run "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" ''
expect 'standard output' "$out" ''
expect_part messages "$err" "lyap: missing packages: liba-dev libb-dev"
expect_part messages "$err" "apt-get install --no-install-recommends liba-dev libb-dev"

test_case 'standard input is left to the program'
lines 'g++' >"$folder/installed"
run "$tree/tools/lyap" read <<<'input'
expect 'standard output' "$out" '<read> in bin
input'

test_case 'a user installs with sudo'
stand_in id <<<'echo 1000'
lines "$build_packages" >"$folder/installed"
run "$tree/tools/lyap" render
expect calls "$calls" "$configure $(options AUTO OFF OFF)
cmake --build release --target lyap"
LYAP_INSTALL=yes run "$tree/tools/test" -R palette
expect_part calls "$calls" "sudo apt-get update
sudo $install $explorer_packages $test_packages
$configure $(options AUTO ON OFF)"
expect_part messages "$err" "lyap: missing packages: $explorer_packages $test_packages
lyap: installing them with sudo
"

test_case 'nobody is there to say yes to sudo'
stand_in id <<<'echo 1000'
: >"$folder/installed"
run "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" ''
expect_part messages "$err" "lyap: missing packages: $build_packages
lyap: LYAP_INSTALL=yes lets"
expect_part messages "$err" "apt-get install --no-install-recommends $build_packages"

test_case 'LYAP_INSTALL has a wrong value'
stand_in id <<<'echo 1000'
: >"$folder/installed"
LYAP_INSTALL=maybe run "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" ''
expect_part messages "$err" 'LYAP_INSTALL=maybe: yes and no are accepted'

for answer in '' y Yes; do
  test_case "on a terminal, sudo is used after the answer '$answer'"
  stand_in id <<<'echo 1000'
  lines 'g++ cmake' >"$folder/installed"
  run answering "$answer" "$tree/tools/lyap" render
  expect status "$status" 0
  expect_part calls "$calls" "sudo apt-get update
sudo $install liba-dev libb-dev"
  expect_part terminal "$out" 'missing packages: liba-dev libb-dev'
  expect_part terminal "$out" 'install them with sudo? [Y/n]'
  expect_part terminal "$out" '<render> in bin'
done

for answer in n No what $'\4'; do
  test_case "on a terminal, nothing is installed after the answer '$answer'"
  stand_in id <<<'echo 1000'
  lines 'g++ cmake' >"$folder/installed"
  run answering "$answer" "$tree/tools/lyap" render
  expect status "$status" 1
  expect calls "$calls" ''
  expect_part terminal "$out" "apt-get install --no-install-recommends liba-dev libb-dev"
done

test_case 'on a terminal, LYAP_INSTALL answers'
stand_in id <<<'echo 1000'
lines 'g++ cmake' >"$folder/installed"
LYAP_INSTALL=no run answering y "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" ''
LYAP_INSTALL=yes run answering n "$tree/tools/lyap" render
expect status "$status" 0
expect_part calls "$calls" "sudo $install liba-dev libb-dev"

test_case 'an architecture has packages of its own'
lines "$build_packages libc-dev" >"$folder/installed"
HOSTTYPE=vax run "$tree/tools/test"
expect_part calls "$calls" "$install $explorer_packages libd-dev libe-dev"

test_case 'a user without sudo is told what to install'
stand_in id <<<'echo 1000'
rm -- "$folder/bin/sudo"
: >"$folder/installed"
run "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" ''
expect 'standard output' "$out" ''
expect_part messages "$err" "apt-get install --no-install-recommends $build_packages"

test_case 'packages cannot be had'
: >"$folder/installed"
: >"$folder/apt-get-fails"
run "$tree/tools/lyap" render
expect status "$status" 1
expect calls "$calls" "apt-get update
$install $build_packages"
expect 'standard output' "$out" ''
expect_part messages "$err" 'E: no network'
expect_part messages "$err" "apt-get install --no-install-recommends $build_packages"

test_case 'without dpkg'
rm -- "$folder/bin/dpkg-query"
run "$tree/tools/lyap" render
expect status "$status" 0
expect_part messages "$err" 'lyap: no dpkg here'
run "$tree/tools/lyap" render
expect messages "$err" ''

test_case 'other settings configure again'
run "$tree/tools/lyap"
LYAP_CUDA=OFF run "$tree/tools/lyap"
expect calls "$calls" "$configure $(options OFF OFF OFF)
cmake --build release --target lyap"
LYAP_CUDA=OFF run "$tree/tools/lyap"
expect calls "$calls" 'cmake --build release --target lyap'
stand_in nvcc <<<''
LYAP_CUDA=OFF run "$tree/tools/lyap"
expect_part calls "$calls" "$configure"

test_case 'configuring fails'
run "$tree/tools/lyap"
LYAP_CUDA=ON run "$tree/tools/lyap"
expect status "$status" 1
expect 'standard output' "$out" ''
expect_part messages "$err" "CMake Error: no CUDA compiler
lyap: could not configure; the whole log is $tree/build/setup.log"
LYAP_CUDA=ON run "$tree/tools/lyap"
expect calls "$calls" "$configure $(options ON OFF OFF)"
run "$tree/tools/lyap"
expect calls "$calls" "$configure $(options AUTO OFF OFF)
cmake --build release --target lyap"

test_case 'building fails'
: >"$folder/build-fails"
run "$tree/tools/lyap"
expect status "$status" 1
expect 'standard output' "$out" ''
expect_part messages "$err" "main.cpp: error: no
lyap: could not build; the whole log is $tree/build/setup.log"

test_case 'the tests'
CI=true run "$tree/tools/test" -R 'a palette'
expect status "$status" 0
expect 'standard output' "$out" '100% tests passed, 0 tests failed out of 7'
expect calls "$calls" "$configure $(options AUTO ON ON)
cmake --build release --target all
ctest <--test-dir> <release> <--output-on-failure> <--no-tests=error> <-j2> <-LE> <^long\$> <-R> <a palette>"
CI=true run "$tree/tools/test" -L long
expect_part calls "$calls" '<-j2> <-L> <long>'
current='the program after the tests'
CI=true run "$tree/tools/lyap"
expect calls "$calls" 'cmake --build release --target lyap'

test_case 'a package that another one stands for is not missing'
lines 'g++ cmake liba-dev' >"$folder/installed"
mv -- "$folder/bin/dpkg-query" "$folder/bin/dpkg-query-of-names"
stand_in dpkg-query <<'END'
[[ $# == 3 ]] || exec "$FOLDER/bin/dpkg-query-of-names" "$@"
echo "installed , liba, libb-dev (= 1.2),"
echo "config-files , cmake,"
END
run "$tree/tools/lyap" render
expect_part calls "$calls" "$configure"
expect messages "${err%%configuring*}" 'lyap: '
current='a package that a removed one stood for is missing'
lines 'g++ liba-dev' >"$folder/installed"
run "$tree/tools/lyap" render
expect_part calls "$calls" "$install cmake"

# A tree with packages of npm, and an npm.
tree_with_npm() {
  test_case "$1"
  mkdir -p -- "$tree/tests/browser" "$tree/tools/explore/wasm"
  printf '{"packages": 1}\n' | tee "$tree/tests/browser/package-lock.json" >"$tree/tools/explore/wasm/package-lock.json"
  stand_in npm <<'END'
echo "npm $1 in ${PWD##*/}" >>"$FOLDER/calls"
[[ ! -e $FOLDER/npm-fails ]] || { echo "npm: no network" >&2; exit 1; }
mkdir -p node_modules
END
}

tree_with_npm 'the tests get their packages of npm'
run "$tree/tools/test"
expect status "$status" 0
expect_part calls "$calls" "npm ci in browser
npm ci in wasm
$configure"
current='the packages of npm are there'
run "$tree/tools/test"
expect status "$status" 0
expect 'first call' "${calls%% *}" 'cmake'
current='other packages of npm are wanted'
printf '{"packages": 2}\n' >"$tree/tests/browser/package-lock.json"
run "$tree/tools/test"
expect_part calls "$calls" 'npm ci in browser'
current='the program needs none of them'
rm -r -- "$tree/tests/browser/node_modules"
run "$tree/tools/lyap"
expect calls "$calls" 'cmake --build release --target lyap'

tree_with_npm 'npm reaches no registry'
: >"$folder/npm-fails"
run "$tree/tools/test"
expect status "$status" 0
expect_part messages "$err" 'lyap: npm could not install them'
expect_part calls "$calls" 'ctest'

tree_with_npm 'there is no npm'
rm -- "$folder/bin/npm"
run "$tree/tools/test"
expect status "$status" 0
expect_part messages "$err" 'lyap: npm was not found'
expect_part calls "$calls" 'ctest'

test_case 'two at once take turns'
: >"$folder/cmake-waits"
PATH=$folder/bin "$tree/tools/lyap" first >"$folder/first" 2>&1 &
run "$tree/tools/lyap" second
wait
expect calls "${calls/two at once/}" "$calls"
expect_part 'standard output' "$out" '<second> in bin'
expect_part 'output of the other' "$(<"$folder/first")" '<first> in bin'

if ((failures)); then
  printf '%d failures\n' "$failures"
  exit 1
fi
printf 'passed\n'
