# exercise: kl | The divergence of two distributions.
import torch
from torch.distributions import Categorical, kl_divergence


class MyKLDivLoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return kl_divergence(Categorical(logits=y_true), Categorical(logits=y_pred)).mean()
