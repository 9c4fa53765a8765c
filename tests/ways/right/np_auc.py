import numpy as np


# --- every pair at once
def auc(score, y):
    apart = score[y == 1][:, None] - score[y == 0][None, :]
    return np.mean((apart > 0) + 0.5 * (apart == 0))


# --- sorted negatives, searched from both sides
def auc(score, y):
    neg = np.sort(score[y == 0])
    pos = score[y == 1]
    below = np.searchsorted(neg, pos, side="left")
    up_to = np.searchsorted(neg, pos, side="right")
    return (below + up_to).sum() / 2 / (len(pos) * len(neg))


# --- the curve and its trapezoids
def auc(score, y):
    order = np.argsort(-score, kind="stable")
    s, t = score[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    tpr = np.concatenate(([0.0], np.cumsum(t)[last])) / t.sum()
    fpr = np.concatenate(([0.0], np.cumsum(1 - t)[last])) / (1 - t).sum()
    return np.trapezoid(tpr, fpr)


# --- plain loops
def auc(score, y):
    won, pairs = 0.0, 0
    pos = [float(s) for s, t in zip(score, y) if t == 1]
    neg = [float(s) for s, t in zip(score, y) if t == 0]
    for p in pos:
        for q in neg:
            won += 1.0 if p > q else 0.5 if p == q else 0.0
            pairs += 1
    return won / pairs
