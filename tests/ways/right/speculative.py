import torch
import torch.nn.functional as F


# --- a loop that stops at the first that falls
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    for i in range(len(drafted)):
        x = drafted[i]
        r = target_probs[i, x] / draft_probs[i, x]
        if u[i] > torch.clamp(r, max=1.0):
            res = torch.relu(target_probs[i] - draft_probs[i])
            return torch.tensor(i), res / res.sum()
    return torch.tensor(len(drafted)), after_probs


# --- one-hot sums, the place of the first that falls by a search
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    T, V = draft_probs.shape
    one = F.one_hot(drafted, V).to(u.dtype)
    p = torch.einsum("tv,tv->t", target_probs, one)
    q = torch.einsum("tv,tv->t", draft_probs, one)
    falls = torch.nonzero(u > p / q).flatten()
    n = falls[0] if falls.numel() else torch.tensor(T)
    padded_q = torch.cat([draft_probs, torch.zeros_like(draft_probs[:1])])
    padded_p = torch.cat([target_probs, after_probs[None]])
    rest = F.relu(padded_p[n] - padded_q[n])
    return n, rest / rest.sum()


# --- in log space, all rests at once
def accept_mask(p, q, x, u):
    rows = torch.arange(x.shape[0])
    return u.log() <= p[rows, x].log() - q[rows, x].log()


def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    ok = accept_mask(target_probs, draft_probs, drafted, u)
    n = torch.cumsum(~ok, 0).eq(0).sum()
    rests = torch.maximum(target_probs - draft_probs, torch.zeros_like(draft_probs))
    rests = rests / rests.sum(-1, keepdim=True)
    table = torch.cat((rests, after_probs.unsqueeze(0)), dim=0)
    return n, table[n]


# --- what p has above the smaller of the two
def speculative_step(target_probs, draft_probs, after_probs, drafted, u):
    ratio = (target_probs / draft_probs).nan_to_num(0.0)[torch.arange(len(u)), drafted]
    n = int((u <= ratio).long().cumprod(0).sum())
    if n < len(u):
        common = torch.min(target_probs[n], draft_probs[n])
        out = (target_probs[n] - common) / (1 - common.sum())
    else:
        out = after_probs
    return torch.tensor(n), out
