"""A device that runs one thread of a kernel, for tests of what is translated."""

import ctypes
import os
import struct

MEMORY_BYTES = 4096
# An address at which the host has nothing.
MEMORY_BEGIN = 1 << 46


class EmulatedThread(ctypes.Structure):
    pass


SYNCHRONIZE = ctypes.CFUNCTYPE(None, ctypes.POINTER(EmulatedThread))
EXCHANGE = ctypes.CFUNCTYPE(
    None, ctypes.POINTER(EmulatedThread), ctypes.c_uint32, ctypes.c_uint32, ctypes.POINTER(ctypes.c_uint32)
)
FAULT = ctypes.CFUNCTYPE(None, ctypes.POINTER(EmulatedThread), ctypes.c_uint64, ctypes.c_uint32)
RUN = ctypes.CFUNCTYPE(None, ctypes.POINTER(EmulatedThread), ctypes.c_char_p)


class DeviceOperations(ctypes.Structure):
    _fields_ = [("synchronize_block", SYNCHRONIZE), ("exchange_in_warp", EXCHANGE), ("fault", FAULT)]


EmulatedThread._fields_ = [
    *((name, ctypes.c_uint32) for name in ("thread", "block", "threads", "blocks")),
    ("shared", ctypes.c_void_p),
    ("shared_bytes", ctypes.c_uint32),
    ("device_begin", ctypes.c_uint64),
    ("device_bytes", ctypes.c_uint64),
    ("shift", ctypes.c_int64),
    ("device", ctypes.POINTER(DeviceOperations)),
]


class TranslatedKernel(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("run", RUN),
        *((name, ctypes.c_uint32) for name in ("most_threads", "shared_bytes", "parameter_bytes", "parameter_count")),
        ("parameter_offsets", ctypes.POINTER(ctypes.c_uint32)),
        ("parameter_sizes", ctypes.POINTER(ctypes.c_uint32)),
        ("target", ctypes.c_uint32),
        ("local_bytes", ctypes.c_uint32),
    ]


def kernels_of(library):
    """The translated kernels of a library, by their names."""
    entries = ctypes.cast(library.emulated_kernels, ctypes.POINTER(TranslatedKernel))
    kernels = {}
    while entries[len(kernels)].name:
        kernels[entries[len(kernels)].name.decode()] = entries[len(kernels)]
    return kernels


class Device:
    """Where a test finds its memory, what lanes bring, and what the thread asked for."""

    def __init__(self, values_of_lanes=(0,) * 32):
        self.memory = ctypes.create_string_buffer(MEMORY_BYTES)
        self.shared = ctypes.create_string_buffer(MEMORY_BYTES)
        self.values_of_lanes = values_of_lanes
        self.block_synchronizations = 0
        # (mask, value) of each.
        self.exchanges = []
        self.report_fault = lambda address, size: os.abort()
        self.operations = DeviceOperations(
            SYNCHRONIZE(self.synchronize_block),
            EXCHANGE(self.exchange_in_warp),
            FAULT(lambda thread, address, size: self.report_fault(address, size)),
        )

    def synchronize_block(self, _):
        self.block_synchronizations += 1

    def exchange_in_warp(self, _, mask, value, values):
        self.exchanges.append((mask, value))
        for lane, brought in enumerate(self.values_of_lanes):
            values[lane] = brought

    def write(self, offset, layout, *values):
        struct.pack_into("<" + layout, self.memory, offset, *values)

    def read(self, offset, layout):
        values = struct.unpack_from("<" + layout, self.memory, offset)
        return values[0] if len(values) == 1 else values

    def run(self, kernel, parameters=struct.pack("<Q", MEMORY_BEGIN), *, lane=0, shared_bytes=MEMORY_BYTES):
        """By itself the one parameter is where the memory begins."""
        thread = EmulatedThread(thread=lane, block=3, threads=128, blocks=5)
        thread.shared = ctypes.addressof(self.shared)
        thread.shared_bytes = shared_bytes
        thread.device_begin, thread.device_bytes = MEMORY_BEGIN, MEMORY_BYTES
        thread.shift = ctypes.addressof(self.memory) - MEMORY_BEGIN
        thread.device = ctypes.pointer(self.operations)
        kernel.run(thread, parameters)

    def fault_of(self, kernel, *arguments, **options):
        """(address, bytes) of the fault that the kernel ends with, None if it ends without one."""
        reader, writer = os.pipe()
        process = os.fork()
        if process == 0:
            # Nothing returns from a fault.
            self.report_fault = lambda *fault: (os.write(writer, struct.pack("<QI", *fault)), os._exit(0))
            self.run(kernel, *arguments, **options)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            fault = pipe.read()
        os.waitpid(process, 0)
        return struct.unpack("<QI", fault) if fault else None
