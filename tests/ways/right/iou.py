import torch


# --- unbound
def iou(a, b):
    ax1, ay1, ax2, ay2 = a.unbind(1)
    bx1, by1, bx2, by2 = b.unbind(1)
    w = (torch.min(ax2, bx2) - torch.max(ax1, bx1)).clamp(min=0)
    h = (torch.min(ay2, by2) - torch.max(ay1, by1)).clamp(min=0)
    inter = w * h
    return inter / ((ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - inter)


# --- prod
def iou(a, b):
    wh = torch.relu(torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2]))
    inter = wh[:, 0] * wh[:, 1]
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    union = wa[:, 0] * wa[:, 1] + wb[:, 0] * wb[:, 1] - inter
    return inter / union


# --- a tiny epsilon
def iou(a, b):
    wh = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    return inter / (wa[:, 0] * wa[:, 1] + wb[:, 0] * wb[:, 1] - inter + 1e-9)
