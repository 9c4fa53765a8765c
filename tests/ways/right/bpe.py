from itertools import pairwise

import torch


# --- a dictionary and a list
def bpe_step(ids, new_id):
    x = ids.tolist()
    stats = {}
    for a, b in pairwise(x):
        stats[a, b] = stats.get((a, b), 0) + 1
    pair = max(sorted(stats), key=stats.get)
    out, i = [], 0
    while i < len(x):
        if i + 1 < len(x) and (x[i], x[i + 1]) == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(x[i])
            i += 1
    return torch.tensor(pair), torch.tensor(stats[pair]), torch.tensor(out)


# --- a matrix of counts, tokens taken off a stack
def bpe_step(ids, new_id):
    V = int(ids.max()) + 1
    table = torch.zeros(V, V, dtype=torch.long)
    table.index_put_(
        (ids[:-1], ids[1:]), torch.ones(len(ids) - 1, dtype=torch.long), accumulate=True
    )
    a, b = divmod(int(torch.nonzero(table.flatten() == table.max())[0]), V)
    rest = ids.tolist()[::-1]
    merged = []
    while rest:
        token = rest.pop()
        if token == a and rest and rest[-1] == b:
            rest.pop()
            token = new_id
        merged.append(token)
    return torch.tensor([a, b]), table[a, b], torch.tensor(merged)


# --- places as tensors
def bpe_step(ids, new_id):
    pairs = torch.stack([ids[:-1], ids[1:]])
    same = (pairs.unsqueeze(2) == pairs.unsqueeze(1)).all(0)
    count = same.sum(1)
    order = pairs[0] * (ids.max() + 1) + pairs[1]
    order = order.masked_fill(count < count.max(), torch.iinfo(torch.int64).max)
    t = order.argmin()
    pair = pairs[:, t]
    drop = torch.zeros_like(ids, dtype=torch.bool)
    out = ids.clone()
    for p in torch.nonzero(same[t]).flatten().tolist():
        if not drop[p]:
            out[p], drop[p + 1] = new_id, True
    return pair, count[t], out[~drop]
