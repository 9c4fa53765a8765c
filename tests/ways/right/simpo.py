import torch
import torch.nn.functional as F
from torch import nn


# --- softplus
class MySimPOLoss(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.gamma = beta, gamma

    def forward(self, chosen, rejected, length_chosen, length_rejected):
        gap = chosen / length_chosen - rejected / length_rejected
        return F.softplus(self.gamma - self.beta * gap).mean()


# --- gamma over beta, taken out
class MySimPOLoss(nn.Module):
    def __init__(self, beta, gamma):
        super().__init__()
        self.beta, self.ratio = beta, gamma / beta

    def forward(self, chosen, rejected, length_chosen, length_rejected):
        logits = chosen / length_chosen - rejected / length_rejected - self.ratio
        return -F.logsigmoid(self.beta * logits).mean()
