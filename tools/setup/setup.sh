#!/usr/bin/env bash
# setup.sh build|bench|explore|test|packages: installs the packages that are missing, of npm too for the tests, configures
# build/release and builds it: the program alone, with lyap-bench or lyap-explore, or all that the tests need; `packages` only
# installs those of the program. Reports on standard error; standard output is left to the program run next.
#
# Environment: LYAP_CUDA=AUTO|ON|OFF (AUTO); LYAP_INSTALL=yes|no: whether packages are installed, without asking;
# CI=true makes warnings errors; CXX and CUDACXX as CMake knows them.
set -euo pipefail
# What is called here gets no input; the question whether to install is answered on what was the standard input.
exec {input}<&0 </dev/null >&2

purpose=$1
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
build_dir=$root/build/release
settings_file=$build_dir/setup-settings.txt
log=$root/build/setup.log

say() {
  printf 'lyap: %s\n' "$*"
}

# Shows the end of the log, says what failed and, if given, what to do about it, and stops.
fail() {
  tail -n 40 -- "$log"
  say "$1; the whole log is $log"
  if (($# > 1)); then
    say "$2"
  fi
  exit 1
}

# Lets one set-up of this tree run at a time.
lock() {
  if command -v flock >/dev/null; then
    exec {lock_fd}>"$root/build/setup.lock"
    flock --nonblock "$lock_fd" || {
      say "waiting for another set-up of $root"
      flock "$lock_fd"
    }
  fi
}

# Lists the packages of the section $1 of packages.txt. A section may be for one architecture, "test-x86_64".
packages_of() {
  local section='' word
  while read -r word _; do
    case $word in
      '' | '#'*) ;;
      '['*']') section=$word ;;
      *) [[ $section != "[$1]" ]] || printf '%s\n' "$word" ;;
    esac
  done <"$root/tools/setup/packages.txt"
}

# Lists those of the packages on standard input that are not installed: none where there is no dpkg. A package counts that
# another one stands for: a nodejs that does not come from Debian brings npm, and excludes Debian's.
only_missing() {
  command -v dpkg-query >/dev/null || return 0
  local wanted installed provided package
  mapfile -t wanted
  # Fails if one of them is unknown, but lists the others.
  installed=$(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null) || true
  provided=$(dpkg-query --show --showformat '${db:Status-Status} , ${Provides},\n' | grep '^installed ') || true
  for package in "${wanted[@]}"; do
    [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] ||
      [[ $provided == *", $package,"* || $provided == *", $package ("* ]] ||
      printf '%s\n' "$package"
  done
}

# Whether packages may be installed. Root may, as in containers; with sudo it takes a yes, here or on the terminal.
may_install() {
  local answer
  case ${LYAP_INSTALL:-} in
    yes) return 0 ;;
    no) return 1 ;;
    '') ;;
    *) say "LYAP_INSTALL=$LYAP_INSTALL: yes and no are accepted" && return 1 ;;
  esac
  if [[ $(id -u) == 0 ]]; then
    return 0
  fi
  if [[ ! -t $input || ! -t 2 ]]; then
    say "LYAP_INSTALL=yes lets this script install them with sudo"
    return 1
  fi
  printf 'lyap: install them with sudo? [Y/n] '
  read -r answer <&"$input" && [[ ! $answer || $answer == [yY]* ]]
}

install_packages() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get) how=''
  local by_hand="run this as root, then try again: apt-get update && apt-get install --no-install-recommends $*"
  if [[ $(id -u) != 0 ]]; then
    if ! command -v sudo >/dev/null; then
      say "packages are missing, and there is no sudo to install them with"
      say "$by_hand"
      exit 1
    fi
    apt=(sudo "${apt[@]}")
    how=' with sudo'
  fi
  say "missing packages: $*"
  if ! may_install; then
    say "$by_hand"
    exit 1
  fi

  say "installing them$how"
  "${apt[@]}" update >>"$log" 2>&1 || say "apt-get update failed; trying to install all the same"
  "${apt[@]}" install --yes --no-install-recommends --no-remove \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" >>"$log" 2>&1 ||
    fail "could not install the packages" "$by_hand"
}

# Installs the packages of npm in folder $1, exactly those of its lock file. Without them $2 is left out, which is said.
install_npm_packages() {
  local folder=$root/$1 left_out=$2
  local lock=$folder/package-lock.json installed=$folder/node_modules/installed-lock.json
  [[ -e $lock ]] || return 0
  [[ ! -e $installed || $(<"$installed") != "$(<"$lock")" ]] || return 0
  if ! command -v npm >/dev/null; then
    say "npm was not found: $left_out left out"
    return 0
  fi
  say "installing the packages of $1 with npm"
  if (cd -- "$folder" && npm ci --ignore-scripts --fetch-retries=2 --fetch-timeout=60000) >>"$log" 2>&1; then
    printf '%s\n' "$(<"$lock")" >"$installed"
  else
    say "npm could not install them, see $log: $left_out left out"
  fi
}

# The file that nvcc is, sought where kernels/cuda/find_cuda.cmake seeks it.
find_nvcc() {
  local nvcc
  nvcc=$(PATH=$PATH:/usr/local/cuda/bin command -v nvcc) && readlink -f -- "$nvcc"
}

# Configures, unless that was done with the same settings. Afresh, so that nothing found under others stays.
configure() {
  local tests=OFF explorer=OFF warnings_as_errors=OFF unity=OFF architectures=ALL
  # Once configured, the tests stay: else tools/lyap and tools/test would take turns at configuring.
  if [[ $purpose == test || (${#missing_for_tests[@]} == 0 && -e $build_dir/CTestTestfile.cmake) ]]; then
    tests=ON
  fi
  if [[ $purpose == test || $purpose == explore || ${#missing_for_explorer[@]} == 0 ]]; then
    explorer=ON
  fi
  if [[ ${CI:-} == true ]]; then
    warnings_as_errors=ON
  elif [[ $tests == OFF ]]; then
    # All for the first picture: the fewest runs of the compiler, code for the GPUs that are here.
    unity=ON architectures=NATIVE
  fi
  local options=(
    "-DLYAP_CUDA=${LYAP_CUDA:-AUTO}"
    "-DLYAP_TESTS=$tests"
    "-DLYAP_EXPLORER=$explorer"
    "-DLYAP_WARNINGS_AS_ERRORS=$warnings_as_errors"
    "-DLYAP_UNITE_FOLDERS=$unity"
    "-DLYAP_CUDA_ARCHITECTURES=$architectures"
  )
  local nvcc settings
  nvcc=$(find_nvcc) || true
  settings="$root ${options[*]} CXX=${CXX:-} CUDACXX=${CUDACXX:-} nvcc=$nvcc"
  if [[ -e $settings_file && $(<"$settings_file") == "$settings" ]]; then
    return
  fi

  command -v dpkg-query >/dev/null || say "no dpkg here: what tools/setup/packages.txt lists must be installed already"
  command -v cmake >/dev/null || fail "cmake was not found"
  say "configuring"
  rm -f -- "$settings_file"
  cmake --fresh -S "$root" -B "$build_dir" -G Ninja -DCMAKE_BUILD_TYPE=Release "${options[@]}" >>"$log" 2>&1 ||
    fail "could not configure"
  # CMake's word on the backend: "lyap: with CUDA ..." or "lyap: CPU only".
  sed -n 's/^-- \(lyap: .*\)/\1/p' -- "$log"
  printf '%s\n' "$settings" >"$settings_file"
}

# Copies ninja's output to the log, and says when something is built: on a terminal as a count of steps.
show_progress() {
  local line shown=''
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ ^\[[0-9]+/[0-9]+\] ]] || continue
    if [[ -t 2 ]]; then
      printf '\rlyap: building %s ' "${BASH_REMATCH[0]}"
    elif [[ ! $shown ]]; then
      say "building"
    fi
    shown=yes
  done
  if [[ $shown && -t 2 ]]; then
    printf '\n'
  fi
}

build() {
  local targets=(all)
  if [[ $purpose == build ]]; then
    targets=(lyap)
  elif [[ $purpose == bench ]]; then
    targets=(lyap lyap-bench)
  elif [[ $purpose == explore ]]; then
    targets=(lyap lyap-explore)
  fi
  cmake --build "$build_dir" --target "${targets[@]}" 2>&1 | show_progress || fail "could not build"
}

mkdir -p -- "$root/build"
lock
: >"$log"

mapfile -t missing < <(packages_of build | only_missing)
mapfile -t missing_for_explorer < <(packages_of explorer | only_missing)
mapfile -t missing_for_tests < <({ packages_of test && packages_of "test-$HOSTTYPE"; } | only_missing)
if [[ $purpose == test ]]; then
  missing+=("${missing_for_explorer[@]}" "${missing_for_tests[@]}")
elif [[ $purpose == explore ]]; then
  missing+=("${missing_for_explorer[@]}")
fi
if ((${#missing[@]})); then
  install_packages "${missing[@]}"
fi
if [[ $purpose == test ]]; then
  install_npm_packages tests/browser 'the tests in a browser are'
  install_npm_packages tools/explore/wasm 'films of the page without a server are'
fi
if [[ $purpose != packages ]]; then
  configure
  build
fi
