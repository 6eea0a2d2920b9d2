"""The peer in JAX, jitted. Started with the number of threads."""

import os
import sys
import time

# XLA takes as many threads as there are processors for it.
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])

import jax
import jax.numpy as jnp


def network(layers, width):
    """Weight, bias and omega of each layer."""
    bound = (6 / width) ** 0.5 / 30
    sizes = [1] + layers * [width] + [1]
    bounds = [1.0] + layers * [bound]
    keys = jax.random.split(jax.random.key(1), len(bounds))
    return [
        (jax.random.uniform(key, (i, o), minval=-b, maxval=b), jnp.zeros(o))
        for key, i, o, b in zip(keys, sizes, sizes[1:], bounds)
    ]


def outputs(parameters, x):
    omega = 3000.0
    for weight, bias in parameters[:-1]:
        x = jnp.sin(omega * (x @ weight + bias))
        omega = 30.0
    weight, bias = parameters[-1]
    return x @ weight + bias


def loss(parameters, x, target):
    return jnp.mean((outputs(parameters, x) - target) ** 2)


def adam(state, x, target):
    parameters, mean, square, count = state
    value, gradient = jax.value_and_grad(loss)(parameters, x, target)
    count += 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, gradient)
    rate = 1e-4 / (1 - 0.9**count)
    root = jnp.sqrt(1 - 0.999**count)
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * m / (jnp.sqrt(v) / root + 1e-8), parameters, mean, square
    )
    return (parameters, mean, square, count), value


def workload(task, kind, layers, width, frames):
    if (task, kind) != ("compiled", "siren"):
        raise ValueError("only the compiled step of a SIREN is measured")
    x = jnp.linspace(-1, 1, frames).reshape(frames, 1)
    target = jnp.abs(jnp.arange(frames) % 2000 - 1000).reshape(frames, 1) / 500 - 1
    parameters = network(layers, width)
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = (parameters, zeros, jax.tree.map(jnp.copy, zeros), jnp.float32(0))
    compiled = jax.jit(adam, donate_argnums=0)

    def step():
        nonlocal state
        state, value = compiled(state, x, target)
        return value.item()

    # The first step compiles.
    step()
    return step


description = f"JAX {jax.__version__}"
