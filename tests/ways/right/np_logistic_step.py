import math

import numpy as np


# --- the sigmoid by tanh
def logistic_step(X, y, w, b, lr):
    p = 0.5 * (1 + np.tanh(0.5 * (np.dot(X, w) + b)))
    error = p - y
    return w - lr * np.dot(error, X) / X.shape[0], b - lr * np.mean(error)


# --- the textbook sigmoid: it overflows to the right value
def logistic_step(X, y, w, b, lr):
    with np.errstate(over="ignore"):
        p = 1 / (1 + np.exp(-(X @ w + b)))
    grad = (X * (p - y)[:, None]).mean(axis=0)
    return w - lr * grad, float(b - lr * (p - y).mean())


# --- the bias as one more column
def logistic_step(X, y, w, b, lr):
    ones = np.ones((len(X), 1), dtype=X.dtype)
    A, v = np.hstack([X, ones]), np.append(w, b)
    p = np.exp(-np.logaddexp(0, -(A @ v)))
    v = v - lr * A.T @ (p - y) / len(y)
    return v[:-1], v[-1]


# --- a loop over the samples
def logistic_step(X, y, w, b, lr):
    n = len(y)
    dw, db = np.zeros(len(w)), 0.0
    for x, t in zip(X, y):
        z = float((x * w).sum() + b)
        p = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        dw += (p - float(t)) * x / n
        db += (p - float(t)) / n
    return w - lr * dw, b - lr * db
