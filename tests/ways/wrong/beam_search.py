import torch


# --- ended sequences put aside, where they take no place
def beam_search(log_probs, width, alpha):
    beams, finished = [([], 0.0)], []
    for t in range(log_probs.shape[0]):
        pool = []
        for tokens, total in beams:
            row = log_probs[t, tokens[-1] if tokens else 0]
            pool += [(tokens + [v], total + row[v]) for v in range(len(row))]
        pool.sort(key=lambda b: float(b[1]), reverse=True)
        finished += [b for b in pool[:width] if b[0][-1] == 0]
        beams = [b for b in pool if b[0][-1] != 0][:width]
    tokens, total = max(finished + beams, key=lambda b: float(b[1]) / len(b[0]) ** alpha)
    padded = tokens + [0] * (log_probs.shape[0] - len(tokens))
    return torch.tensor(padded), total / len(tokens) ** alpha


# --- stopped at the first end
def beam_search(log_probs, width, alpha):
    beams = [([], torch.zeros((), dtype=log_probs.dtype))]
    for t in range(log_probs.shape[0]):
        pool = []
        for tokens, total in beams:
            row = log_probs[t, tokens[-1] if tokens else 0]
            pool += [(tokens + [v], total + row[v]) for v in range(len(row))]
        beams = sorted(pool, key=lambda b: float(b[1]), reverse=True)[:width]
        if beams[0][0][-1] == 0:
            break
    tokens, total = beams[0]
    padded = tokens + [0] * (log_probs.shape[0] - len(tokens))
    return torch.tensor(padded), total / len(tokens) ** alpha


# --- the best continuation of each sequence only
def beam_search(log_probs, width, alpha):
    T, V, _ = log_probs.shape
    first = log_probs[0, 0].topk(min(width, V))
    beams = [([int(v)], s) for s, v in zip(first.values, first.indices)]
    for t in range(1, T):
        beams = [
            b if b[0][-1] == 0 else (b[0] + [int(row.argmax())], b[1] + row.max())
            for b in beams
            for row in [log_probs[t, b[0][-1]]]
        ]
    tokens, total = max(beams, key=lambda b: float(b[1]) / len(b[0]) ** alpha)
    return torch.tensor(tokens + [0] * (T - len(tokens))), total / len(tokens) ** alpha


# --- the penalty of Wu et al.
def beam_search(log_probs, width, alpha):
    beams = [([], 0.0)]
    for t in range(log_probs.shape[0]):
        pool = []
        for tokens, total in beams:
            if tokens and tokens[-1] == 0:
                pool.append((tokens, total))
                continue
            row = log_probs[t, tokens[-1] if tokens else 0]
            pool += [(tokens + [v], total + row[v]) for v in range(len(row))]
        beams = sorted(pool, key=lambda b: float(b[1]), reverse=True)[:width]
    tokens, total = max(beams, key=lambda b: float(b[1]) / ((5 + len(b[0])) / 6) ** alpha)
    padded = tokens + [0] * (log_probs.shape[0] - len(tokens))
    return torch.tensor(padded), total / ((5 + len(tokens)) / 6) ** alpha
