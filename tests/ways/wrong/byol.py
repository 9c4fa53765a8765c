import torch
import torch.nn.functional as F


# --- targets trained
def byol_loss(prediction_a, prediction_b, target_a, target_b):
    def d(p, z):
        p, z = F.normalize(p, dim=-1), F.normalize(z, dim=-1)
        return 2 - 2 * (p * z).sum(-1)

    return (d(prediction_a, target_b) + d(prediction_b, target_a)).mean()


# --- squared error without normalising
def byol_loss(prediction_a, prediction_b, target_a, target_b):
    def d(p, z):
        return (p - z.detach()).pow(2).sum(-1)

    return (d(prediction_a, target_b) + d(prediction_b, target_a)).mean()


# --- summed over the batch
def byol_loss(prediction_a, prediction_b, target_a, target_b):
    def d(p, z):
        p, z = F.normalize(p, dim=-1), F.normalize(z.detach(), dim=-1)
        return 2 - 2 * (p * z).sum(-1)

    return (d(prediction_a, target_b) + d(prediction_b, target_a)).sum()
