# exercise: mse | Names and messages made of lone surrogates, escapes and braces.
import torch

Odd = type("{0}\x1b[2J" + "x" * 10000, (Exception,), {})


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        raise Odd("\udfff{expected} \x00 " + "y" * 100000)
