import math

import numpy as np


# --- take_along_axis from log-softmax
def softmax_cross_entropy(x, y):
    x = x - np.max(x, axis=-1, keepdims=True)
    log_p = x - np.log(np.sum(np.exp(x), axis=-1, keepdims=True))
    return -np.take_along_axis(log_p, y[:, None], axis=1).mean()


# --- one-hot rows of an identity matrix
def softmax_cross_entropy(x, y):
    hot = np.eye(x.shape[1])[y]
    m = np.amax(x, 1)[:, np.newaxis]
    lse = np.log(np.exp(x - m).sum(1)) + m[:, 0]
    return np.mean(lse - (hot * x).sum(axis=1))


# --- logaddexp, reduced
def softmax_cross_entropy(x, y):
    return float(np.mean(np.logaddexp.reduce(x, axis=1) - x[np.arange(x.shape[0]), y]))


# --- a loop with Python's math
def softmax_cross_entropy(x, y):
    total = 0.0
    for row, target in zip(x.tolist(), y.tolist()):
        top = max(row)
        total += top + math.log(sum(math.exp(v - top) for v in row)) - row[target]
    return total / len(y)


# --- one line of einsum
def softmax_cross_entropy(logits, target):
    z = logits - logits.max(1)[:, None]
    p = np.log(np.einsum("nc->n", np.exp(z)))
    picked = np.array([z[i, t] for i, t in enumerate(target)], dtype=z.dtype)
    return np.average(p - picked)
