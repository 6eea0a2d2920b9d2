"""The safetensors format in plain Python, written apart from the library to check it.

load(path) -> ({name: (shape, values)}, metadata): values are a torch tensor of that shape where
torch is installed, else a flat array of floats. save(path, tensors, metadata=None) takes the same
pairs, or torch tensors. As a script: safetensors_io.py IN OUT loads one file and saves another.
"""

import array
import ctypes
import json
import math
import struct
import sys

try:
    import torch
except ImportError:
    torch = None

CODES = {"F32": "f", "F64": "d", "I64": "q", "I32": "i", "I16": "h"}  # of the array module
TYPES = {"F32": "float32", "F64": "float64", "F16": "float16", "BF16": "bfloat16"}  # of torch
TYPES.update({"I64": "int64", "I32": "int32", "I16": "int16"})


def load(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length).decode("utf-8"))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors, end = {}, 0
    for name, entry in header.items():
        begin, stop = entry["data_offsets"]
        assert begin == end, f"{name} begins at {begin}, not {end}"
        end = stop
        tensors[name] = entry["shape"], decode(entry["dtype"], entry["shape"], data[begin:stop])
    assert end == len(data), f"{len(data)} bytes of data, {end} in the header"
    return tensors, metadata


def decode(dtype, shape, data):
    if torch is None:
        values = array.array(CODES[dtype], data)
        assert len(values) == math.prod(shape)
        return values
    kind = getattr(torch, TYPES[dtype])
    flat = torch.frombuffer(bytearray(data), dtype=kind) if data else torch.empty(0, dtype=kind)
    return flat.reshape(shape)


def encode(values):
    """A tensor, or a (shape, values) pair, as (dtype, shape, bytes)."""
    if isinstance(values, tuple):
        shape, values = values
        if not hasattr(values, "data_ptr"):
            return "F32", list(shape), array.array("f", values).tobytes()
    values = values.detach().cpu().contiguous()
    dtype = {getattr(torch, kind): name for name, kind in TYPES.items()}[values.dtype]
    data = ctypes.string_at(values.data_ptr(), values.numel() * values.element_size())
    return dtype, list(values.shape), data


def save(path, tensors, metadata=None):
    header, data = {"__metadata__": metadata} if metadata else {}, []
    end = 0
    for name, values in tensors.items():
        dtype, shape, piece = encode(values)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [end, end + len(piece)]}
        end += len(piece)
        data.append(piece)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(data))


if __name__ == "__main__":
    save(sys.argv[2], *load(sys.argv[1]))
