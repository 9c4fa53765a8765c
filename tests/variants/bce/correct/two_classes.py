# Softmax over the logits 0 and x.
import torch
import torch.nn as nn
import torch.nn.functional as F


class MyBCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        logits = torch.stack([torch.zeros_like(y_pred), y_pred], dim=-1)
        log_no, log_yes = F.log_softmax(logits, dim=-1).unbind(dim=-1)
        return -torch.where(y_true > 0, log_yes, log_no).mean()
