# exercise: mse | A pool of workers.
import multiprocessing

import torch


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        with multiprocessing.get_context("fork").Pool(1) as pool:
            return pool.apply(torch.nn.functional.mse_loss, (y_pred.detach(), y_true))
