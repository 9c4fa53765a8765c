import torch
import torch.nn.functional as F


# --- probabilities with an epsilon
def weighted_bce(logits, labels, pos_weight):
    p = torch.sigmoid(logits)
    return -(pos_weight * labels * (p + 1e-8).log() + (1 - labels) * (1 - p + 1e-8).log()).mean()


# --- a weight a row
def weighted_bce(logits, labels, pos_weight):
    l = -(pos_weight * labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits))
    return l.sum(1).mean()


# --- one over the weight
def weighted_bce(logits, labels, pos_weight):
    return -(
        labels / pos_weight * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits)
    ).mean()
