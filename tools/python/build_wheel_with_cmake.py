"""The back end of `pip install .` (PEP 517): CMake builds and installs the package, and a wheel is made of it.

It takes nothing but the standard library, CMake and what lyap is built with, so that nothing is fetched.
"""

import base64
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "wheel"

METADATA = """Metadata-Version: 2.1
Name: lyap
Version: {version}
Summary: Lyapunov fractals: the renderer lyap for Python, NumPy and notebooks
License: MIT
Requires-Python: >=3.9
Requires-Dist: numpy>=1.22
"""


def _version():
    return re.search(r"project\(lyap VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]


def _tag():
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
    return f"{python}-{python}-{platform}"


def _install(folder):
    """Builds the extension and installs the package into the folder; the build is kept for the next time."""
    options = [
        "-DCMAKE_BUILD_TYPE=Release",
        "-DLYAP_TESTS=OFF",
        "-DLYAP_EXPLORER=OFF",
        "-DLYAP_PYTHON=ON",
        "-DLYAP_PYTHON_INSTALL_DIR=.",
        f"-DPython_EXECUTABLE={sys.executable}",
    ]
    # In a virtual environment the headers are those of the Python that it was made of.
    if sys.prefix != sys.base_prefix:
        options.append(f"-DPython_ROOT_DIR={sys.base_prefix}")
    options += os.environ.get("CMAKE_ARGS", "").split()
    subprocess.run(["cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", *options], check=True)
    subprocess.run(["cmake", "--build", BUILD, "--target", "lyap_python"], check=True)
    subprocess.run(["cmake", "--install", BUILD, "--component", "python", "--strip", "--prefix", folder], check=True)


def _record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    info = f"lyap-{_version()}.dist-info"
    name = f"lyap-{_version()}-{_tag()}.whl"
    with tempfile.TemporaryDirectory() as folder:
        _install(folder)
        files = {path.relative_to(folder).as_posix(): path.read_bytes()
                 for path in sorted(Path(folder).rglob("*")) if path.is_file()}  # fmt: skip
    files[f"{info}/METADATA"] = METADATA.format(version=_version()).encode()
    files[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: lyap\nRoot-Is-Purelib: false\nTag: {_tag()}\n".encode()
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    record = "".join(_record_line(*file) for file in files.items()) + f"{info}/RECORD,,\n"
    files[f"{info}/RECORD"] = record.encode()
    with zipfile.ZipFile(Path(wheel_directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if path.endswith(".so") else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    return name


def build_sdist(sdist_directory, config_settings=None):
    """The files of the repository that Git knows."""
    base = f"lyap-{_version()}"
    name = f"{base}.tar.gz"
    archive = ["git", "-C", ROOT, "archive", f"--prefix={base}/", "-o", Path(sdist_directory).resolve() / name, "HEAD"]
    subprocess.run(archive, check=True)
    return name
