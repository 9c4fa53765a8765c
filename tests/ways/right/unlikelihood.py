import torch
import torch.nn.functional as F


# --- binary, with logits
def unlikelihood_loss(logits, negatives):
    n, v = logits.shape
    loss = 0.0
    for token in range(v):
        keep = [j for j in range(v) if j != token]
        margin = logits[:, token] - torch.logsumexp(logits[:, keep], dim=1)
        loss = loss + (F.softplus(margin) * negatives[:, token]).sum()
    return loss / n


# --- a table of the others' log-probabilities
def unlikelihood_loss(logits, negatives):
    lp = F.log_softmax(logits, dim=-1)
    table = lp[:, None, :].repeat(1, lp.shape[1], 1)
    hole = torch.diag(torch.full((lp.shape[1],), float("inf"), dtype=lp.dtype))
    rest = torch.logsumexp(table - hole.nan_to_num(nan=0.0, posinf=float("inf")), dim=-1)
    return -(rest[negatives]).sum() / lp.shape[0]


# --- gathered, only where it is wanted
def unlikelihood_loss(logits, negatives):
    place, token = negatives.nonzero(as_tuple=True)
    rows = logits[place]
    own = rows.gather(1, token[:, None])
    others = rows.scatter(1, token[:, None], float("-inf"))
    return F.softplus(own[:, 0] - others.logsumexp(1)).sum() / logits.size(0)
