#!/usr/bin/env python3
"""Translates the PTX of object files that nvcc made, or of PTX files, and compiles it.

usage: translate_kernels.py [--compiler CC] [--options "..."] --folder FOLDER FILE...

What a PTX becomes lies in FOLDER under a name that module.cpp makes of the PTX alone; what is there is not made again.
"""
import argparse
import os
import pathlib
import shlex
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FAT_BINARY = struct.pack('<I', 0xBA55ED50)
PTX = 1


def ptx_of_fat_binary(data, start):
    """The PTX in one of the fat binaries that nvcc embeds; module.cpp reads them as well."""
    head, size = struct.unpack_from('<xxxxxxHQ', data, start)
    entry, end = start + head, start + head + size
    while entry < end:
        kind, entry_head, length, compressed = struct.unpack_from('<HxxIQI', data, entry)
        if kind == PTX:
            if compressed:
                sys.exit('translate_kernels: compressed PTX: nvcc needs --no-compress')
            yield data[entry + entry_head:entry + entry_head + length].split(b'\0')[0]
        entry += entry_head + length


def texts_of(path):
    data = pathlib.Path(path).read_bytes()
    if path.endswith('.ptx'):
        yield data
        return
    start = data.find(FAT_BINARY)
    while start >= 0:
        yield from ptx_of_fat_binary(data, start)
        start = data.find(FAT_BINARY, start + 1)


def make(ptx, folder, compiler, options):
    library = folder / ('%08x-%d.so' % (zlib.crc32(ptx), len(ptx)))
    if library.exists():
        return
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / 'kernels.ptx').write_bytes(ptx)
        translator = [sys.executable, '-B', HERE / 'ptx/ptx_to_c.py', scratch / 'kernels.ptx', scratch / 'kernels.c']
        compilation = [compiler, '-x', 'c', *options, '-O1', '-march=native', '-ffp-contract=off', '-fno-strict-aliasing', '-fwrapv', '-w',
                       '-shared', '-fPIC', '-I', HERE / 'ptx', '-o', scratch / 'kernels.so', scratch / 'kernels.c', '-lm']
        environment = {name: value for name, value in os.environ.items() if name != 'LD_PRELOAD'}
        for command in translator, compilation:
            if subprocess.run(command, env=environment).returncode != 0:
                sys.exit('translate_kernels: ' + shlex.join(map(str, command)) + ' failed')
        # Others may make the same at the same time.
        os.rename(scratch / 'kernels.so', library)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--compiler', default='cc')
    parser.add_argument('--options', default='', type=shlex.split)
    parser.add_argument('--folder', required=True, type=pathlib.Path)
    parser.add_argument('files', nargs='+')
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for path in arguments.files:
        for ptx in texts_of(path):
            make(ptx, arguments.folder, arguments.compiler, arguments.options)


main()
