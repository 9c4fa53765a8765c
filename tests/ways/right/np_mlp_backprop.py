import math

import numpy as np


# --- one-hot rows, the mask from what goes into the ReLU
def mlp_backprop(X, y, W1, b1, W2, b2):
    n = X.shape[0]
    pre = X.dot(W1) + b1
    a = pre * (pre > 0)
    z = a.dot(W2) + b2
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    hot = np.eye(W2.shape[1])[y]
    loss = -(hot * log_p).sum() / n
    dz = (np.exp(log_p) - hot) / n
    dW2, db2 = a.T.dot(dz), np.sum(dz, axis=0)
    da = dz.dot(W2.T)
    da[pre <= 0] = 0
    return loss, X.T.dot(da), np.sum(da, axis=0), dW2, db2


# --- divided at the end, by einsum
def mlp_backprop(X, y, W1, b1, W2, b2):
    n = len(y)
    pre = np.einsum("nd,dh->nh", X, W1) + b1
    a = np.where(pre > 0, pre, 0)
    z = np.einsum("nh,hc->nc", a, W2) + b2
    top = z.max(axis=1)
    e = np.exp(z - top[:, None])
    total = e.sum(axis=1)
    picked = np.take_along_axis(z, y[:, None], axis=1)[:, 0]
    loss = np.mean(np.log(total) + top - picked)
    g = e / total[:, None] - (np.arange(z.shape[1]) == y[:, None])
    h = np.where(pre > 0, np.einsum("nc,hc->nh", g, W2), 0)
    return (
        loss,
        np.einsum("nd,nh->dh", X, h) / n,
        h.mean(axis=0),
        np.einsum("nh,nc->hc", a, g) / n,
        g.mean(axis=0),
    )


# --- one sample at a time
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, loss = len(y), 0.0
    dW1, db1 = np.zeros_like(W1), np.zeros_like(b1)
    dW2, db2 = np.zeros_like(W2), np.zeros_like(b2)
    for x, t in zip(X, y):
        a = np.maximum(x @ W1 + b1, 0)
        z = a @ W2 + b2
        e = np.exp(z - z.max())
        p = e / e.sum()
        loss += (math.log(e.sum()) + float(z.max()) - float(z[t])) / n
        p[t] -= 1
        dW2 += np.outer(a, p) / n
        db2 += p / n
        back = np.sign(a) * (W2 @ p)
        dW1 += np.outer(x, back) / n
        db1 += back / n
    return loss, dW1, db1, dW2, db2


# --- biases as one more row of the weights
def mlp_backprop(X, y, W1, b1, W2, b2):
    ones = np.ones((len(X), 1), dtype=X.dtype)
    X1 = np.hstack([X, ones])
    A = np.hstack([np.clip(X1 @ np.vstack([W1, b1]), 0, None), ones])
    Z = A @ np.vstack([W2, b2])
    Z = Z - Z.max(axis=1, keepdims=True)
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = (np.log(np.exp(Z).sum(axis=1)) - Z[rows, y]).mean()
    P[rows, y] -= 1
    G = P / len(y)
    D2 = A.T @ G
    D1 = X1.T @ ((G @ W2.T) * (A[:, :-1] > 0))
    return loss, D1[:-1], D1[-1], D2[:-1], D2[-1]
