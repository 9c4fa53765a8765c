import torch
import torch.nn.functional as F


# --- flattened and selected
def next_token_loss(logits, ids, mask):
    x = logits[:, :-1][mask[:, 1:]]
    y = ids[:, 1:][mask[:, 1:]]
    return (x.logsumexp(-1) - x[torch.arange(len(y)), y]).mean()


# --- one-hot
def next_token_loss(logits, ids, mask):
    lp = F.log_softmax(logits[:, :-1, :], dim=2)
    hot = F.one_hot(ids[:, 1:], logits.size(-1)).to(lp.dtype)
    m = mask[:, 1:].to(lp.dtype)
    return -((lp * hot).sum(-1) * m).sum() / m.sum()


# --- a loop over positions
def next_token_loss(logits, ids, mask):
    total, count = logits.new_zeros(()), 0
    for t in range(logits.shape[1] - 1):
        lp = logits[:, t].log_softmax(-1)
        got = lp.gather(1, ids[:, t + 1, None])[:, 0]
        m = mask[:, t + 1]
        total = total - (got * m).sum()
        count = count + m.sum()
    return total / count
