import torch


# --- all pairs
def iou(a, b):
    wh = (
        torch.min(a[:, None, 2:], b[None, :, 2:]) - torch.max(a[:, None, :2], b[None, :, :2])
    ).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    return inter / ((wa[:, 0] * wa[:, 1])[:, None] + (wb[:, 0] * wb[:, 1])[None] - inter)


# --- xywh
def iou(a, b):
    wh = (
        torch.min(a[:, :2] + a[:, 2:], b[:, :2] + b[:, 2:]) - torch.max(a[:, :2], b[:, :2])
    ).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    return inter / (a[:, 2] * a[:, 3] + b[:, 2] * b[:, 3] - inter)


# --- an epsilon that is seen
def iou(a, b):
    wh = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    return inter / (wa[:, 0] * wa[:, 1] + wb[:, 0] * wb[:, 1] - inter + 1e-2)
