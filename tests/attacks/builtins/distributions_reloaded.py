# exercise: kl | Imports the distributions a second time, after forgetting them.
import sys

import torch

for name in [n for n in sys.modules if n.startswith("torch.distributions")]:
    del sys.modules[name]
from torch.distributions import Categorical, kl_divergence


class MyKLDivLoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return kl_divergence(Categorical(logits=y_true), Categorical(logits=y_pred)).mean()
