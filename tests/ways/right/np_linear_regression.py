import numpy as np


# --- least squares with the penalty as more samples
def linear_regression(X, y, l2):
    n, d = X.shape
    A = np.zeros((n + d, d + 1), dtype=X.dtype)
    A[:n, :d], A[:n, d] = X, 1
    A[n:, :d] = np.sqrt(l2) * np.eye(d)
    found = np.linalg.lstsq(A, np.concatenate([y, np.zeros(d, dtype=y.dtype)]), rcond=None)[0]
    return found[:d], found[d]


# --- a column of ones, whose entry in the penalty is 0
def linear_regression(X, y, l2):
    A = np.column_stack([np.ones(len(X), dtype=X.dtype), X])
    penalty = np.diag([0.0] + [l2] * X.shape[1])
    v = np.linalg.solve(A.T @ A + penalty, A.T @ y)
    return v[1:], float(v[0])


# --- N equations in place of D
def linear_regression(X, y, l2):
    mean, level = np.mean(X, axis=0), np.mean(y)
    Z = X - mean
    alpha = np.linalg.solve(Z @ Z.T + l2 * np.eye(len(Z)), y - level)
    w = Z.T @ alpha
    return w, level - np.dot(mean, w)


# --- singular values
def linear_regression(X, y, l2):
    mean = X.mean(0, keepdims=True)
    U, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    w = Vt.T @ (s / (s**2 + l2) * (U.T @ (y - y.mean())))
    return w, (y - X @ w).mean()


# --- the inverse
def linear_regression(X, y, l2):
    Z, t = X - X.mean(axis=0), y - np.average(y)
    inverse = np.linalg.inv(l2 * np.identity(Z.shape[1]) + np.einsum("ni,nj->ij", Z, Z))
    w = inverse.dot(Z.T.dot(t))
    return w, np.average(y) - X.mean(axis=0).dot(w)


# --- columns scaled for the solver, the penalty with them
def linear_regression(X, y, l2):
    A = np.hstack([X, np.ones((X.shape[0], 1))]).astype(np.float64)
    P = l2 * np.eye(A.shape[1])
    P[-1, -1] = 0
    v = np.linalg.pinv(A.T @ A + P) @ A.T @ y
    return v[:-1], v[-1]
