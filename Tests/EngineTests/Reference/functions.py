#!/usr/bin/env python3
"""Writes functions.json: the bits of arguments and of each function's value, from 60 digits.

The arguments cover all doubles for which a function is defined; most lie where the function varies.
pow has two arguments. Needs mpmath.
"""
import json
import random
import struct
from mpmath import mp, mpf, ldexp, frexp
import mpmath as m

mp.prec = 260
random.seed(1)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def rounded(v):
    """The nearest double, including subnormal doubles."""
    if v == 0:
        return 0.0
    _, e = frexp(v)
    unit = max(int(e) - 53, -1074)
    whole = int(m.nint(ldexp(v, -unit)))
    try:
        return float(mpf(whole) * mpf(2) ** unit) if unit > -1022 else float.fromhex(
            ("-" if whole < 0 else "") + hex(abs(whole)) + "p%d" % unit)
    except OverflowError:
        return float("inf") if whole > 0 else float("-inf")


def spread(low, high):
    """A number of either sign with a log-uniform magnitude."""
    return random.choice((-1, 1)) * 2.0 ** random.uniform(low, high)


def logcosh(x):
    mp.prec = 1400
    v = m.log(m.cosh(x)) if abs(x) < 400 else abs(x) - m.log(2)
    mp.prec = 260
    return v


def softplus(x):
    mp.prec = 1400
    v = m.log1p(m.exp(x)) if x < 700 else x + m.exp(-x)
    mp.prec = 260
    return v


def at_high_precision(f):
    def at(x):
        mp.prec = 1400
        v = f(x)
        mp.prec = 260
        return v
    return at


def angle():
    """A double near a multiple of pi/2, or anywhere."""
    kind = random.random()
    if kind < 0.25:
        return rounded(random.randint(1, 10 ** random.randint(1, 15)) * m.pi / 2)
    if kind < 0.5:
        return random.uniform(-10, 10)
    if kind < 0.6:
        return spread(-1070, 0)
    return spread(-30, 1023.9)


def mixed(near, low, high):
    return lambda: random.uniform(-near, near) if random.random() < 0.6 else spread(low, high)


functions = {
    "exp": (m.exp, lambda: random.choice((random.uniform(-745, 709.7), random.uniform(-2, 2), spread(-60, 9)))),
    "log": (m.log, lambda: random.choice((abs(spread(-1074, 1023.9)), random.uniform(0.5, 2), 1 + spread(-50, -3)))),
    "sin": (at_high_precision(m.sin), angle),
    "cos": (at_high_precision(m.cos), angle),
    "tan": (at_high_precision(m.tan), angle),
    "asin": (m.asin, lambda: random.choice((random.uniform(-1, 1), spread(-1000, 0), 1 - abs(spread(-53, -2))))),
    "acos": (m.acos, lambda: random.choice((random.uniform(-1, 1), spread(-60, 0), 1 - abs(spread(-53, -2))))),
    "atan": (m.atan, mixed(4, -1000, 1000)),
    "sinh": (m.sinh, mixed(3, -1000, 9.46)),
    "cosh": (m.cosh, mixed(3, -30, 9.46)),
    "tanh": (m.tanh, mixed(3, -1000, 8)),
    "logCosh": (logcosh, mixed(3, -400, 1000)),
    "erf": (m.erf, mixed(6, -1000, 3)),
    "softplus": (softplus, mixed(40, -60, 9.5)),
}


def power():
    kind = random.random()
    if kind < 0.3:
        return random.uniform(0.1, 10), random.uniform(-20, 20)
    if kind < 0.6:
        x = abs(spread(-1070, 1023))
        return x, random.uniform(-1070, 1023) / m.log(x, 2)
    if kind < 0.8:
        x = 1 + spread(-45, -2)
        return x, random.uniform(-1000, 1000) * 0.69 / m.log(x)
    return -random.uniform(0.01, 50), random.randint(-40, 40)


table = {}
for name, (f, draw) in functions.items():
    pairs = []
    while len(pairs) < 1500:
        x = float(draw())
        y = rounded(f(mpf(x)))
        pairs += [bits(x), bits(y)]
    table[name] = pairs
triples = []
while len(triples) < 2400:
    x, y = map(float, power())
    triples += [bits(x), bits(y), bits(rounded(m.power(mpf(x), mpf(y)).real))]
table["pow"] = triples


def sigmoid(x):
    return 1 / (1 + m.exp(-x))


# Added later, so that the arguments above keep their values.
later = {
    "log1p": (at_high_precision(m.log1p), lambda: random.choice((random.uniform(-1, 3), abs(spread(-1000, 1000)), spread(-60, 0), -1 + abs(spread(-50, 0))))),
    "expm1": (at_high_precision(m.expm1), lambda: random.choice((random.uniform(-45, 709), random.uniform(-1, 1), spread(-1000, 0)))),
    "sigmoid": (sigmoid, mixed(40, -60, 9.4)),
    "asinh": (at_high_precision(m.asinh), mixed(4, -1000, 1000)),
    "acosh": (m.acosh, lambda: random.choice((random.uniform(1, 5), 1 + abs(spread(-50, 3)), abs(spread(1, 1000))))),
    "atanh": (at_high_precision(m.atanh), lambda: random.choice((random.uniform(-1, 1), spread(-1000, 0), 1 - abs(spread(-53, -2))))),
}
for name, (f, draw) in later.items():
    pairs = []
    while len(pairs) < 1500:
        x = float(draw())
        pairs += [bits(x), bits(rounded(f(mpf(x))))]
    table[name] = pairs
for name, f in {"atan2": m.atan2, "hypot": m.hypot}.items():
    triples = []
    while len(triples) < 2400:
        scale = random.uniform(-1000, 1000)
        x, y = (float(spread(scale - 20, scale + 20)) for _ in range(2))
        triples += [bits(x), bits(y), bits(rounded(f(mpf(x), mpf(y))))]
    table[name] = triples
with open("functions.json", "w") as file:
    json.dump(table, file, separators=(",", ":"))
