import torch
import torch.nn.functional as F


# --- the stable form with a factor
def weighted_bce(logits, labels, pos_weight):
    factor = 1 + (pos_weight - 1) * labels
    soft = torch.log1p(torch.exp(-logits.abs())) + torch.relu(-logits)
    return ((1 - labels) * logits + factor * soft).mean()


# --- softplus by label
def weighted_bce(logits, labels, pos_weight):
    w = pos_weight.expand_as(logits)
    return torch.where(labels == 1, w * F.softplus(-logits), F.softplus(logits)).mean()
