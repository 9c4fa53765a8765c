import torch
import torch.nn.functional as F


# --- selected tokens
def perplexity(logits, ids, mask):
    keep = mask[:, 1:]
    x, y = logits[:, :-1][keep], ids[:, 1:][keep]
    nll = x.logsumexp(-1) - x.gather(1, y[:, None]).squeeze(1)
    return torch.exp(nll.mean())


# --- one-hot and a float mask
def perplexity(logits, ids, mask):
    lp = F.log_softmax(logits, dim=-1)[:, :-1]
    hot = F.one_hot(ids[:, 1:], logits.size(-1)).to(lp.dtype)
    m = mask[:, 1:].to(lp.dtype)
    return torch.exp(-((lp * hot).sum(-1) * m).sum() / m.sum())


# --- base two throughout
def perplexity(logits, ids, mask):
    p = logits[:, :-1].softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    bits = -torch.log2(p[mask[:, 1:]]).mean()
    return torch.exp2(bits)
