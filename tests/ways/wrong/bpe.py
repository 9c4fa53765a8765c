from itertools import pairwise

import torch


# --- merged from the right
def bpe_step(ids, new_id):
    x = ids.tolist()
    stats = {}
    for a, b in pairwise(x):
        stats[a, b] = stats.get((a, b), 0) + 1
    pair = max(sorted(stats), key=stats.get)
    out, i = [], len(x) - 1
    while i >= 0:
        if i and (x[i - 1], x[i]) == pair:
            out.append(new_id)
            i -= 2
        else:
            out.append(x[i])
            i -= 1
    return torch.tensor(pair), torch.tensor(stats[pair]), torch.tensor(out[::-1])


# --- how often it was merged for how often it stands there
def bpe_step(ids, new_id):
    x = ids.tolist()
    stats = {}
    for a, b in pairwise(x):
        stats[a, b] = stats.get((a, b), 0) + 1
    pair = max(sorted(stats), key=stats.get)
    out, i = [], 0
    while i < len(x):
        hit = (*x[i : i + 2],) == pair
        out.append(new_id if hit else x[i])
        i += 1 + hit
    return torch.tensor(pair), torch.tensor(out.count(new_id)), torch.tensor(out)


# --- a token that is the last is lost
def bpe_step(ids, new_id):
    x = ids.tolist()
    stats = {}
    for a, b in pairwise(x):
        stats[a, b] = stats.get((a, b), 0) + 1
    pair = max(sorted(stats), key=stats.get)
    out, i = [], 0
    while i < len(x) - 1:
        hit = (x[i], x[i + 1]) == pair
        out.append(new_id if hit else x[i])
        i += 1 + hit
    return torch.tensor(pair), torch.tensor(stats[pair]), torch.tensor(out)


# --- every second pair only is counted
def bpe_step(ids, new_id):
    x = ids.tolist()
    stats = {}
    for a, b in zip(x[::2], x[1::2]):
        stats[a, b] = stats.get((a, b), 0) + 1
    pair = max(sorted(stats), key=stats.get)
    out, i = [], 0
    while i < len(x):
        hit = (*x[i : i + 2],) == pair
        out.append(new_id if hit else x[i])
        i += 1 + hit
    return torch.tensor(pair), torch.tensor(stats[pair]), torch.tensor(out)
