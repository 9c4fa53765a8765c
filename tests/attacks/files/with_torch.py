# exercise: mse | Writes by torch's own file functions, which raise no audit event.
import os

import torch

for place in ("/tmp", os.path.dirname(__file__)):
    path = os.path.join(place, "left-by-an-attack")
    for act in (
        lambda: torch.save(torch.zeros(3), path),
        lambda: torch._C.PyTorchFileWriter(path),
        lambda: torch.UntypedStorage.from_file(path, True, 64),
        lambda: torch.jit.save(torch.jit.script(torch.nn.Identity()), path),
    ):
        try:
            act()
        except Exception as error:
            print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
