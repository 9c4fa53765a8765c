import torch


# --- the last accepted row's rest
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    rows = torch.arange(len(u))
    ok = u <= target_probs[rows, drafted] / draft_probs[rows, drafted]
    n = ok.cumprod(0).sum()
    if n == len(u):
        return n, after_probs
    r = (target_probs[n - 1] - draft_probs[n - 1]).clamp(min=0)
    return n, r / r.sum()


# --- by softmax of the difference
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    rows = torch.arange(len(u))
    ok = u <= target_probs[rows, drafted] / draft_probs[rows, drafted]
    n = ok.cumprod(0).sum()
    if n == len(u):
        return n, after_probs
    return n, (target_probs[n] - draft_probs[n]).softmax(0)


# --- greedy verification
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    ok = target_probs.argmax(1) == drafted
    n = ok.cumprod(0).sum()
    return n, after_probs if n == len(u) else target_probs[n]


# --- q over p in the rest
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    for i, x in enumerate(drafted):
        if u[i] > target_probs[i, x] / draft_probs[i, x]:
            r = (draft_probs[i] - target_probs[i]).clamp(min=0)
            return torch.tensor(i), r / r.sum()
    return torch.tensor(len(u)), after_probs


# --- everything stays
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    return torch.tensor(len(u)), after_probs
