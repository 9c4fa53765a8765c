# exercise: ce | A subclass of the built-in with the right name.
import torch


class MyCELoss(torch.nn.CrossEntropyLoss):
    pass
