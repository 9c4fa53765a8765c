from collections import Counter

import numpy as np


# --- Counter's first among equals
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    rows = y[np.argsort(d, axis=1, kind="stable")[:, :k]]
    return np.array([Counter(row.tolist()).most_common(1)[0][0] for row in rows])


# --- the largest difference of a coordinate for the distance
def knn(X, y, queries, k):
    d = np.array([np.abs(X - q).max(axis=1) for q in queries])
    rows = y[np.argsort(d, axis=1, kind="stable")[:, :k]]
    return np.array([np.bincount(row).argmax() for row in rows])


# --- always three
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    rows = y[np.argsort(d, axis=1, kind="stable")[:, :3]]
    return np.array([np.bincount(row).argmax() for row in rows])


# --- sorted along the queries
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    rows = y[np.argsort(d, axis=0, kind="stable")[:k].T % len(y)]
    return np.array([np.bincount(row).argmax() for row in rows])


# --- everybody within the k-th distance votes
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    limit = np.sort(d, axis=1)[:, k - 1 : k]
    return np.array([np.bincount(y[row]).argmax() for row in d <= limit])


# --- how many votes, not whose
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    rows = y[np.argsort(d, axis=1, kind="stable")[:, :k]]
    return np.array([np.bincount(row).max() for row in rows])


# --- labels as floats
def knn(X, y, queries, k):
    d = ((queries[:, None] - X) ** 2).sum(2)
    rows = y[np.argsort(d, axis=1, kind="stable")[:, :k]]
    return np.array([float(np.bincount(row).argmax()) for row in rows])
