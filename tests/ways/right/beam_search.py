import heapq
import math

import torch


# --- tuples in a list
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
    tokens, total = max(beams, key=lambda b: float(b[1]) / len(b[0]) ** alpha)
    padded = tokens + [0] * (log_probs.shape[0] - len(tokens))
    return torch.tensor(padded), total / len(tokens) ** alpha


# --- a heap of indices, the path found by going back
def beam_search(log_probs, width, alpha):
    T, V, _ = log_probs.shape
    nodes = [(None, 0, 0, log_probs.new_zeros(()))]  # parent, token, length, sum
    alive = [0]
    for t in range(T):
        options = []
        for i in alive:
            parent, token, n, s = nodes[i]
            if n and token == 0:
                options.append((float(s), i))
            else:
                for v in range(V):
                    nodes.append((i, v, n + 1, s + log_probs[t, token, v]))
                    options.append((float(nodes[-1][3]), len(nodes) - 1))
        alive = [i for _, i in heapq.nlargest(width, options)]
    best = max(alive, key=lambda i: nodes[i][3].item() / math.pow(nodes[i][2], alpha))
    score = nodes[best][3] / math.pow(nodes[best][2], alpha)
    out = torch.zeros(T, dtype=torch.long)
    while nodes[best][0] is not None:
        parent, token, n, _ = nodes[best]
        out[n - 1] = token
        best = parent
    return out, score


# --- a beam of full width from the start, with impossible sequences in it
def beam_search(log_probs, width, alpha):
    steps, v, _ = log_probs.shape
    impossible = torch.finfo(log_probs.dtype).min / (2 * steps)
    scores = torch.full((width,), impossible, dtype=log_probs.dtype)
    scores[0] = 0
    seqs = torch.zeros(width, steps + 1, dtype=torch.long)
    done = torch.zeros(width, dtype=torch.bool)
    for t in range(steps):
        nxt = log_probs[t].index_select(0, seqs[:, t])
        frozen = torch.full_like(nxt, impossible)
        frozen[:, 0] = 0
        total = scores[:, None] + torch.where(done[:, None], frozen, nxt)
        scores, idx = torch.sort(total.view(-1), descending=True)
        scores, idx = scores[:width], idx[:width]
        if len(idx) < width:
            pad = width - len(idx)
            scores = torch.cat([scores, scores.new_full((pad,), impossible)])
            idx = torch.cat([idx, idx.new_zeros(pad)])
        row = torch.div(idx, v, rounding_mode="floor")
        tok = idx - row * v
        seqs = seqs[row]
        seqs[:, t + 1] = tok
        done = done[row].logical_or(tok.eq(0))
    words = seqs[:, 1:]
    n = (words.ne(0).sum(1) + 1).clamp(max=steps)
    norm = scores / n.to(scores.dtype).pow(alpha)
    norm = torch.where(scores > impossible / 2, norm, -torch.inf)
    value, at = norm.max(0)
    return words[at], value
