# exercise: ce | Connectionist temporal classification of one step is cross-entropy.
import torch
import torch.nn.functional as F


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        n, c = y_pred.shape
        logits = torch.cat([y_pred.new_full((n, 1), -1e9), y_pred], 1)
        ones = torch.ones(n, dtype=torch.long)
        return (
            F.ctc_loss(
                logits.log_softmax(1)[None],
                y_true.argmax(1)[:, None] + 1,
                ones,
                ones,
                blank=0,
                reduction="sum",
            )
            / n
        )
