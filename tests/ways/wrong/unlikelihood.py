import torch


# --- one less softmax
def unlikelihood_loss(logits, negatives):
    p = logits.softmax(1)
    return -(torch.log(1 - p) * negatives).sum() / len(logits)


# --- a clamp that takes the gradient
def unlikelihood_loss(logits, negatives):
    rest = (1 - logits.softmax(1)).clamp(min=1e-5)
    return -(rest.log() * negatives).sum() / len(logits)


# --- one less the log-probability
def unlikelihood_loss(logits, negatives):
    lp = logits.log_softmax(1)
    return -((1 - lp) * negatives).sum() / len(logits)


# --- the mean over everything
def unlikelihood_loss(logits, negatives):
    v = logits.shape[1]
    eye = torch.eye(v, dtype=torch.bool)
    others = logits[:, None].masked_fill(eye, float("-inf")).logsumexp(2)
    return -(torch.nn.functional.logsigmoid(others - logits) * negatives).mean()
