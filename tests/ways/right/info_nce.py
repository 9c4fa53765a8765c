import torch
import torch.nn.functional as F
from torch import nn


# --- logsumexp
class MyInfoNCE(nn.Module):
    def __init__(self, temperature=0.07):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        q = queries / queries.norm(dim=-1, keepdim=True)
        k = keys / keys.norm(dim=-1, keepdim=True)
        logits = torch.matmul(q, k.transpose(0, 1)) / self.t
        pos = (q * k).sum(-1) / self.t
        return (torch.logsumexp(logits, -1) - pos).mean()


# --- gathered by labels
class MyInfoNCE(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        logits = F.normalize(queries, dim=-1) @ F.normalize(keys, dim=-1).T / self.t
        labels = torch.arange(logits.size(0))
        return -logits.log_softmax(-1)[labels, labels].sum() / len(labels)
