"""The safetensors container: a JSON header followed by tensors, read and written with NumPy."""

import json
import os
import tempfile

import numpy as np

_TYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2",
    "I8": "|i1", "U8": "|u1",
}
_NAMES = {np.dtype(code): name for name, code in _TYPES.items()}
_MOST_HEADER = 100_000_000


def read(path):
    """The metadata (texts by name) and the tensors (arrays by name) of a file."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        length = int.from_bytes(data[:8], "little")
        if length > min(_MOST_HEADER, len(data) - 8):
            raise ValueError("is truncated")
        header = json.loads(data[8 : 8 + length].decode("utf-8"))
        metadata = header.pop("__metadata__", {})
        tensors = {}
        for name, entry in header.items():
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            if not 8 + length <= begin <= end <= len(data):
                raise ValueError(f"is truncated in tensor {name}")
            values = np.frombuffer(data, _TYPES[entry["dtype"]], (end - begin) // np.dtype(
                _TYPES[entry["dtype"]]).itemsize, begin)
            tensors[name] = values.reshape(entry["shape"])
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise ValueError(f"{path}: is not a whole safetensors file: {e}") from e
    return metadata, tensors


def write(path, metadata, tensors):
    """Writes a file atomically, with the tensors in the given order: widest types first."""
    header, at = {"__metadata__": metadata}, 0
    arrays = []
    for name, values in tensors.items():
        values = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        header[name] = {
            "dtype": _NAMES[values.dtype],
            "shape": list(values.shape),
            "data_offsets": [at, at + values.nbytes],
        }
        at += values.nbytes
        arrays.append(values)
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    path = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(len(text).to_bytes(8, "little") + text)
            for values in arrays:
                file.write(values.tobytes())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask
