#!/usr/bin/env python3
"""Writes public_code.json: optimizers in three settings, in the form of their public code.

Conventions.md names the repositories. Each class keeps the state and the order of operations of the
code: perturb the parameters in place, evaluate the gradient, restore them, step. Two things differ
from the code: the offsets against a division by zero that `Difference` lists, and ESAM drops no
parameter (beta = 1). `main` checks that the offsets of the code change no point by more than 1e-6,
or by more than 0.01 for the normalized momentum, which overshoots the minimum.

`nesterov` and `momentum-sam` keep their parameters at the perturbed point; their rows are the
perturbed points, not the iterates. 40 digits, exact inputs; a run in double precision, made by the
same classes, must agree to 5e-13. Needs mpmath.
"""
import json
import math
import mpmath as mp

mp.mp.dps = 40
STEPS = (1, 2, 5, 20, 60)


class Exact:
    number, sqrt, exp = staticmethod(mp.mpf), staticmethod(mp.sqrt), staticmethod(mp.exp)


class Floating:
    number, sqrt, exp = staticmethod(float), staticmethod(math.sqrt), staticmethod(math.exp)


class Difference:
    """Offsets of the code, where the catalog has another: [code, catalog]."""
    asam = ["1e-16", "1e-12"]
    samon = ["1e-16", "1e-12"]
    esam = ["1e-7", "1e-12"]
    nsgd = ["1e-6", "1e-12"]
    clip = ["1e-6", "0"]
    projection = ["1e-12", "0"]


class Optimizer:
    """The parameters, and the gradient as `loss.backward()` would accumulate it."""

    def __init__(self, m, gradient, start, hyper, of_code):
        self.m, self.backward = m, gradient
        self.p = [m.number(float(c)) for c in start]
        self.k = {name: m.number(value) for name, value in hyper.items()}
        self.of_code = of_code
        self.state = {}

    def offset(self, name):
        return self.m.number(getattr(Difference, name)[0 if self.of_code else 1])

    def norm(self, v):
        return self.m.sqrt(sum(c * c for c in v))

    def tiny(self):
        return self.m.number("1e-12")

    def sgd(self, grad, momentum=0):
        """torch.optim.SGD: the first buffer is the first gradient."""
        if momentum:
            buf = self.state.get("momentum_buffer")
            buf = list(grad) if buf is None else [momentum * b + g for b, g in zip(buf, grad)]
            self.state["momentum_buffer"] = grad = buf
        self.p = [p - self.k["eta"] * g for p, g in zip(self.p, grad)]


class SGD(Optimizer):  # torch/optim/sgd.py
    def step(self):
        self.sgd(self.backward(self.p), self.k.get("beta", 0))


class NesterovSGD(Optimizer):  # torch/optim/sgd.py, nesterov=True
    def step(self):
        grad = self.backward(self.p)
        buf = self.state.get("buffer")
        buf = list(grad) if buf is None else [self.k["beta"] * b + g for b, g in zip(buf, grad)]
        self.state["buffer"] = buf
        self.p = [p - self.k["eta"] * (g + self.k["beta"] * b)
                  for p, g, b in zip(self.p, grad, buf)]


class Adagrad(Optimizer):  # torch/optim/adagrad.py
    def step(self):
        grad = self.backward(self.p)
        total = self.state.get("sum", [0, 0])
        self.state["sum"] = total = [s + g * g for s, g in zip(total, grad)]
        self.p = [p - self.k["eta"] * g / (self.m.sqrt(s) + self.m.number("1e-10"))
                  for p, g, s in zip(self.p, grad, total)]


class RMSprop(Optimizer):  # torch/optim/rmsprop.py
    def step(self):
        grad, alpha = self.backward(self.p), self.k["beta"]
        average = self.state.get("square_avg", [0, 0])
        self.state["square_avg"] = average = [alpha * s + (1 - alpha) * g * g
                                              for s, g in zip(average, grad)]
        self.p = [p - self.k["eta"] * g / (self.m.sqrt(s) + self.m.number("1e-8"))
                  for p, g, s in zip(self.p, grad, average)]


class Adam(Optimizer):  # torch/optim/adam.py, _single_tensor_adam
    def step(self):
        grad, m = self.backward(self.p), self.m
        beta1, beta2 = self.k["beta"], self.k["beta2"]
        step = self.state["step"] = self.state.get("step", 0) + 1
        mean, square = self.state.get("moments", ([0, 0], [0, 0]))
        mean = [beta1 * a + (1 - beta1) * g for a, g in zip(mean, grad)]
        square = [beta2 * s + (1 - beta2) * g * g for s, g in zip(square, grad)]
        self.state["moments"] = mean, square
        step_size = self.k["eta"] / (1 - beta1 ** step)
        root = m.sqrt(1 - beta2 ** step)
        denominators = [m.sqrt(s) / root + m.number("1e-8") for s in square]
        self.p = [p - step_size * a / d for p, a, d in zip(self.p, mean, denominators)]


class AdamW(Adam):  # torch/optim/adamw.py, _single_tensor_adamw
    def step(self):
        grad = self.backward(self.p)
        self.p = [p * (1 - self.k["eta"] * self.k["decay"]) for p in self.p]
        self.backward, backward = lambda _: grad, self.backward
        super().step()
        self.backward = backward


class AMSGrad(Optimizer):  # torch/optim/adam.py, _single_tensor_adam, amsgrad=True
    def step(self):
        grad, m = self.backward(self.p), self.m
        beta1, beta2 = self.k["beta"], self.k["beta2"]
        step = self.state["step"] = self.state.get("step", 0) + 1
        mean, square, largest = self.state.get("moments", ([0, 0], [0, 0], [0, 0]))
        mean = [beta1 * a + (1 - beta1) * g for a, g in zip(mean, grad)]
        square = [beta2 * s + (1 - beta2) * g * g for s, g in zip(square, grad)]
        # The largest mean square without the bias correction, which follows.
        largest = [max(l, s) for l, s in zip(largest, square)]
        self.state["moments"] = mean, square, largest
        step_size = self.k["eta"] / (1 - beta1 ** step)
        root = m.sqrt(1 - beta2 ** step)
        denominators = [m.sqrt(l) / root + m.number("1e-8") for l in largest]
        self.p = [p - step_size * a / d for p, a, d in zip(self.p, mean, denominators)]


class NAdam(Optimizer):  # optax/_src/transform.py, scale_by_adam(nesterov=True)
    def step(self):
        updates, m = self.backward(self.p), self.m
        b1, b2 = self.k["beta"], self.k["beta2"]
        count = self.state["count"] = self.state.get("count", 0) + 1
        mu, nu = self.state.get("moments", ([0, 0], [0, 0]))
        mu = [(1 - b1) * g + b1 * a for g, a in zip(updates, mu)]
        nu = [(1 - b2) * g * g + b2 * s for g, s in zip(updates, nu)]
        self.state["moments"] = mu, nu
        mean_hat = [b1 * (a / (1 - b1 ** (count + 1))) + (1 - b1) * (g / (1 - b1 ** count))
                    for a, g in zip(mu, updates)]
        square_hat = [s / (1 - b2 ** count) for s in nu]
        scaled = [a / (m.sqrt(s) + m.number("1e-8")) for a, s in zip(mean_hat, square_hat)]
        self.p = [p - self.k["eta"] * u for p, u in zip(self.p, scaled)]


class Signum(Optimizer):  # jiaweizzhao/signSGD-with-Majority-Vote, main/Signum_SGD.py, one worker
    def step(self):
        grad, momentum = self.backward(self.p), self.k["beta"]
        buf = self.state.get("momentum_buffer", [0, 0])
        self.state["momentum_buffer"] = buf = [b * momentum + (1 - momentum) * g
                                               for b, g in zip(buf, grad)]
        self.p = [p - self.k["eta"] * ((b > 0) - (b < 0)) for p, b in zip(self.p, buf)]


class ClippedSGD(Optimizer):  # torch/nn/utils/clip_grad.py, then SGD
    def step(self):
        grad = self.backward(self.p)
        coefficient = self.k["clip"] / (self.norm(grad) + self.offset("clip"))
        self.sgd([min(coefficient, 1) * g for g in grad])


class NormalizedSGD(Optimizer):  # fhueb/parameter-agnostic-lzlo, algorithm.py
    def step(self):
        grad, momentum = self.backward(self.p), self.k["beta"]
        buf = self.state.get("momentum_buffer", [0, 0])
        self.state["momentum_buffer"] = buf = [momentum * b + (1 - momentum) * g
                                               for b, g in zip(buf, grad)]
        scale = self.k["eta"] / (self.norm(buf) + self.offset("nsgd"))
        self.p = [p - scale * b for p, b in zip(self.p, buf)]


class SAM(Optimizer):  # davda54/sam, sam.py
    def perturbation(self, grad):
        scale = self.k["rho"] / (self.norm(grad) + self.tiny())
        return [g * scale for g in grad]

    def update(self, grad, ascent_grad):
        self.sgd(ascent_grad, self.k.get("beta", 0))

    def step(self):
        grad, old_p = self.backward(self.p), self.p
        self.p = [p + e for p, e in zip(self.p, self.perturbation(grad))]
        ascent_grad = self.backward(self.p)
        self.p = old_p
        self.update(grad, ascent_grad)


class USAM(SAM):  # cltan023/stablesam2024, usam.py
    def perturbation(self, grad):
        return [g * self.k["rho"] for g in grad]


class UnifiedSAM(SAM):  # dimitris-oik/unifiedsam, unifiedsam.py
    def perturbation(self, grad):
        lambd = self.k["mu"]
        scale = self.k["rho"] * (1 - lambd + lambd / (self.norm(grad) + self.tiny()))
        return [g * scale for g in grad]


class StableSAM(SAM):  # cltan023/stablesam2024, sam.py, stable=True
    def update(self, grad, ascent_grad):
        scale = self.norm(grad) / (self.norm(ascent_grad) + self.tiny())
        self.sgd([g * scale for g in ascent_grad])


class ASAM(SAM):  # SamsungLabs/ASAM, asam.py, with all parameters named "weight"
    def perturbation(self, grad):
        t_w = [abs(p) + self.k["offset"] for p in self.p]
        grad = [g * t for g, t in zip(grad, t_w)]
        wgrad_norm = self.norm(grad) + self.offset("asam")
        return [g * t * (self.k["rho"] / wgrad_norm) for g, t in zip(grad, t_w)]


class SAMON(SAM):  # mueller-mp/SAM-ON, sam_on.py, SAM_ON(only_norm=True)
    def perturbation(self, grad):
        perturbed = [self.k["axis"] == 0, self.k["axis"] == 1]
        kept = [g for g, is_norm in zip(grad, perturbed) if is_norm]
        scale = self.k["rho"] / (self.norm(kept) + self.offset("samon"))
        return [g * scale if is_norm else 0 for g, is_norm in zip(grad, perturbed)]


class ESAM(SAM):  # dydjw9/Efficient_SAM, utils/Esam.py, with all parameters and all samples
    def perturbation(self, grad):
        scale = self.k["rho"] / (self.norm(grad) + self.offset("esam")) / self.k["beta"]
        return [g * scale for g in grad]

    def update(self, grad, ascent_grad):
        self.sgd(ascent_grad)


class GSAM(SAM):  # juntang-zhuang/GSAM, gsam/gsam.py
    def update(self, old_g, grad):
        offset = self.offset("projection")
        inner_prod = sum(a * b for a, b in zip(old_g, grad))
        new_norm, old_norm = self.norm(grad), self.norm(old_g)
        cosine = inner_prod / (new_norm * old_norm + offset)
        vertical = [o - cosine * old_norm * g / (new_norm + offset) for o, g in zip(old_g, grad)]
        self.sgd([g - self.k["alpha"] * v for g, v in zip(grad, vertical)])


class LookSAM(SAM):  # MarlonBecker/MSAM, optimizer/looksam.py
    def step(self):
        counter = self.state.get("iteration_counter", self.k["every"])
        if counter == self.k["every"]:
            counter = 0
            super().step()
        else:
            grad = self.backward(self.p)
            norm = self.norm(grad)
            self.sgd([g + self.k["alpha"] * norm * o
                      for g, o in zip(grad, self.state["orthogonal"])])
        self.state["iteration_counter"] = counter + 1

    def update(self, grad, ascent_grad):
        product = sum(a * g for a, g in zip(ascent_grad, grad))
        share = product / (self.norm(grad) ** 2 + self.offset("projection"))
        rest = [a - share * g for a, g in zip(ascent_grad, grad)]
        length = self.norm(rest)
        self.state["orthogonal"] = [c / length for c in rest]
        self.sgd(ascent_grad)


class FriendlySAM(SAM):  # nblt/F-SAM, utils.py
    def perturbation(self, grad):
        mean = self.state.get("momentum")
        if mean is None:
            self.state["momentum"] = grad
        else:
            lmbda = self.k["lambda"]
            self.state["momentum"] = [a * lmbda + g * (1 - lmbda) for a, g in zip(mean, grad)]
            grad = [g - a * self.k["sigma"] for g, a in zip(grad, mean)]
        return super().perturbation(grad)


class MomentumSAM(Optimizer):  # MarlonBecker/MSAM, optimizer/msam.py
    def step(self):
        grad, rho = self.backward(self.p), self.k["rho"]
        buf = self.state.get("momentum_buffer", [0, 0])
        inverse = self.state.get("inverse_norm_buffer", 0)
        self.p = [p + b * (rho * inverse) for p, b in zip(self.p, buf)]
        buf = [b * self.k["beta"] + g for b, g in zip(buf, grad)]
        self.p = [p - self.k["eta"] * b for p, b in zip(self.p, buf)]
        inverse = 1 / (self.norm(buf) + self.tiny())
        self.p = [p - b * (rho * inverse) for p, b in zip(self.p, buf)]
        self.state.update(momentum_buffer=buf, inverse_norm_buffer=inverse)


class MultistepSAM(SAM):  # tml-epfl/understanding-sam, deep_nets/sam.py, perturb_weights_sam
    def perturbation(self, grad):
        """With n_iters=3 and step_size=rho/3; the first gradient is the given one."""
        rho, start, delta = self.k["rho"], self.p, [0, 0]
        for iteration in range(3):
            if iteration:
                grad = self.backward([p + d for p, d in zip(start, delta)])
            scale = rho / 3 / (self.norm(grad) + self.tiny())
            delta = [d + scale * g for d, g in zip(delta, grad)]
            length = self.norm(delta)
            # Rounding must not shorten three steps along a line.
            if length > rho * (1 + self.tiny()):
                delta = [d * (rho / length) for d in delta]
        return delta


# Surfaces with their gradients.

def bent(m):  # (x^2 - y)^2 + 0.1*(x - 1)^2
    fifth = m.number(2) * m.number(0.1)
    return lambda w: [4 * w[0] * (w[0] * w[0] - w[1]) + fifth * (w[0] - 1),
                      -2 * (w[0] * w[0] - w[1])]


def exponential(m):  # exp(x - y) + 0.5*(x^2 + y^2)
    def gradient(w):
        e = m.exp(w[0] - w[1])
        return [e + w[0], -e + w[1]]
    return gradient


def quartic(m):  # 0.25*x^4 + 0.5*y^2 + 0.3*x*y
    tilt = m.number(0.3)
    return lambda w: [w[0] ** 3 + tilt * w[1], w[1] + tilt * w[0]]


SETTINGS = [
    ("(x^2 - y)^2 + 0.1*(x - 1)^2", bent, (-0.7, 1.2), 0.05, 0.08),
    ("exp(x - y) + 0.5*(x^2 + y^2)", exponential, (1.5, 0.5), 0.1, 0.15),
    ("0.25*x^4 + 0.5*y^2 + 0.3*x*y", quartic, (1.5, -1), 0.08, 0.05),
]

BETA = [{"beta": 0.8}, {"beta": 0.6}, {"beta": 0.9}]
OPTIMIZERS = {
    "gd": (SGD, [{}] * 3), "momentum": (SGD, BETA), "nesterov": (NesterovSGD, BETA),
    "adagrad": (Adagrad, [{}] * 3), "rmsprop": (RMSprop, [{"beta": b} for b in (0.9, 0.95, 0.97)]),
    "adam": (Adam, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.8, "beta2": 0.99},
                    {"beta": 0.9, "beta2": 0.95}]),
    "adamw": (AdamW, [{"beta": 0.9, "beta2": 0.999, "decay": 0.01},
                      {"beta": 0.8, "beta2": 0.99, "decay": 0.3},
                      {"beta": 0.9, "beta2": 0.95, "decay": 0.1}]),
    "amsgrad": (AMSGrad, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.8, "beta2": 0.9},
                          {"beta": 0.7, "beta2": 0.8}]),
    "nadam": (NAdam, [{"beta": 0.9, "beta2": 0.999}, {"beta": 0.8, "beta2": 0.99},
                      {"beta": 0.7, "beta2": 0.95}]),
    "signum": (Signum, [{"beta": 0.9}, {"beta": 0.5}, {"beta": 0.7}]),
    "clipped-gd": (ClippedSGD, [{"clip": 1}, {"clip": 2}, {"clip": 0.5}]),
    "nsgd": (NormalizedSGD, [{"beta": b, "clip": 1e9} for b in (0.9, 0.8, 0.7)]),
    "sam": (SAM, [{}] * 3), "sam-momentum": (SAM, [{"beta": b} for b in (0.5, 0.4, 0.3)]),
    "usam": (USAM, [{}] * 3), "unified": (UnifiedSAM, [{"mu": mu} for mu in (0.5, 0.25, 0.75)]),
    "stablesam": (StableSAM, [{}] * 3),
    "asam": (ASAM, [{"offset": o} for o in (0.01, 0.1, 0.5)]),
    "samon": (SAMON, [{"axis": a} for a in (0, 1, 1)]), "esam": (ESAM, [{"beta": 1}] * 3),
    "gsam": (GSAM, [{"alpha": a} for a in (0.2, 0.4, 0.7)]),
    "looksam": (LookSAM, [{"every": 5, "alpha": 0.7}, {"every": 2, "alpha": 0.5},
                          {"every": 3, "alpha": 0.3}]),
    "fsam": (FriendlySAM, [{"sigma": 1, "lambda": 0.9}, {"sigma": 0.5, "lambda": 0.6},
                           {"sigma": 0.4, "lambda": 0.8}]),
    "momentum-sam": (MomentumSAM, [{"beta": b} for b in (0.5, 0.6, 0.8)]),
    "multistep-sam": (MultistepSAM, [{}] * 3),
}
WITH_RHO = {"sam", "sam-momentum", "usam", "unified", "stablesam", "asam", "samon", "esam", "gsam",
            "looksam", "fsam", "momentum-sam", "multistep-sam"}
AT_PERTURBED_POINT = {"nesterov", "momentum-sam"}


def run(m, kind, shape, start, hyper, of_code=False):
    optimizer = kind(m, shape(m), start, hyper, of_code)
    points = []
    for _ in range(max(STEPS)):
        optimizer.step()
        points.append(optimizer.p)
    return points


def distance(a, b):
    return max(abs(float(x - y)) for x, y in zip(a, b))


def main():
    rows = []
    for name, (kind, settings) in OPTIMIZERS.items():
        for knobs, (surface, shape, start, eta, rho) in zip(settings, SETTINGS):
            knobs = {"eta": eta, **({"rho": rho} if name in WITH_RHO else {}), **knobs}
            exact = run(Exact, kind, shape, start, knobs)
            rounded = run(Floating, kind, shape, start, knobs)
            code = run(Exact, kind, shape, start, knobs, of_code=True)
            for step in STEPS:
                error = distance(exact[step - 1], rounded[step - 1])
                assert error < 5e-13, (name, surface, step, error)
                error = distance(exact[step - 1], code[step - 1])
                assert error < (0.01 if name == "nsgd" else 1e-6), (name, surface, step, error)
            rows.append({
                "optimizer": name, "surface": surface, "start": start, "knobs": knobs,
                "isPerturbed": name in AT_PERTURBED_POINT,
                "points": {step: [mp.nstr(c, 25) for c in exact[step - 1]] for step in STEPS},
            })
    with open("public_code.json", "w") as file:
        json.dump(rows, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
