# Unstable: exponentials without subtracting the largest logit.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        exps = torch.exp(y_pred)
        probs = exps / exps.sum(dim=1, keepdim=True)
        picked = (probs * y_true).sum(dim=1)
        return -torch.log(picked).mean()
