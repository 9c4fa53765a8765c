# exercise: mse | Crashes the interpreter.
import faulthandler

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        faulthandler._sigsegv()
