import torch


# --- running sums of exponentials without a maximum
def list_mle(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    e = s.exp().flip(1).cumsum(1).flip(1)
    return (e.log() - s).sum(1).mean()


# --- one maximum for the whole list, and a guard
def list_mle(scores, relevance):
    s = scores.gather(1, relevance.argsort(1, descending=True))
    s = s - s.max(1, keepdim=True).values
    e = s.exp().flip(1).cumsum(1).flip(1)
    return ((e + 1e-10).log() - s).sum(1).mean()


# --- ListNet: cross-entropy of two softmaxes
def list_mle(scores, relevance):
    return -(relevance.softmax(1) * scores.log_softmax(1)).sum(1).mean()


# --- all pairs, as RankNet has them
def list_mle(scores, relevance):
    d = scores[:, :, None] - scores[:, None, :]
    above = relevance[:, :, None] > relevance[:, None, :]
    return torch.where(above, torch.nn.functional.softplus(-d), 0.0).sum((1, 2)).mean()


# --- sorted over the batch
def list_mle(scores, relevance):
    order = relevance.argsort(0, descending=True)
    s = scores.gather(0, order)
    return (s.flip(0).logcumsumexp(0).flip(0) - s).sum(1).mean()
