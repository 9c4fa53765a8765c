# Loops over samples and classes.
import torch
import torch.nn as nn


class MyCELoss(nn.Module):
    def forward(self, y_pred, y_true):
        losses = []
        for n in range(y_pred.shape[0]):
            row = y_pred[n]
            top = row.max()
            norm = torch.log(sum(torch.exp(x - top) for x in row)) + top
            loss = 0.0
            for c in range(y_pred.shape[1]):
                loss = loss - y_true[n, c] * (row[c] - norm)
            losses.append(loss)
        return torch.stack(losses).mean()
