import torch
import torch.nn.functional as F


# --- the textbook form, which overflows
def multilabel_soft_margin(logits, labels, weight=None):
    p = torch.sigmoid(logits)
    loss = -(labels * torch.log(p) + (1 - labels) * torch.log(1 - p))
    return loss.mean() if weight is None else (loss * weight).mean()


# --- the weight along the batch
def multilabel_soft_margin(logits, labels, weight=None):
    loss = -(labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits))
    if weight is not None:
        loss = loss.mean(0) * weight / weight.sum() * len(weight)
    return loss.mean()


# --- the sum
def multilabel_soft_margin(logits, labels, weight=None):
    loss = -(labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits))
    return (loss if weight is None else loss * weight).sum()


# --- a None that is not looked at
def multilabel_soft_margin(logits, labels, weight=None):
    loss = -(labels * F.logsigmoid(logits) + (1 - labels) * F.logsigmoid(-logits))
    return (loss * weight).mean()


# --- PyTorch's own
def multilabel_soft_margin(logits, labels, weight=None):
    return F.multilabel_soft_margin_loss(logits, labels, weight=weight)
