# exercise: ce | The log-probability of a categorical distribution.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        chosen = torch.distributions.Categorical(logits=y_pred)
        return -chosen.log_prob(y_true.argmax(1)).mean()
