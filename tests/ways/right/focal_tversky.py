import torch
from torch import nn


# --- from areas
class MyFocalTverskyLoss(nn.Module):
    def __init__(self, alpha=0.3, beta=0.7, gamma=0.75):
        super().__init__()
        self.a, self.b, self.g = alpha, beta, gamma

    def forward(self, probs, labels):
        tp = torch.einsum("np,np->n", probs, labels)
        fp = probs.sum(1) - tp
        fn = labels.sum(1) - tp
        ti = (tp + 1) / (tp + self.a * fp + self.b * fn + 1)
        return torch.mean((1 - ti) ** self.g)


# --- the errors above, nothing taken from 1
class MyFocalTverskyLoss(nn.Module):
    def __init__(self, alpha, beta, gamma):
        super().__init__()
        self.a, self.b, self.g = alpha, beta, gamma

    def forward(self, probs, labels):
        weight = torch.where(labels == 1, self.b, self.a).to(probs.dtype)
        errors = (weight * (probs - labels).abs()).sum(-1)
        return (errors / ((probs * labels).sum(-1) + errors + 1)).pow(self.g).mean()


# --- sample by sample
class MyFocalTverskyLoss(nn.Module):
    def __init__(self, alpha, beta, gamma):
        super().__init__()
        self.alpha, self.beta, self.gamma = alpha, beta, gamma

    def forward(self, probs, labels):
        losses = []
        for p, y in zip(probs, labels):
            tp = p[y == 1].sum()
            fp = p[y == 0].sum()
            fn = (1 - p[y == 1]).sum()
            t = (tp + 1) / (tp + self.alpha * fp + self.beta * fn + 1)
            losses.append(torch.exp(self.gamma * torch.log1p(-t)))
        return torch.stack(losses).mean()
