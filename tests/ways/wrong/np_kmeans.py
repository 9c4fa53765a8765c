import numpy as np


# --- centers moved one by one while labels are found
def kmeans_step(X, centers):
    new = centers.copy()
    labels = np.zeros(len(X), dtype=int)
    for i, x in enumerate(X):
        labels[i] = ((x - new) ** 2).sum(1).argmin()
        new[labels[i]] = (new[labels[i]] + x) / 2
    return labels, new


# --- the caller's centers written over
def kmeans_step(X, centers):
    labels = ((X[:, None] - centers) ** 2).sum(2).argmin(1)
    for k in range(len(centers)):
        if (labels == k).any():
            centers[k] = X[labels == k].mean(0)
    return labels, centers


# --- the norm of the centers left out
def kmeans_step(X, centers):
    labels = (-2 * X @ centers.T).argmin(1)
    new = centers.copy()
    for k in range(len(centers)):
        if (labels == k).any():
            new[k] = X[labels == k].mean(0)
    return labels, new


# --- the other order of results
def kmeans_step(X, centers):
    labels = ((X[:, None] - centers) ** 2).sum(2).argmin(1)
    new = centers.copy()
    for k in range(len(centers)):
        if (labels == k).any():
            new[k] = X[labels == k].mean(0)
    return new, labels


# --- medians
def kmeans_step(X, centers):
    labels = ((X[:, None] - centers) ** 2).sum(2).argmin(1)
    new = centers.copy()
    for k in range(len(centers)):
        if (labels == k).any():
            new[k] = np.median(X[labels == k], axis=0)
    return labels, new
