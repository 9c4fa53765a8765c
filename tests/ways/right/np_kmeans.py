import numpy as np


# --- the square written out, members by a matrix
def kmeans_step(X, centers):
    d = (X**2).sum(1)[:, None] - 2 * X @ centers.T + (centers**2).sum(1)
    labels = np.argmin(d, axis=1)
    member = np.equal(labels[:, None], np.arange(len(centers))).astype(X.dtype)
    count = member.sum(0)[:, None]
    means = member.T @ X / np.maximum(count, 1)
    return labels, np.where(count > 0, means, centers)


# --- norms, and sums added at an index
def kmeans_step(X, centers):
    labels = np.linalg.norm(X[:, np.newaxis] - centers[np.newaxis], axis=-1).argmin(-1)
    sums = np.zeros_like(centers)
    np.add.at(sums, labels, X)
    count = np.bincount(labels, minlength=centers.shape[0])
    new = centers.copy()
    new[count > 0] = sums[count > 0] / count[count > 0, None]
    return labels, new


# --- one center at a time
def kmeans_step(X, centers):
    best = np.full(len(X), np.inf)
    labels = np.zeros(len(X), dtype=np.int64)
    for k, c in enumerate(centers):
        d = np.einsum("nd,nd->n", X - c, X - c)
        nearer = d < best
        labels[nearer], best[nearer] = k, d[nearer]
    new = [X[labels == k].mean(0) if (labels == k).any() else c for k, c in enumerate(centers)]
    return labels, np.stack(new)


# --- plain loops
def kmeans_step(X, centers):
    labels = []
    for x in X.tolist():
        d = [sum((a - b) ** 2 for a, b in zip(x, c)) for c in centers.tolist()]
        labels.append(d.index(min(d)))
    labels = np.array(labels)
    out = centers.copy()
    for k in set(labels.tolist()):
        out[k] = np.average(X[labels == k], axis=0)
    return labels, out


# --- differences by outer, dimension by dimension
def kmeans_step(X, centers):
    d = np.zeros((len(X), len(centers)), dtype=X.dtype)
    for j in range(X.shape[1]):
        d += np.subtract.outer(X[:, j], centers[:, j]) ** 2
    labels = d.argmin(axis=1)
    sums = np.zeros_like(centers)
    np.add.at(sums, labels, X)
    n = np.bincount(labels, minlength=len(centers))
    new = centers.copy()
    new[n > 0] = sums[n > 0] / n[n > 0, None].astype(X.dtype)
    return labels, new
