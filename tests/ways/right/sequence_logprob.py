import torch
import torch.nn.functional as F


# --- log_softmax and gather
def sequence_log_prob(logits, ids, mask, average):
    lp = F.log_softmax(logits[:, :-1], -1).gather(2, ids[:, 1:].unsqueeze(2)).squeeze(2)
    m = mask[:, 1:].to(lp.dtype)
    s = (lp * m).sum(-1)
    if average:
        s = s / m.sum(-1)
    return s


# --- one-hot and einsum
def sequence_log_prob(logits, ids, mask, average):
    lp = logits.log_softmax(-1)[:, :-1]
    hot = F.one_hot(ids, logits.size(-1))[:, 1:].to(lp.dtype) * mask[:, 1:, None]
    s = torch.einsum("btv,btv->b", lp, hot)
    return s / mask[:, 1:].sum(1) if average else s
