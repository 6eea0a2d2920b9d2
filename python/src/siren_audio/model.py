"""A recording as a function of time."""

import numpy as np

from . import layout, safetensors
from .render import render

# So many instants at a time, since each takes as many numbers as a layer has features.
_BLOCK = 1 << 13

_OWN = set(
    "format format_version sample_rate channels frames scale network encoding first_omega_0 "
    "hidden_omega_0 bias_range spread sharpness encoding_octaves encoding_frequencies "
    "encoding_sigma encoding_seed encoding_harmonics encoding_levels encoding_features "
    "encoding_coarsest encoding_finest harmonics windows stacks window_stacks weights".split())


def load(path):
    """Reads a model of ``siren fit``, a safetensors file of version 1, 2 or 3."""
    metadata, tensors = safetensors.read(path)
    try:
        first, frames, networks = layout.windows(metadata, tensors)
        rate, length = float(metadata["sample_rate"]), int(metadata["frames"])
        scale = float(metadata["scale"])
        provenance = {key: value for key, value in metadata.items() if key not in _OWN}
        return Model(rate, length, scale, first, frames, networks, provenance)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, OverflowError) as e:
        raise ValueError(f"{path}: cannot be read as a model: {e}") from e


class Model:
    """Amplitudes of a recording at any instant: ``model(seconds)``.

    sample_rate: of the recording, Hz
    frames: of the recording
    scale: amplitude of a network's output of 1
    first_frame, window_frames: [W], the windows in time order
    networks: one per window
    provenance: how it was fitted, text by name
    """

    def __init__(
        self, sample_rate, frames, scale, first_frame, window_frames, networks, provenance=None):
        self.sample_rate = float(sample_rate)
        self.frames = int(frames)
        self.scale = float(scale)
        self.first_frame = np.asarray(first_frame, np.int64)
        self.window_frames = np.asarray(window_frames, np.int64)
        self.networks = list(networks)
        self.provenance = dict(provenance or {})
        channels = {network.check() for network in self.networks}
        if len(channels) != 1 or len(self.first_frame) != len(self.networks):
            raise ValueError("there must be one network per window, all with the same number of channels")
        if not (0 < self.sample_rate < np.inf and 0 < self.scale < np.inf):
            raise ValueError(f"the sample rate is {self.sample_rate}, the scale {self.scale}")
        last = self.first_frame + self.window_frames - 1
        if not (self.first_frame[0] == 0 and last[-1] == self.frames - 1
                and np.all(np.diff(self.first_frame) > 0) and np.all(np.diff(last) > 0)
                and np.all(self.first_frame[1:] <= last[:-1])):
            raise ValueError("the windows must cover all frames in order")

    @property
    def channels(self):
        return len(self.networks[0].layers[-1][1])

    @property
    def seconds(self):
        return self.frames / self.sample_rate

    @property
    def parameter_count(self):
        return sum(part.size for network in self.networks
                   for layer in (*network.layers, network.table) for part in layer)

    def __repr__(self):
        return (f"<siren_audio.Model of {self.seconds:.3f} s at {self.sample_rate:g} Hz, "
                f"channels: {self.channels}, windows: {len(self.networks)}>")

    def __call__(self, seconds):
        """Amplitudes at instants in seconds: [N, channels] for [N], [channels] for a single one.

        Raises ValueError for an instant outside the recording.
        """
        return self._answer(seconds, False)

    def derivative(self, seconds):
        """The exact time derivative of the amplitudes, per second; same shapes as a call."""
        return self._answer(seconds, True)

    def _answer(self, seconds, derivative):
        t = np.asarray(seconds, float)
        if not np.all((t >= 0) & (t <= self.seconds)):
            raise ValueError(f"instants must lie within the recording, 0 to {self.seconds:g} s")
        values = self.at_frames(t.reshape(-1) * self.sample_rate, derivative)
        return values.reshape(*t.shape, self.channels)

    def at_frames(self, n, derivative=False):
        """Amplitudes [N, channels] at frames [N], fractional ones too; or their derivative per second."""
        n = np.asarray(n, float)
        values = np.zeros((len(n), self.channels))
        window = np.clip(np.searchsorted(self.first_frame, n, side="right") - 1, 0, None)
        order = np.argsort(window, kind="stable")
        begins = np.flatnonzero(np.diff(window[order], prepend=-1))
        for begin, end in zip(begins, np.append(begins[1:], len(n))):
            for at in range(begin, end, _BLOCK):
                here = order[at : min(at + _BLOCK, end)]
                values[here] = self._in_window(window[here[0]], n[here], derivative)
        return values

    def _in_window(self, i, n, derivative):
        """Values at frames for which window i is the latest that has begun."""
        y = self._network(i, n, derivative)
        if i == 0:
            return self.scale * y[-1]
        first, last = self.first_frame[i], self.first_frame[i - 1] + self.window_frames[i - 1] - 1
        fading = n < last
        if fading.any():
            part = np.pi / 2 * (n[fading, None] - first) / (last - first)
            weight = np.sin(part) ** 2
            before = self._network(i - 1, n[fading], derivative)
            faded = (1 - weight) * before[-1] + weight * y[-1][fading]
            if derivative:
                slope = np.pi / 2 * self.sample_rate / (last - first) * np.sin(2 * part)
                faded += slope * (y[0][fading] - before[0])
            y[-1][fading] = faded
        return self.scale * y[-1]

    def _network(self, i, n, derivative):
        """Outputs, and with ``derivative`` their change per second."""
        step = 2 / max(1, self.window_frames[i] - 1)
        x = -1 + step * (n - self.first_frame[i])
        if not derivative:
            return [self.networks[i](x)]
        value, slope = self.networks[i](x, True)
        return [value, slope * (step * self.sample_rate)]

    def render(self, rate, start=0.0, duration=None, naive=False):
        """Samples at m/rate from ``start`` on, like ``siren render``: float32 [frames, channels].

        Below the recording's rate they are anti-alias filtered, unless ``naive``.
        """
        return render(self, rate, start, duration, naive)

    def to_torch(self):
        """A torch.nn.Module with the same amplitudes, to train further: module(seconds) in float64.

        ``module.windows`` has one module per window, with the parameter names of the file;
        ``model.with_parameters(module)`` converts the trained module back to a model.
        """
        from .torch import ClipModule

        return ClipModule(self)

    def with_parameters(self, module):
        """This model with the parameters of a module from ``to_torch``.

        The metadata about the fit no longer apply and are dropped.
        """
        from .torch import networks

        kept = {key: text for key, text in self.provenance.items() if not key.startswith("fit.")}
        return Model(self.sample_rate, self.frames, self.scale, self.first_frame,
                     self.window_frames, networks(self, module), kept)

    def save(self, path):
        """Writes a file of version 3, which ``siren render`` reads; replaces an existing file atomically."""
        if not all(np.isfinite(v).all() for network in self.networks
                   for layer in (*network.layers, network.table) for v in layer):
            raise ValueError("a parameter is not finite")
        metadata, tensors = layout.stored(self.first_frame, self.window_frames, self.networks)
        metadata.update(
            sample_rate=layout.text(self.sample_rate), channels=str(self.channels),
            frames=str(self.frames), scale=layout.text(self.scale))
        safetensors.write(path, {**metadata, **self.provenance}, tensors)
