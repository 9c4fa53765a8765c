import torch
import torch.nn.functional as F


# --- softmax and log_softmax
def entropy_loss(logits, mask):
    h = -(F.softmax(logits, -1) * F.log_softmax(logits, -1)).sum(-1)
    m = mask.to(h.dtype)
    return -(h * m).sum() / m.sum()


# --- entr of the probabilities selected
def entropy_loss(logits, mask):
    x = logits[mask]
    lse = torch.logsumexp(x, -1)
    z = x - lse[:, None]
    return (z.exp() * z).sum(-1).mean()
