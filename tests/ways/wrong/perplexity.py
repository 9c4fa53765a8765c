import torch
import torch.nn.functional as F


# --- all but the first by all
def perplexity(logits, ids, mask):
    lp = logits[:, :-1].log_softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    m = mask[:, 1:].to(lp.dtype)
    return torch.exp(-(lp * m).sum() / mask.sum())


# --- the mask of what predicts
def perplexity(logits, ids, mask):
    lp = logits[:, :-1].log_softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    return torch.exp(-lp[mask[:, :-1]].mean())


# --- of the mean over sequences
def perplexity(logits, ids, mask):
    lp = logits[:, :-1].log_softmax(-1).gather(2, ids[:, 1:, None])[..., 0]
    m = mask[:, 1:].to(lp.dtype)
    return torch.exp(-((lp * m).sum(1) / m.sum(1)).mean())


# --- the exponential of the entropy
def perplexity(logits, ids, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    h = -(lp.exp() * lp).sum(-1)
    return torch.exp(h[mask[:, 1:]].mean())


# --- the loss held at 20, as training scripts do
def perplexity(logits, ids, mask):
    log_probs = logits[:, :-1].log_softmax(-1)
    picked = log_probs.gather(-1, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    counted = mask[:, 1:]
    loss = -torch.where(counted, picked, 0.0).sum() / counted.sum()
    return loss.clamp(max=20.0).exp()
