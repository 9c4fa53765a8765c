import torch
from torch import nn


# --- counts of hits, false alarms and misses
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        tp = (probs * labels).sum(0)
        fp = (probs * (1 - labels)).sum(0)
        fn = ((1 - probs) * labels).sum(0)
        return 1 - (2 * tp / (2 * tp + fp + fn)).mean()


# --- the share that is not hit
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        apart = torch.where(labels == 1, 1 - probs, probs).sum(dim=0)
        return (apart / (probs + labels).sum(dim=0)).sum() / probs.size(1)


# --- class by class
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        scores = []
        for c in range(probs.shape[1]):
            p, y = probs[:, c], labels[:, c]
            scores.append(2 * torch.dot(p, y) / (p.sum() + y.sum()))
        return 1 - torch.stack(scores).mean()


# --- a tiny epsilon, and einsum
class MySoftF1Loss(nn.Module):
    def forward(self, probs, labels):
        tp = torch.einsum("nc,nc->c", probs, labels)
        f1 = 2 * tp / (torch.einsum("nc->c", probs + labels) + 1e-12)
        return torch.mean(1 - f1)
