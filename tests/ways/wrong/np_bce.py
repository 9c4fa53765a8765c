import numpy as np


# --- the textbook form
def bce_with_logits(x, y):
    p = 1 / (1 + np.exp(-x))
    loss = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    return loss, (p - y) / len(y)


# --- an epsilon in both logarithms
def bce_with_logits(x, y):
    p = 1 / (1 + np.exp(-x))
    loss = -(y * np.log(p + 1e-8) + (1 - y) * np.log(1 - p + 1e-8)).mean()
    return loss, (p - y) / len(y)


# --- the softplus without the size
def bce_with_logits(x, y):
    p = 0.5 * (1 + np.tanh(0.5 * x))
    return (np.log1p(np.exp(x)) - x * y).mean(), (p - y) / len(y)


# --- a sigmoid as a quotient that overflows
def bce_with_logits(x, y):
    p = np.exp(x) / (1 + np.exp(x))
    return (np.logaddexp(0, x) - x * y).mean(), (p - y) / len(y)


# --- the logits written over
def bce_with_logits(x, y):
    loss = (np.logaddexp(0, x) - x * y).mean()
    np.tanh(0.5 * x, out=x)
    return loss, (0.5 * (1 + x) - y) / len(y)


# --- the gradient first
def bce_with_logits(x, y):
    p = 0.5 * (1 + np.tanh(0.5 * x))
    return (p - y) / len(y), (np.logaddexp(0, x) - x * y).mean()


# --- the losses not averaged
def bce_with_logits(x, y):
    p = 0.5 * (1 + np.tanh(0.5 * x))
    return np.logaddexp(0, x) - x * y, (p - y) / len(y)


# --- always in float32
def bce_with_logits(x, y):
    z = x.astype(np.float32)
    p = 0.5 * (1 + np.tanh(0.5 * z))
    return (np.logaddexp(np.float32(0), z) - z * y).mean(), (p - y) / len(y)
