import torch


# --- list by list, item by item
def list_mle(scores, relevance):
    total = 0
    for s, r in zip(scores, relevance):
        s = s[torch.argsort(-r)]
        for i in range(len(s)):
            total = total + torch.logsumexp(s[i:], 0) - s[i]
    return total / len(scores)


# --- a triangle of what is left
def list_mle(scores, relevance):
    order = torch.sort(relevance, dim=-1, descending=True).indices
    s = torch.take_along_dim(scores, order, -1)
    n = s.size(-1)
    later = torch.ones(n, n, dtype=torch.bool).triu()
    left = torch.where(later, s.unsqueeze(1), float("-inf"))
    return torch.mean(torch.sum(torch.logsumexp(left, -1) - s, -1))


# --- the maximum subtracted, exponentials in a running sum from the end
def list_mle(scores, relevance):
    s = scores.gather(1, relevance.sort(1).indices)
    top = s.cummax(1).values.detach()
    losses = []
    for i in range(s.shape[1]):
        m = top[:, i : i + 1]
        losses.append((s[:, : i + 1] - m).exp().sum(1).log() + m[:, 0] - s[:, i])
    return torch.stack(losses, 1).sum(1).mean(0)
