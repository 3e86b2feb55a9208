#!/usr/bin/env python3
"""Writes optimizers.json: every optimizer in three settings, computed with 40 digits.

Each rule follows the algorithm of its paper or the public code that Conventions.md names, in the
form of that source: momentum-sam keeps the parameters at the perturbed point, as the code of its
authors does, and nesterov keeps them at the lookahead point, as torch.optim.SGD does. Derivatives
are written by hand. Random draws are those of SplitMix64. All inputs are exact doubles. A run in
double precision, made by the same functions, must agree with the 40 digits to 1e-10, so that no
row is sensitive to rounding. Needs mpmath.
"""
import json
import math
import mpmath as mp

mp.mp.dps = 40
STEPS = (1, 2, 3, 8, 40)


class Exact:
    """Arithmetic with 40 digits."""
    number = staticmethod(mp.mpf)
    sqrt, sin, cos, pi = staticmethod(mp.sqrt), staticmethod(mp.sin), staticmethod(mp.cos), mp.pi


class Floating:
    """Arithmetic in double precision."""
    number = staticmethod(float)
    sqrt, sin, cos, pi = staticmethod(math.sqrt), staticmethod(math.sin), staticmethod(math.cos), math.pi


# Surfaces: (gradient, Hessian, gradient with the label shifted by s).

def half_hyperbola(m):
    def gradient(w, s=0):
        r = w[0] * w[1] - 1 - s
        return [r * w[1], r * w[0]]

    def hessian(w):
        return w[1] ** 2, 2 * w[0] * w[1] - 1, w[0] ** 2
    return gradient, hessian


def quadratic(m):
    def gradient(w, s=0):
        return [2 * w[0], 4 * w[1]]

    def hessian(w):
        return m.number(2), m.number(0), m.number(4)
    return gradient, hessian


def waves(m):
    fifth = m.number(0.2)

    def gradient(w, s=0):
        return [m.cos(w[0]) * m.cos(w[1]) + 2 * fifth * w[0],
                -m.sin(w[0]) * m.sin(w[1]) + 2 * fifth * w[1]]

    def hessian(w):
        diagonal = -m.sin(w[0]) * m.cos(w[1]) + 2 * fifth
        return diagonal, -m.cos(w[0]) * m.sin(w[1]), diagonal
    return gradient, hessian


class Random:
    """SplitMix64 (Steele, Lea, Flood 2014)."""
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 11) * 2.0 ** -53


# Vectors of the plane.

def add(w, v, scale=1):
    return [w[0] + scale * v[0], w[1] + scale * v[1]]


def times(scale, v):
    return [scale * v[0], scale * v[1]]


def dot(v, u):
    return v[0] * u[0] + v[1] * u[1]


def norm(m, v):
    return m.sqrt(dot(v, v))


def ball(m, g, rho):
    """The perturbation of the public code of SAM: rho g / (||g|| + 1e-12)."""
    return times(rho / (norm(m, g) + m.number(1e-12)), g)


def clip_factor(m, g, clip):
    length = norm(m, g)
    return 1 if length <= clip else clip / length


def top_eigenvector(m, hessian):
    xx, xy, yy = hessian
    if xy == 0:
        return [m.number(1), m.number(0)] if xx >= yy else [m.number(0), m.number(1)]
    largest = (xx + yy) / 2 + m.sqrt(((xx - yy) / 2) ** 2 + xy ** 2)
    v = [xy, largest - xx]
    return times(1 / norm(m, v), v)


# Rules: each yields the iterates w after steps 1, 2, ….

def gd(m, f, h, w, k, u):
    while True:
        w = add(w, f(w), -k["eta"])
        yield w


def momentum(m, f, h, w, k, u):  # torch.optim.SGD(momentum)
    v = [0, 0]
    while True:
        v = add(f(w), v, k["beta"])
        w = add(w, v, -k["eta"])
        yield w


def nesterov(m, f, h, w, k, u):  # torch.optim.SGD(nesterov=True); y is its parameter
    y, buffer = w, [0, 0]
    while True:
        g = f(y)
        buffer = add(g, buffer, k["beta"])
        y = add(y, add(g, buffer, k["beta"]), -k["eta"])
        yield add(y, buffer, k["eta"] * k["beta"])


def adagrad(m, f, h, w, k, u):  # torch.optim.Adagrad
    s = [0, 0]
    while True:
        g = f(w)
        s = [s[i] + g[i] ** 2 for i in (0, 1)]
        w = [w[i] - k["eta"] * g[i] / (m.sqrt(s[i]) + m.number(1e-10)) for i in (0, 1)]
        yield w


def rmsprop(m, f, h, w, k, u):  # torch.optim.RMSprop
    s = [0, 0]
    while True:
        g = f(w)
        s = [k["beta"] * s[i] + (1 - k["beta"]) * g[i] ** 2 for i in (0, 1)]
        w = [w[i] - k["eta"] * g[i] / (m.sqrt(s[i]) + m.number(1e-8)) for i in (0, 1)]
        yield w


def adam(m, f, h, w, k, u):  # torch.optim.Adam
    b1, b2 = k["beta"], k["beta2"]
    mean, square, t = [0, 0], [0, 0], 0
    while True:
        t += 1
        g = f(w)
        mean = [b1 * mean[i] + (1 - b1) * g[i] for i in (0, 1)]
        square = [b2 * square[i] + (1 - b2) * g[i] ** 2 for i in (0, 1)]
        step = k["eta"] / (1 - b1 ** t)
        root = m.sqrt(1 - b2 ** t)
        w = [w[i] - step * mean[i] / (m.sqrt(square[i]) / root + m.number(1e-8)) for i in (0, 1)]
        yield w


def clipped_gd(m, f, h, w, k, u):
    while True:
        g = f(w)
        w = add(w, g, -k["eta"] * clip_factor(m, g, k["clip"]))
        yield w


def nsgd(m, f, h, w, k, u):
    mean = [0, 0]
    while True:
        g = f(w)
        g = times(clip_factor(m, g, k["clip"]), g)
        mean = add(times(k["beta"], mean), g, 1 - k["beta"])
        w = add(w, times(1 / (norm(m, mean) + m.number(1e-12)), mean), -k["eta"])
        yield w


def sam(m, f, h, w, k, u):
    while True:
        w = add(w, f(add(w, ball(m, f(w), k["rho"]))), -k["eta"])
        yield w


def usam(m, f, h, w, k, u):
    while True:
        w = add(w, f(add(w, f(w), k["rho"])), -k["eta"])
        yield w


def unified(m, f, h, w, k, u):
    while True:
        g = f(w)
        scale = k["rho"] * (1 - k["mu"] + k["mu"] / (norm(m, g) + m.number(1e-12)))
        w = add(w, f(add(w, g, scale)), -k["eta"])
        yield w


def sam_momentum(m, f, h, w, k, u):  # the public code of SAM around torch.optim.SGD(momentum)
    v = [0, 0]
    while True:
        v = add(f(add(w, ball(m, f(w), k["rho"]))), v, k["beta"])
        w = add(w, v, -k["eta"])
        yield w


def asam(m, f, h, w, k, u):  # asam.py of the authors: t_w = |w| + eta; the offset is that of SAM
    while True:
        g = f(w)
        t = [abs(c) + k["offset"] for c in w]
        tg = [t[i] * g[i] for i in (0, 1)]
        scale = k["rho"] / (norm(m, tg) + m.number(1e-12))
        w = add(w, f([w[i] + scale * t[i] * tg[i] for i in (0, 1)]), -k["eta"])
        yield w


def stablesam(m, f, h, w, k, u):
    while True:
        g = f(w)
        ascent = f(add(w, ball(m, g, k["rho"])))
        w = add(w, ascent, -k["eta"] * norm(m, g) / (norm(m, ascent) + m.number(1e-12)))
        yield w


def samon(m, f, h, w, k, u):
    while True:
        g = f(w)
        g = [g[0], 0] if k["axis"] < 0.5 else [0, g[1]]
        w = add(w, f(add(w, ball(m, g, k["rho"]))), -k["eta"])
        yield w


def gsam(m, f, h, w, k, u):  # the cosine between the two gradients, as in gsam.py of the authors
    while True:
        g = f(w)
        ascent = f(add(w, ball(m, g, k["rho"])))
        length, ascent_length = norm(m, g), norm(m, ascent)
        cosine = dot(g, ascent) / (length * ascent_length)
        vertical = add(g, ascent, -cosine * length / ascent_length)
        w = add(w, add(ascent, vertical, -k["alpha"]), -k["eta"])
        yield w


def looksam(m, f, h, w, k, u):  # Algorithm 1: g_v = g_s sin θ
    t = 0
    while True:
        g = f(w)
        if t % int(k["every"]) == 0:
            ascent = f(add(w, ball(m, g, k["rho"])))
            sine = (g[0] * ascent[1] - g[1] * ascent[0]) / (norm(m, g) * norm(m, ascent))
            # The unit vector orthogonal to g, on the side of g_s; none if both are parallel.
            across = times(1 / norm(m, g), [-g[1], g[0]])
            is_parallel = abs(sine) < 1e-15
            direction = [0, 0] if is_parallel else times(1 if sine > 0 else -1, across)
            step = ascent
        else:
            step = add(g, direction, k["alpha"] * norm(m, g))
        w = add(w, step, -k["eta"])
        t += 1
        yield w


def esam(m, f, h, w, k, u):
    while True:
        epsilon = ball(m, f(w), k["rho"])
        kept = [1 if m.number(u()) < k["beta"] else 0 for _ in (0, 1)]
        w = add(w, f([w[i] + kept[i] * epsilon[i] / k["beta"] for i in (0, 1)]), -k["eta"])
        yield w


def fsam(m, f, h, w, k, u):  # FriendlySAM.first_step of the authors
    mean = None
    while True:
        g = f(w)
        if mean is None:
            d, mean = g, g
        else:
            d = add(g, mean, -k["sigma"])
            mean = add(times(k["lambda"], mean), g, 1 - k["lambda"])
        w = add(w, f(add(w, ball(m, d, k["rho"]))), -k["eta"])
        yield w


def msam(m, f, h, w, k, u):
    while True:
        total = [0, 0]
        for s in (k["sigma"], -k["sigma"]):
            total = add(total, f(add(w, ball(m, f(w, s), k["rho"])), s))
        w = add(w, total, -k["eta"] / 2)
        yield w


def momentum_sam(m, f, h, w, k, u):  # optimizer/msam.py of the authors
    parameter, buffer, inverse = w, [0, 0], 0
    while True:
        g = f(parameter)
        parameter = add(parameter, buffer, k["rho"] * inverse)
        buffer = add(g, buffer, k["beta"])
        parameter = add(parameter, buffer, -k["eta"])
        inverse = 1 / (norm(m, buffer) + m.number(1e-12))
        w = parameter
        parameter = add(parameter, buffer, -k["rho"] * inverse)
        yield w


def rs(m, f, h, w, k, u):
    while True:
        angle = 2 * m.pi * m.number(u())
        w = add(w, f(add(w, [m.cos(angle), m.sin(angle)], k["rho"])), -k["eta"])
        yield w


def obar(m, f, h, w, k, u):
    while True:
        rate, g = k["eta"] * k["alpha"], f(w)
        sign = -1 if abs(w[0]) >= abs(w[1]) else 1
        w = add([(1 + sign * rate) * w[0], (1 - sign * rate) * w[1]], g, -k["eta"])
        yield w


def nbar(m, f, h, w, k, u):
    while True:
        rate, g = k["eta"] * k["alpha"], f(w)
        sign = 1 if abs(g[0]) >= abs(g[1]) else -1
        w = add([(1 + sign * rate) * w[0], (1 - sign * rate) * w[1]], g, -k["eta"])
        yield w


def dom_sgd(m, f, h, w, k, u):
    while True:
        v = top_eigenvector(m, h(w))
        w = add(w, v, -k["eta"] * dot(f(w), v))
        yield w


def bulk_sgd(m, f, h, w, k, u):
    while True:
        v, g = top_eigenvector(m, h(w)), f(w)
        w = add(w, add(g, v, -dot(g, v)), -k["eta"])
        yield w


def prgd(m, f, h, w, k, u):
    t, radius = 0, None
    while True:
        if t > 0 and t % int(k["every"]) == 0:
            w = times(k["growth"], w)
            radius = norm(m, w)
        w = add(w, f(w), -k["eta"])
        if radius is not None and norm(m, w) > radius:
            w = times(radius / norm(m, w), w)
        t += 1
        yield w


# Optimizers that are written as rules, in the form of the authors' code where it exists.

def adam_moments(m, mean, square, g, b1, b2):
    return ([b1 * mean[i] + (1 - b1) * g[i] for i in (0, 1)],
            [b2 * square[i] + (1 - b2) * g[i] ** 2 for i in (0, 1)])


def adamw(m, f, h, w, k, u):  # torch.optim.AdamW: the decay first, then the step of Adam
    mean, square, t = [0, 0], [0, 0], 0
    while True:
        t += 1
        g = f(w)
        w = times(1 - k["eta"] * k["decay"], w)
        mean, square = adam_moments(m, mean, square, g, k["beta"], k["beta2"])
        root = m.sqrt(1 - k["beta2"] ** t)
        size = k["eta"] / (1 - k["beta"] ** t)
        w = [w[i] - size * mean[i] / (m.sqrt(square[i]) / root + m.number(1e-8)) for i in (0, 1)]
        yield w


def sign(x):
    return (x > 0) - (x < 0)


def lion(m, f, h, w, k, u):  # lion_pytorch.py of the authors
    average = [0, 0]
    while True:
        g = f(w)
        w = times(1 - k["eta"] * k["decay"], w)
        update = add(times(k["beta"], average), g, 1 - k["beta"])
        w = [w[i] - k["eta"] * sign(update[i]) for i in (0, 1)]
        average = add(times(k["beta2"], average), g, 1 - k["beta2"])
        yield w


def signum(m, f, h, w, k, u):  # Algorithm 2
    average = [0, 0]
    while True:
        average = add(times(k["beta"], average), f(w), 1 - k["beta"])
        w = [w[i] - k["eta"] * sign(average[i]) for i in (0, 1)]
        yield w


def sophia(m, f, h, w, k, u):  # sophia.py of the authors: the sign times the bounded ratio
    average, diagonal, t = [0, 0], [0, 0], 0
    while True:
        g = f(w)
        if t % int(k["every"]) == 0:
            xx, _, yy = h(w)
            diagonal = add(times(k["beta2"], diagonal), [xx, yy], 1 - k["beta2"])
        average = add(times(k["beta"], average), g, 1 - k["beta"])
        ratio = [min(abs(average[i]) / max(diagonal[i], m.number(1e-12)), k["limit"])
                 for i in (0, 1)]
        w = [w[i] - k["eta"] * sign(average[i]) * ratio[i] for i in (0, 1)]
        t += 1
        yield w


def nadam(m, f, h, w, k, u):  # optax.nadam
    mean, square, t = [0, 0], [0, 0], 0
    while True:
        t += 1
        g, b1, b2 = f(w), k["beta"], k["beta2"]
        mean, square = adam_moments(m, mean, square, g, b1, b2)
        ahead = [b1 * (mean[i] / (1 - b1 ** (t + 1))) + (1 - b1) * (g[i] / (1 - b1 ** t))
                 for i in (0, 1)]
        root = [m.sqrt(square[i] / (1 - b2 ** t)) + m.number(1e-8) for i in (0, 1)]
        w = [w[i] - k["eta"] * ahead[i] / root[i] for i in (0, 1)]
        yield w


def amsgrad(m, f, h, w, k, u):  # torch.optim.Adam(amsgrad=True)
    mean, square, largest, t = [0, 0], [0, 0], [0, 0], 0
    while True:
        t += 1
        mean, square = adam_moments(m, mean, square, f(w), k["beta"], k["beta2"])
        largest = [max(largest[i], square[i]) for i in (0, 1)]
        root = m.sqrt(1 - k["beta2"] ** t)
        size = k["eta"] / (1 - k["beta"] ** t)
        w = [w[i] - size * mean[i] / (m.sqrt(largest[i]) / root + m.number(1e-8)) for i in (0, 1)]
        yield w


def adan(m, f, h, w, k, u):  # adan.py of the authors, which stores the negative last gradient
    average, difference, square, negative, t = [0, 0], [0, 0], [0, 0], None, 0
    while True:
        t += 1
        g, b1, b2, b3 = f(w), k["beta"], k["beta2"], k["beta3"]
        change = add(times(-1, g) if negative is None else negative, g)
        average = add(times(b1, average), g, 1 - b1)
        difference = add(times(b2, difference), change, 1 - b2)
        corrected = add(times(b2, change), g)
        square = [b3 * square[i] + (1 - b3) * corrected[i] ** 2 for i in (0, 1)]
        root = [m.sqrt(square[i]) / m.sqrt(1 - b3 ** t) + m.number(1e-8) for i in (0, 1)]
        w = [w[i] - k["eta"] / (1 - b1 ** t) * average[i] / root[i] for i in (0, 1)]
        w = [w[i] - k["eta"] * b2 / (1 - b2 ** t) * difference[i] / root[i] for i in (0, 1)]
        negative = times(-1, g)
        yield w


def wsam(m, f, h, w, k, u):  # wsam.py of the authors, decoupled, around SGD
    while True:
        g = f(w)
        sharpness = add(f(add(w, ball(m, g, k["rho"]))), g, -1)
        w = add(w, g, -k["eta"])
        w = add(w, sharpness, -k["eta"] * (k["gamma"] / (1 - k["gamma"])))
        yield w


def vasso(m, f, h, w, k, u):  # vasso.py of the authors, whose offset is 1e-7
    average = None
    while True:
        g = f(w)
        average = g if average is None else add(times(1 - k["theta"], average), g, k["theta"])
        w = add(w, f(add(w, ball(m, average, k["rho"]))), -k["eta"])
        yield w


def sampa(m, f, h, w, k, u):  # the formulas of the authors' README, from y = w
    y = w
    while True:
        slope = f(y)
        ascent = add(w, ball(m, slope, k["rho"]))
        y = add(w, slope, -k["eta"])
        w = add(add(w, f(ascent), -k["eta"] * (1 - k["lambda"])), f(y), -k["eta"] * k["lambda"])
        yield w


def eigen_sam(m, f, h, w, k, u):  # modify_gradient_with_projection of the authors
    while True:
        g, v = f(w), top_eigenvector(m, h(w))
        side = sign(dot(g, v))
        g = times(1 / (norm(m, g) + m.number(1e-12)), g)
        vertical = add(v, g, -dot(g, v))
        w = add(w, f(add(w, add(g, vertical, k["alpha"] * side), k["rho"])), -k["eta"])
        yield w


def hessian_product(hessian, v):
    xx, xy, yy = hessian
    return [xx * v[0] + xy * v[1], xy * v[0] + yy * v[1]]


def gam(m, f, h, w, k, u):  # Algorithm 1
    while True:
        g = f(w)
        ascent = add(w, ball(m, hessian_product(h(w), ball(m, g, 1)), k["rho"]))
        penalty = hessian_product(h(ascent), ball(m, f(ascent), 1))
        w = add(w, add(g, penalty, k["alpha"] * k["rho"]), -k["eta"])
        yield w


def gnp(m, f, h, w, k, u):  # get_gnp_gradient of the authors
    while True:
        g = f(w)
        noised = f(add(w, ball(m, g, 1), k["rho"]))
        w = add(w, add(times(1 - k["alpha"], g), noised, k["alpha"]), -k["eta"])
        yield w


def multistep_sam(m, f, h, w, k, u):
    while True:
        point = w
        for _ in range(3):
            point = add(point, ball(m, f(point), k["rho"] / 3))
        w = add(w, f(point), -k["eta"])
        yield w


def schedule_free(m, f, h, w, k, u):  # sgd_schedulefree_reference.py of the authors
    x, y, z, weight_sum = w, w, w, 0
    while True:
        weight = k["eta"] ** 2
        weight_sum += weight
        z = add(z, f(y), -k["eta"])
        x = add(times(1 - weight / weight_sum, x), z, weight / weight_sum)
        y = add(times(k["beta"], x), z, 1 - k["beta"])
        yield x


def ids():
    """The three settings of each optimizer: hyperparameters besides η and ρ."""
    plain = [{}, {}, {}]
    beta = [{"beta": 0.5}, {"beta": 0.9}, {"beta": 0.25}]
    return {
        "gd": (gd, plain), "sgd": (gd, plain), "sam": (sam, plain), "usam": (usam, plain),
        "unified": (unified, [{"mu": 0.5}, {"mu": 0.25}, {"mu": 1}]),
        "momentum": (momentum, beta), "nesterov": (nesterov, beta),
        "adagrad": (adagrad, plain), "rmsprop": (rmsprop, beta),
        "adam": (adam, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.5, "beta2": 0.9},
                        {"beta": 0.9, "beta2": 0.99}]),
        "clipped-gd": (clipped_gd, [{"clip": 1}, {"clip": 4}, {"clip": 0.5}]),
        "nsgd": (nsgd, [{"beta": 0.9, "clip": 1}, {"beta": 0.5, "clip": 1e9},
                        {"beta": 0, "clip": 2}]),
        "sam-momentum": (sam_momentum, beta),
        "asam": (asam, [{"offset": 0.01}, {"offset": 0}, {"offset": 0.5}]),
        "stablesam": (stablesam, plain),
        "samon": (samon, [{"axis": 0}, {"axis": 1}, {"axis": 0}]),
        "gsam": (gsam, [{"alpha": 0.4}, {"alpha": 1}, {"alpha": 0.1}]),
        "looksam": (looksam, [{"every": 5, "alpha": 0.7}, {"every": 3, "alpha": 0.2},
                              {"every": 2, "alpha": 1}]),
        "esam": (esam, [{"beta": 0.5}, {"beta": 0.75}, {"beta": 0.25}]),
        "fsam": (fsam, [{"sigma": 1, "lambda": 0.6}, {"sigma": 0.5, "lambda": 0.9},
                        {"sigma": 0.25, "lambda": 0.5}]),
        "msam": (msam, [{"sigma": 0.5}, {"sigma": 0.5}, {"sigma": 0.5}]),
        "momentum-sam": (momentum_sam, beta),
        "rs": (rs, plain), "obar": (obar, [{"alpha": 0.05}, {"alpha": 0.5}, {"alpha": 0.1}]),
        "nbar": (nbar, [{"alpha": 0.05}, {"alpha": 0.5}, {"alpha": 0.1}]),
        "dom-sgd": (dom_sgd, plain), "bulk-sgd": (bulk_sgd, plain),
        "prgd": (prgd, [{"every": 5, "growth": 1.25}, {"every": 3, "growth": 1.5},
                        {"every": 10, "growth": 2}]),
        "adamw": (adamw, [{"beta": 0.9, "beta2": 0.999, "decay": 0.01},
                          {"beta": 0.5, "beta2": 0.9, "decay": 0.5},
                          {"beta": 0.9, "beta2": 0.99, "decay": 0}]),
        "lion": (lion, [{"beta": 0.9, "beta2": 0.99, "decay": 0},
                        {"beta": 0.5, "beta2": 0.75, "decay": 0.125},
                        {"beta": 0.75, "beta2": 0.5, "decay": 0.5}]),
        "signum": (signum, beta),
        "sophia": (sophia, [{"beta": 0.965, "beta2": 0.99, "limit": 1, "every": 10},
                            {"beta": 0.5, "beta2": 0.75, "limit": 0.5, "every": 3},
                            {"beta": 0.9, "beta2": 0.5, "limit": 0.25, "every": 1}]),
        "nadam": (nadam, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.5, "beta2": 0.9},
                          {"beta": 0.9, "beta2": 0.99}]),
        "amsgrad": (amsgrad, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.5, "beta2": 0.9},
                              {"beta": 0.9, "beta2": 0.75}]),
        "adan": (adan, [{"beta": 0.98, "beta2": 0.92, "beta3": 0.99},
                        {"beta": 0.9, "beta2": 0.5, "beta3": 0.9},
                        {"beta": 0.75, "beta2": 0.9, "beta3": 0.95}]),
        "wsam": (wsam, [{"gamma": 0.9}, {"gamma": 0.5}, {"gamma": 0.25}]),
        "vasso": (vasso, [{"theta": 0.4}, {"theta": 0.9}, {"theta": 0.125}]),
        "sampa": (sampa, [{"lambda": 0.2}, {"lambda": 0}, {"lambda": 0.5}]),
        "eigen-sam": (eigen_sam, [{"alpha": 0.2}, {"alpha": 0.5}, {"alpha": 0.1}]),
        "gam": (gam, [{"alpha": 0.5}, {"alpha": 1}, {"alpha": 0.25}]),
        "gnp": (gnp, [{"alpha": 0.8}, {"alpha": 0.5}, {"alpha": 1.5}]),
        "multistep-sam": (multistep_sam, plain),
        "schedule-free": (schedule_free, beta),
    }


SETTINGS = [
    ("half-hyperbola", {}, half_hyperbola, (3, 0.34), 0.1, 0.1),
    ("quadratic", {"a": 2, "b": 4}, quadratic, (1, -3), 0.05, 0.2),
    ("sin(x)*cos(y) + 0.2*(x^2 + y^2)", {}, waves, (2.5, -1.2), 0.3, 0.05),
]
WITH_RHO = {"sam", "usam", "unified", "sam-momentum", "asam", "stablesam", "samon", "gsam",
            "looksam", "esam", "fsam", "msam", "momentum-sam", "rs", "wsam", "vasso", "sampa",
            "eigen-sam", "gam", "gnp", "multistep-sam"}
SEED = 7


def run(m, name, rule, knobs, setting):
    surface, _, shape, start, eta, rho = setting
    gradient, hessian = shape(m)
    k = {key: m.number(value) for key, value in
         {**knobs, "eta": eta, **({"rho": rho} if name in WITH_RHO else {})}.items()}
    w = [m.number(float(v)) for v in start]
    steps = rule(m, gradient, hessian, w, k, Random(SEED).uniform)
    return [next(steps) for _ in range(max(STEPS))]


def main():
    rows = []
    for name, (rule, settings) in ids().items():
        for knobs, setting in zip(settings, SETTINGS):
            exact = run(Exact, name, rule, knobs, setting)
            rounded = run(Floating, name, rule, knobs, setting)
            for step in STEPS:
                e, r = exact[step - 1], rounded[step - 1]
                error = max(abs(float(e[i]) - r[i]) for i in (0, 1))
                assert error < 1e-10, (name, setting[0], step, error)
            surface, parameters, _, start, eta, rho = setting
            rows.append({
                "optimizer": name, "surface": surface, "parameters": parameters, "start": start,
                "knobs": {"eta": eta, **({"rho": rho} if name in WITH_RHO else {}), **knobs},
                "seed": SEED,
                "iterates": {step: [mp.nstr(v, 25) for v in exact[step - 1]] for step in STEPS},
            })
    with open("optimizers.json", "w") as file:
        json.dump(rows, file, indent=1, ensure_ascii=False)
        file.write("\n")


main()
