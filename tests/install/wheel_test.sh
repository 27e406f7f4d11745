#!/usr/bin/env bash
# wheel_test.sh PYTHON FOLDER: does `pip install .` build the module without the network, and is what it installs whole?
# Skips, with exit code 77, where pip is missing.
set -euo pipefail
python=$1
folder=$2
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
"$python" -m pip --version >/dev/null 2>&1 || {
  echo "skipped: $python has no pip; install the package python3-pip"
  exit 77
}
rm -rf -- "$folder"
mkdir -p -- "$folder"
"$python" -m pip install --quiet --no-index --no-deps --no-build-isolation --disable-pip-version-check --target "$folder/site" "$root"
cd -- "$folder"
PYTHONPATH=$folder/site "$python" - <<'END'
import pathlib
import lyap

assert pathlib.Path(lyap.__file__).is_relative_to(pathlib.Path.cwd()), lyap.__file__
assert lyap.Picture("AB", size=(8, 6)).exponents().shape == (6, 8)
files = {path.name for path in pathlib.Path(lyap.__file__).parent.iterdir()}
assert {"py.typed", "_lyap.pyi", "__init__.py"} <= files, files
END
