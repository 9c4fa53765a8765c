from collections import Counter

import numpy as np


# --- the square written out, votes by a table
def knn(X, y, queries, k):
    d = (queries**2).sum(1)[:, None] - 2 * queries @ X.T + (X**2).sum(1)
    rows = y[np.argsort(d, axis=-1, kind="mergesort")[:, :k]]
    table = (rows[:, :, None] == np.arange(y.max() + 1)).sum(axis=1)
    return table.argmax(axis=1)


# --- norms, and unique's sorted values
def knn(X, y, queries, k):
    out = np.zeros(len(queries), dtype=y.dtype)
    for i, q in enumerate(queries):
        order = np.argsort(np.linalg.norm(X - q, axis=1), kind="stable")
        values, counts = np.unique(y[order[:k]], return_counts=True)
        out[i] = values[np.argmax(counts)]
    return out


# --- plain Python
def knn(X, y, queries, k):
    found = []
    for q in queries.tolist():
        d = [sum((a - b) ** 2 for a, b in zip(q, x)) for x in X.tolist()]
        nearest = sorted(range(len(d)), key=lambda i: (d[i], i))[:k]
        votes = Counter(int(y[i]) for i in nearest)
        found.append(min(votes, key=lambda c: (-votes[c], c)))
    return np.array(found, dtype=np.int64)


# --- lexsort by distance and place
def knn(X, y, queries, k):
    place = np.arange(X.shape[0])
    labels = []
    for q in queries:
        near = np.lexsort((place, np.einsum("nd,nd->n", X - q, X - q)))[:k]
        counts = np.zeros(int(y.max()) + 1)
        np.add.at(counts, y[near], 1)
        labels.append(counts.argmax())
    return np.asarray(labels)
