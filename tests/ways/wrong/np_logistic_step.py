import numpy as np


# --- the sigmoid as a quotient that overflows
def logistic_step(X, y, w, b, lr):
    z = X @ w + b
    p = np.exp(z) / (1 + np.exp(z))
    error = (p - y) / len(y)
    return w - lr * X.T @ error, b - lr * error.sum()


# --- the weights changed in place
def logistic_step(X, y, w, b, lr):
    p = 0.5 * (1 + np.tanh(0.5 * (X @ w + b)))
    w -= lr * X.T @ (p - y) / len(y)
    return w, b - lr * (p - y).mean()


# --- the bias from the new weights
def logistic_step(X, y, w, b, lr):
    p = 0.5 * (1 + np.tanh(0.5 * (X @ w + b)))
    w = w - lr * X.T @ (p - y) / len(y)
    p = 0.5 * (1 + np.tanh(0.5 * (X @ w + b)))
    return w, b - lr * (p - y).mean()


# --- the gradient itself
def logistic_step(X, y, w, b, lr):
    p = 0.5 * (1 + np.tanh(0.5 * (X @ w + b)))
    return X.T @ (p - y) / len(y), (p - y).mean()


# --- the error divided by the number of features
def logistic_step(X, y, w, b, lr):
    p = 0.5 * (1 + np.tanh(0.5 * (X @ w + b)))
    error = (p - y) / X.shape[1]
    return w - lr * X.T @ error, b - lr * error.sum()
