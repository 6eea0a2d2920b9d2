"""Recordings as functions of time: models of ``siren fit`` in NumPy and PyTorch."""

from .model import Model, load
from .network import Network

__all__ = ["Model", "Network", "load"]
__version__ = "0.2.0"
