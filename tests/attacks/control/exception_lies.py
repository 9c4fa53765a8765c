# exercise: mse | An exception whose text, type and traceback raise, loop or lie.
import torch


class Meta(type):
    __name__ = property(lambda self: 1 / 0)


class Odd(Exception, metaclass=Meta):
    def __str__(self):
        raise self

    __repr__ = __str__

    @property
    def __traceback__(self):
        return self


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        raise Odd(y_pred)
