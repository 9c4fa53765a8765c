import numpy as np


# --- no maximum taken away
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    e = np.exp(a @ W2 + b2)
    p = e / e.sum(1, keepdims=True)
    loss = -np.log(p[rows, y]).mean()
    p[rows, y] -= 1
    g = p / n
    h = (g @ W2.T) * (a > 0)
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)


# --- an epsilon in the logarithm
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = a @ W2 + b2
    e = np.exp(z - z.max(1, keepdims=True))
    p = e / e.sum(1, keepdims=True)
    loss = -np.log(p[rows, y] + 1e-8).mean()
    p[rows, y] -= 1
    g = p / n
    h = (g @ W2.T) * (a > 0)
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)


# --- the ReLU not gone back through
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = a @ W2 + b2
    z = z - z.max(1, keepdims=True)
    loss = (np.log(np.exp(z).sum(1)) - z[rows, y]).mean()
    g = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    g[rows, y] -= 1
    g /= n
    h = g @ W2.T
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)


# --- divided by N twice in the first layer
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = a @ W2 + b2
    z = z - z.max(1, keepdims=True)
    loss = (np.log(np.exp(z).sum(1)) - z[rows, y]).mean()
    g = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    g[rows, y] -= 1
    g /= n
    h = (g @ W2.T) * (a > 0) / n
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)


# --- the second layer's gradients before the first's, in another order
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = a @ W2 + b2
    z = z - z.max(1, keepdims=True)
    loss = (np.log(np.exp(z).sum(1)) - z[rows, y]).mean()
    g = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    g[rows, y] -= 1
    g /= n
    h = (g @ W2.T) * (a > 0)
    return loss, a.T @ g, g.sum(0), X.T @ h, h.sum(0)


# --- a ReLU after the second layer too
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = np.maximum(a @ W2 + b2, 0)
    z = z - z.max(1, keepdims=True)
    loss = (np.log(np.exp(z).sum(1)) - z[rows, y]).mean()
    g = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    g[rows, y] -= 1
    g /= n
    h = (g @ W2.T) * (a > 0)
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)


# --- a leak of the ReLU on the way back
def mlp_backprop(X, y, W1, b1, W2, b2):
    n, rows = len(y), np.arange(len(y))
    a = np.maximum(X @ W1 + b1, 0)
    z = a @ W2 + b2
    z = z - z.max(1, keepdims=True)
    loss = (np.log(np.exp(z).sum(1)) - z[rows, y]).mean()
    g = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    g[rows, y] -= 1
    g /= n
    h = (g @ W2.T) * np.where(a > 0, 1, 0.01)
    return loss, X.T @ h, h.sum(0), a.T @ g, g.sum(0)
