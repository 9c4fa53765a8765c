import numpy as np


# --- no maximum taken away
def softmax_cross_entropy(x, y):
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(y)), y]).mean()


# --- the input shifted in place
def softmax_cross_entropy(x, y):
    x -= x.max(axis=1, keepdims=True)
    return (np.log(np.exp(x).sum(axis=1)) - x[np.arange(len(y)), y]).mean()


# --- an epsilon in the logarithm
def softmax_cross_entropy(x, y):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -np.log(p[np.arange(len(y)), y] + 1e-8).mean()


# --- always in float32
def softmax_cross_entropy(x, y):
    x = x.astype(np.float32)
    x = x - x.max(axis=1, keepdims=True)
    return (np.log(np.exp(x).sum(axis=1)) - x[np.arange(len(y)), y]).mean()


# --- one loss a sample
def softmax_cross_entropy(x, y):
    x = x - x.max(axis=1, keepdims=True)
    return np.log(np.exp(x).sum(axis=1)) - x[np.arange(len(y)), y]
