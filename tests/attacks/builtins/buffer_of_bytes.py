# exercise: ce | Bytes that cannot be changed, changed: among them a function's table of handlers.
import torch

text = b"abcdefgh"
torch.frombuffer(text, dtype=torch.uint8)[0] = 65


class MyCELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return -(y_true * y_pred.log_softmax(1)).sum(1).mean()
