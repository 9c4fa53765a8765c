import numpy as np


# --- the bias in the penalty
def linear_regression(X, y, l2):
    A = np.column_stack([X, np.ones(len(X))])
    v = np.linalg.inv(A.T @ A + l2 * np.eye(A.shape[1])) @ A.T @ y
    return v[:-1], v[-1]


# --- no penalty
def linear_regression(X, y, l2):
    A = np.column_stack([X, np.ones(len(X))])
    v = np.linalg.pinv(A) @ y
    return v[:-1], v[-1]


# --- the penalty squared
def linear_regression(X, y, l2):
    Z = X - X.mean(0)
    w = np.linalg.solve(Z.T @ Z + l2**2 * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return w, y.mean() - X.mean(0) @ w


# --- half of the penalty, as if the errors were halved
def linear_regression(X, y, l2):
    Z = X - X.mean(0)
    w = np.linalg.solve(Z.T @ Z + 2 * l2 * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return w, y.mean() - X.mean(0) @ w


# --- the samples also brought to one scale
def linear_regression(X, y, l2):
    mean, spread = X.mean(0), X.std(0) + 1e-8
    Z = (X - mean) / spread
    w = np.linalg.solve(Z.T @ Z + l2 * np.eye(X.shape[1]), Z.T @ (y - y.mean())) / spread
    return w, y.mean() - mean @ w


# --- a few steps of gradient descent
def linear_regression(X, y, l2):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(10):
        e = X @ w + b - y
        w, b = w - 0.01 * 2 * (X.T @ e + l2 * w), b - 0.01 * 2 * e.sum()
    return w, b


# --- the samples centered in place
def linear_regression(X, y, l2):
    mean = X.mean(0)
    X -= mean
    w = np.linalg.solve(X.T @ X + l2 * np.eye(X.shape[1]), X.T @ (y - y.mean()))
    return w, y.mean() - mean @ w


# --- weights and bias in one array
def linear_regression(X, y, l2):
    Z = X - X.mean(0)
    w = np.linalg.solve(Z.T @ Z + l2 * np.eye(X.shape[1]), Z.T @ (y - y.mean()))
    return np.append(w, y.mean() - X.mean(0) @ w)
