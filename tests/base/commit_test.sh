#!/usr/bin/env bash
# commit_test.sh CMAKE: what host/base/write_commit.cmake writes for a folder without a repository, a clean one, a changed
# one and one that git refuses, and that it leaves a header that is right alone.
set -euo pipefail
# What the user has configured must not count.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
cmake=$1
script=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")/host/base/write_commit.cmake
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
source=$folder/source
mkdir "$source"
printf 'one\n' >"$source/file"

# Expects the header to name a commit that matches the regular expression $1; $2 says of which state.
expect_commit() {
  "$cmake" "-DSOURCE=$source" "-DOUTPUT=$folder/commit.h" -P "$script"
  if ! grep -Eqx "inline constexpr const char\* kCommit = \"$1\";" "$folder/commit.h"; then
    printf '%s: expected %s, found:\n' "$2" "$1"
    cat "$folder/commit.h"
    exit 1
  fi
}

expect_commit unknown 'no repository'
if ! command -v git >/dev/null; then
  printf 'skipped: there is no git here\n'
  exit 77
fi

git=(git -C "$source" -c user.name=name -c user.email=name@example.org)
"${git[@]}" init --quiet
expect_commit unknown 'no commit yet'
"${git[@]}" add file
"${git[@]}" commit --quiet --message=one
commit=$("${git[@]}" rev-parse --short=12 HEAD)
expect_commit "$commit" 'clean'

touch -d 2001-01-01 "$folder/commit.h"
index=$(sha256sum "$source/.git/index")
touch "$source/file"
expect_commit "$commit" 'touched without a change'
[[ $(date -r "$folder/commit.h" +%Y) == 2001 ]] || { printf 'a header that was right was written again\n'; exit 1; }
[[ $(sha256sum "$source/.git/index") == "$index" ]] || { printf 'the index was written\n'; exit 1; }

printf 'untracked\n' >"$source/other"
expect_commit "$commit" 'an untracked file'
printf 'two\n' >"$source/file"
expect_commit "$commit-dirty" 'a changed file'
mkdir "$source/inner"
source=$source/inner expect_commit unknown "somebody else's repository around it"
printf 'broken' >"$source/.git/HEAD"
expect_commit unknown 'a repository that git refuses'
