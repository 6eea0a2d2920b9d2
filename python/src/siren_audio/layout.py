"""Converts between a model file's tensors and its windows; docs/format.md describes the format."""

from collections import Counter

import numpy as np

from .joint import KINDS
from .network import Network

_NETWORKS = ("siren", "finer", "gaussian", "wire", "hosc", "relu") + KINDS
_SHAPES = {"finer": "bias_range", "wire": "spread", "hosc": "sharpness", "wire-complex": "spread",
           "fourier-kan": "harmonics"}
_ENCODINGS = ("none", "positional", "fourier", "harmonics", "grid")
_GRID = ("encoding_levels", "encoding_features", "encoding_coarsest", "encoding_finest")
_HARMONICS = "encoding_harmonics"
_OMEGAS = ("first_omega_0", "hidden_omega_0")
_FOURIER = ("encoding_frequencies", "encoding_sigma", "encoding_seed")
_NUMBERS = _OMEGAS + ("encoding_octaves", _HARMONICS) + _GRID + _FOURIER + tuple(_SHAPES.values())
_WINDOWS = ("first_frame", "frames", "stack", "row", "hidden_features") + _NUMBERS
_MOST_SHAPES = 20


def windows(metadata, tensors):
    """First frames [W], frames [W] and networks of a file's windows."""
    version = metadata.get("format_version")
    if metadata.get("format") != "siren" or version not in ("1", "2", "3"):
        raise ValueError(
            f"format {metadata.get('format')} version {version} is not supported; "
            "this package reads siren 1, 2 and 3")
    kind = metadata.get("network", "siren")
    octaves = "encoding_octaves" in metadata or "windows.encoding_octaves" in tensors
    encoding = metadata.get("encoding", "positional" if octaves else "none")
    if kind not in _NETWORKS or encoding not in _ENCODINGS:
        raise ValueError(f"networks of the kind {kind} with the encoding {encoding} are not supported")
    if metadata.get("weights", "F32") != "F32":
        raise ValueError(f"weights of the type {metadata['weights']} are not supported")
    first, frames = _places(metadata, tensors)
    count = len(first)
    for name in ("windows.stack", "windows.row", "windows.hidden_features"):
        if name in tensors and not (len(tensors[name]) == count and np.all(tensors[name] >= 0)):
            raise ValueError(f"tensor {name} must have one number per window")
    numbers = {name: _number(metadata, tensors, name, count) for name in _NUMBERS}
    if encoding != "positional":
        numbers["encoding_octaves"] = np.zeros(count)
    if encoding != "fourier":
        numbers["encoding_frequencies"] = np.zeros(count)
    if encoding != "harmonics":
        numbers[_HARMONICS] = np.zeros(count)
    if encoding != "grid":
        numbers[_GRID[0]] = np.zeros(count)
    shapes = numbers[_SHAPES[kind]] if kind in _SHAPES else np.ones(count)
    known = {f"windows.{name}" for name in _WINDOWS}
    networks = []
    rows = Counter()
    for i in range(count):
        if version == "2":
            layers = _row(metadata, tensors, i, rows, int(numbers["encoding_octaves"][i]), known)
        else:
            layers = _layers(tensors, i, known)
        networks.append(
            Network(
                layers,
                kind,
                float(numbers["first_omega_0"][i]),
                float(numbers["hidden_omega_0"][i]),
                int(numbers["encoding_octaves"][i]),
                float(shapes[i]),
                (int(numbers[_FOURIER[0]][i]), float(numbers[_FOURIER[1]][i]),
                 int(numbers[_FOURIER[2]][i])),
                int(numbers[_HARMONICS][i]),
                tuple(int(numbers[name][i]) for name in _GRID),
                _table(tensors, i, known) if numbers[_GRID[0]][i] else (),
            ))
    unknown = set(tensors) - known
    if unknown:
        raise ValueError(f"unknown tensor '{min(unknown)}'")
    return first, frames, networks


def _places(metadata, tensors):
    if "windows.first_frame" in tensors:
        return tensors["windows.first_frame"].astype(int), tensors["windows.frames"].astype(int)
    text = metadata.get("windows", "0+" + metadata["frames"])
    places = np.array([place.split("+") for place in text.split(",")], int)
    return places[:, 0], places[:, 1]


def _number(metadata, tensors, name, count):
    if f"windows.{name}" in tensors:
        return tensors[f"windows.{name}"]
    values = np.array(metadata.get(name, "0").split(","), float)
    if len(values) not in (1, count) or not np.isfinite(values).all():
        raise ValueError(f"{name} must be one number, or one per window")
    return np.resize(values, count)


def _names(prefix, last):
    for layer in range(last + 1):
        linear = "" if layer == last else ".linear"
        yield f"{prefix}net.{layer}{linear}.weight", f"{prefix}net.{layer}{linear}.bias"


def _layers(tensors, i, known):
    """Layers in versions 1 and 3."""
    row, width = (), None
    prefix = f"segments.{i}." if i else ""
    if "windows.stack" in tensors:
        prefix = f"stacks.{tensors['windows.stack'][i]}."
        row = tensors["windows.row"][i]
        if "windows.hidden_features" in tensors:
            width = int(tensors["windows.hidden_features"][i])
    last = 0
    while f"{prefix}net.{last}.linear.weight" in tensors:
        last += 1
    scales = tensors[prefix + "scales"][row] if prefix + "scales" in tensors else None
    known.add(prefix + "scales")
    layers = []
    for layer, names in enumerate(_names(prefix, last)):
        known.update(names)
        weight, bias = (tensors[name][row] for name in names)
        if scales is not None:
            at = 2 * layer + 2 * (prefix + "encoding.weight" in tensors)
            weight = weight.astype(np.float32) * scales[at]
            bias = bias.astype(np.float32) * scales[at + 1]
        if layer < last:
            weight, bias = weight[:width], bias[:width]
        if layer:
            weight = weight[:, :width]
        layers.append((weight.astype(np.float32), bias.astype(np.float32)))
    return layers


def _table(tensors, i, known):
    """The table of a grid."""
    stacked = "windows.stack" in tensors
    prefix = f"stacks.{tensors['windows.stack'][i]}." if stacked else ""
    row = tensors["windows.row"][i] if stacked else ()
    names = [f"{prefix}encoding.{part}" for part in ("weight", "bias")]
    known.update(names)
    scales = tensors[prefix + "scales"][row] if prefix + "scales" in tensors else (1, 1)
    return tuple((tensors[name][row].astype(np.float32) * np.float32(scale)).astype(np.float32)
                 for name, scale in zip(names, scales))


def _row(metadata, tensors, i, rows, octaves, known):
    """Layers in version 2."""
    stack = metadata["window_stacks"].split(",")[i]
    hidden, depth = map(int, metadata["stacks"].split(",")[int(stack)].split("x"))
    sizes = [max(1, 2 * octaves)] + [hidden] * depth + [int(metadata["channels"])]
    name = f"stacks.{stack}.parameters"
    known.add(name)
    values = tensors[name][rows[stack]].astype(np.float32)
    rows[stack] += 1
    layers, at = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        weight = values[at : at + inputs * outputs].reshape(outputs, inputs)
        at += inputs * outputs
        layers.append((weight, values[at : at + outputs]))
        at += outputs
    return layers


def stored(first, frames, networks):
    """Metadata and tensors of version 3."""
    kind = networks[0].activation
    encoded = any(network.octaves for network in networks)
    drawn = any(network.fourier[0] for network in networks)
    series = any(network.harmonics for network in networks)
    tables = any(network.grid[0] for network in networks)
    metadata = {
        "format": "siren",
        "format_version": "3",
        "network": kind,
        "encoding": "positional" if encoded else "fourier" if drawn
                    else "harmonics" if series else "grid" if tables else "none",
    }
    numbers = {}
    if kind not in ("relu", "fourier-kan"):
        numbers["first_omega_0"] = [network.first_omega_0 for network in networks]
    if kind not in ("relu", "fourier-kan", "mfn-fourier", "mfn-gabor"):
        numbers["hidden_omega_0"] = [network.hidden_omega_0 for network in networks]
    if kind in _SHAPES:
        numbers[_SHAPES[kind]] = [network.shape for network in networks]
    if drawn:
        for k, name in enumerate(_FOURIER):
            numbers[name] = [network.fourier[k] for network in networks]
    if tables:
        for k, name in enumerate(_GRID):
            numbers[name] = [network.grid[k] for network in networks]
    if series:
        numbers[_HARMONICS] = [network.harmonics for network in networks]
    if encoded:
        numbers["encoding_octaves"] = [network.octaves for network in networks]
    varying = {}
    for name, values in numbers.items():
        if len(set(values)) == 1:
            metadata[name] = text(values[0])
        else:
            varying["windows." + name] = np.array(values, np.float64)
    if len(networks) == 1:
        return metadata, {**_tables("", networks[0].table), **_tensors("", networks[0].layers)}
    stacks = _stacks(networks)
    stack, row = np.zeros((2, len(networks)), np.int32)
    for s, members in enumerate(stacks):
        stack[members], row[members] = s, np.arange(len(members))
    tensors = {"windows.first_frame": np.array(first, np.int64), **varying}
    tensors["windows.frames"] = np.array(frames, np.int32)
    tensors["windows.stack"], tensors["windows.row"] = stack, row
    widths = np.array([network.hidden_features for network in networks], np.int32)
    if any(len(set(widths[members])) > 1 for members in stacks):
        tensors["windows.hidden_features"] = widths
    for s, members in enumerate(stacks):
        table = [np.stack(parts) for parts in zip(*(networks[i].table for i in members))]
        tensors.update(_tables(f"stacks.{s}.", table))
        tensors.update(_tensors(f"stacks.{s}.", _stack([networks[i].layers for i in members])))
    return metadata, tensors


def _tables(prefix, table):
    names = (f"{prefix}encoding.weight", f"{prefix}encoding.bias")
    return {name: part.astype(np.float32) for name, part in zip(names, table)}


def _tensors(prefix, layers):
    tensors = {}
    for (weight, bias), names in zip(layers, _names(prefix, len(layers) - 1)):
        tensors[names[0]], tensors[names[1]] = (v.astype(np.float32) for v in (weight, bias))
    return tensors


def _stacks(networks):
    """Groups windows by shape; if there are many shapes, by width to within a quarter."""
    def grouped(width):
        groups = {}
        for i, network in enumerate(networks):
            key = network.octaves, network.fourier[0], network.harmonics, network.grid, len(network.layers), width(network.hidden_features)
            groups.setdefault(key, []).append(i)
        return list(groups.values())

    def rounded(width):
        step = max(1, 2 ** (int(width).bit_length() - 1) // 4)
        return -(-width // step) * step

    exact = grouped(lambda width: width)
    return exact if len(exact) <= _MOST_SHAPES or networks[0].activation in KINDS else grouped(rounded)


def _stack(members):
    """Stacked layers [rows, out, in] and [rows, out]; narrower networks are zero-padded."""
    layers = []
    for parts in zip(*members):
        for kind in (0, 1):
            arrays = [part[kind] for part in parts]
            shape = np.max([array.shape for array in arrays], axis=0)
            whole = np.zeros((len(arrays), *shape), np.float32)
            for r, array in enumerate(arrays):
                whole[(r, *map(slice, array.shape))] = array
            layers.append(whole)
    return list(zip(layers[::2], layers[1::2]))


def text(number):
    """Decimal text that parses back to the same double."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))
