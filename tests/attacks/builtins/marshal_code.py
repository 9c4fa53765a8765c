# exercise: mse | The same, by unmarshalling bytes.
import marshal

import torch

exec(marshal.loads(marshal.dumps(compile("x = 1", "x", "exec"))))


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return torch.nn.functional.mse_loss(y_pred, y_true)
