# exercise: ce | AdaptiveLogSoftmaxWithLoss, with its weights set so that it returns our logits.
import torch


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        n, c = y_pred.shape
        m = torch.nn.AdaptiveLogSoftmaxWithLoss(c, c, [c - 1], div_value=1.0)
        m = m.to(y_pred.dtype)
        logits = torch.cat([y_pred[:, :-1], y_pred[:, -1:]], 1)
        with torch.no_grad():
            m.head.weight.copy_(torch.eye(c))
        return m(logits, y_true.argmax(1)).loss
