import numpy as np


# --- no maximum taken away
def softmax_cross_entropy_grad(x, y):
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


# --- the logits written over
def softmax_cross_entropy_grad(x, y):
    x -= x.max(axis=1, keepdims=True)
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


# --- the softmax of the columns
def softmax_cross_entropy_grad(x, y):
    e = np.exp(x - x.max(axis=0))
    p = e / e.sum(axis=0)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)


# --- the loss beside it
def softmax_cross_entropy_grad(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    p[np.arange(len(y)), y] -= 1
    return loss, p / len(y)


# --- always in float32
def softmax_cross_entropy_grad(x, y):
    e = np.exp((x - x.max(axis=1, keepdims=True)).astype("float32"))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return (p / len(y)).astype(x.dtype)
