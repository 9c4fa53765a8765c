import numpy as np


# --- a rank by argsort
def auc(score, y):
    rank = np.empty(len(score))
    rank[np.argsort(score)] = np.arange(1, len(score) + 1)
    n = (y == 1).sum()
    return (rank[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n))


# --- the trapezoids of an unsorted curve
def auc(score, y):
    tpr = np.cumsum(y) / y.sum()
    fpr = np.cumsum(1 - y) / (1 - y).sum()
    return np.trapezoid(tpr, fpr)


# --- strictly above alone
def auc(score, y):
    return np.mean(score[y == 1][:, None] > score[y == 0])


# --- ranks that begin with zero
def auc(score, y):
    below = (score[:, None] > score).sum(1) + ((score[:, None] == score).sum(1) - 1) / 2
    n = (y == 1).sum()
    return (below[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n))


# --- the scores sorted where they stand
def auc(score, y):
    apart = score[y == 1][:, None] - score[y == 0]
    score.sort()
    return np.mean((apart > 0) + 0.5 * (apart == 0))
