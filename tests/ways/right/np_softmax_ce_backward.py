import math

import numpy as np


# --- one-hot rows, subtracted
def softmax_cross_entropy_grad(x, y):
    z = np.exp(x - np.max(x, axis=-1, keepdims=True))
    p = z / np.sum(z, axis=-1, keepdims=True)
    return (p - np.eye(x.shape[1])[y]) / x.shape[0]


# --- through log-probabilities, labels by comparison
def softmax_cross_entropy_grad(logits, target):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    is_true = target[:, None] == np.arange(logits.shape[1])
    return (np.exp(log_p) - is_true) / len(target)


# --- loops with Python's math
def softmax_cross_entropy_grad(x, y):
    n, c = x.shape
    grad = np.empty_like(x)
    for i in range(n):
        top = float(x[i].max())
        exps = [math.exp(float(v) - top) for v in x[i]]
        total = sum(exps)
        for j in range(c):
            grad[i, j] = (exps[j] / total - (j == y[i])) / n
    return grad


# --- put_along_axis
def softmax_cross_entropy_grad(x, y):
    p = np.exp(x - x.max(1)[:, None])
    p /= p.sum(1)[:, None]
    at = y[:, None]
    np.put_along_axis(p, at, np.take_along_axis(p, at, axis=1) - 1, axis=1)
    p /= len(x)
    return p


# --- one-hot by an outer comparison
def softmax_cross_entropy_grad(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return (p - np.equal.outer(y, np.arange(x.shape[1]))) / len(y)


# --- vectorize with a signature, row by row
def softmax_cross_entropy_grad(x, y):
    def one(row, label):
        e = np.exp(row - row.max())
        g = e / e.sum()
        g[label] -= 1
        return g

    return np.vectorize(one, signature="(c),()->(c)")(x, y) / len(y)
