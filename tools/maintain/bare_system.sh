# shellcheck shell=bash
# A bare system made by debootstrap, for the checks in this folder that try lyap where nothing is installed; to be sourced. Uses
# name (of the check), suite (the release, this machine's own if empty) and keep (not empty: leave the system's folder); sets
# folder and bare, the system's root, which are removed at the end. Needs root.

die() {
  printf '%s: %s\n' "$name" "$*" >&2
  exit 1
}

[[ $(id -u) == 0 ]] || die "only root can make a bare system"
command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"
if [[ ! $suite ]]; then
  # shellcheck source=/dev/null
  suite=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/lyap-bare.XXXXXX")
bare=$folder/system
finish() {
  local status=$?
  ((status == 0)) || printf '%s: failed\n' "$name" >&2
  if [[ $keep ]]; then
    printf '%s: the system is left in %s\n' "$name" "$bare"
  else
    rm -rf --one-file-system -- "$folder"
  fi
  exit "$status"
}
trap finish EXIT

# Runs one stage and says how long it took.
stage() {
  local name=$1 start=$SECONDS
  shift
  printf '== %s\n' "$name"
  "$@"
  printf '== %s: %d s\n\n' "$name" $((SECONDS - start))
}

# Lists this machine's apt sources for the suite and its updates: "URI release component", one a line.
sources() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$suite" '$2 == suite || index($2, suite "-") == 1' | sort -u
}

make_system() {
  local mirror
  mirror=$(sources | awk -v suite="$suite" '$2 == suite { print $1; exit }')
  [[ $mirror ]] || die "this machine's apt sources have no $suite"
  debootstrap --variant=minbase "$suite" "$bare" "$mirror" >"$folder/debootstrap.log" 2>&1 || {
    tail -n 20 "$folder/debootstrap.log" >&2
    die "debootstrap failed"
  }
  sources | sed 's/^/deb /' >"$bare/etc/apt/sources.list"
  apt-config dump Acquire | grep -i '::proxy' >"$bare/etc/apt/apt.conf.d/90proxy" || true
  cp -L /etc/resolv.conf /etc/hosts "$bare/etc/"
}

# inside COMMAND [CUDA]: runs COMMAND in the folder /root/lyap of the system, in a mount and process namespace of its own: what is mounted or
# started there ends with it. The folder CUDA is its /usr/local/cuda.
inside() {
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child bash -c '
    mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit
    if [[ $3 ]]; then
      mkdir -p "$1/usr/local/cuda" && mount --bind --options ro "$3" "$1/usr/local/cuda" || exit
    fi
    exec chroot "$1" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      bash -c "cd /root/lyap && $2"' bash "$bare" "$1" "${2:-}"
}
