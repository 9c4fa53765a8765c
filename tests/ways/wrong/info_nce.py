import torch
import torch.nn.functional as F
from torch import nn


# --- without max, tiny temperatures inside
class MyInfoNCE(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        q, k = F.normalize(queries, dim=0), F.normalize(keys, dim=0)
        logits = q @ k.T / self.t
        return -logits.log_softmax(-1).diagonal().mean()


# --- keys without a gradient
class MyInfoNCE(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        logits = F.normalize(queries, dim=-1) @ F.normalize(keys.detach(), dim=-1).T / self.t
        return -logits.log_softmax(-1).diagonal().mean()


# --- an epsilon in the logarithm
class MyInfoNCE(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        logits = F.normalize(queries, dim=-1) @ F.normalize(keys, dim=-1).T / self.t
        return -(logits.softmax(-1).diagonal() + 1e-3).log().mean()


# --- summed
class MyInfoNCE(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature

    def forward(self, queries, keys):
        logits = F.normalize(queries, dim=-1) @ F.normalize(keys, dim=-1).T / self.t
        return -logits.log_softmax(-1).diagonal().sum()


# --- short vectors divided by 0.1
class MyInfoNCE(torch.nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.temperature = temperature

    def forward(self, queries, keys):
        q = queries / queries.norm(dim=1, keepdim=True).clamp_min(0.1)
        k = keys / keys.norm(dim=1, keepdim=True).clamp_min(0.1)
        return -(q @ k.T / self.temperature).log_softmax(dim=1).diagonal().mean()
