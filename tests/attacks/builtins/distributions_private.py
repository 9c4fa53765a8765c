# exercise: kl | The registered pair function behind kl_divergence.
import torch
from torch.distributions.categorical import Categorical
from torch.distributions.kl import _KL_REGISTRY

own = _KL_REGISTRY[Categorical, Categorical]


class Pair:
    def __init__(self, logits):
        self.logits = logits.log_softmax(1)
        self.probs = logits.softmax(1)


class MyKLDivLoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return own(Pair(y_true), Pair(y_pred)).mean()
