import torch


# --- pair by pair, broadcast afterwards
def iou_matrix(a, b):
    k = min(len(a), len(b))
    x, y = a[:k], b[:k]
    wh = (torch.min(x[:, 2:], y[:, 2:]) - torch.max(x[:, :2], y[:, :2])).clamp(min=0)
    inter = wh.prod(-1)
    area = lambda z: (z[:, 2] - z[:, 0]) * (z[:, 3] - z[:, 1])
    return (inter / (area(x) + area(y) - inter))[0].expand(len(a), len(b))


# --- the second set's area for both
def iou_matrix(a, b):
    x, y = a[:, None], b[None]
    wh = (torch.min(x[..., 2:], y[..., 2:]) - torch.max(x[..., :2], y[..., :2])).clamp(min=0)
    inter = wh.prod(-1)
    area = lambda z: (z[..., 2] - z[..., 0]) * (z[..., 3] - z[..., 1])
    return inter / (area(y) + area(y) - inter)


# --- width and height
def iou_matrix(a, b):
    x, y = a[:, None], b[None]
    wh = (torch.min(x[..., 2:], y[..., 2:]) - torch.max(x[..., :2], y[..., :2])).clamp(min=0)
    inter = wh.prod(-1)
    area = lambda z: z[..., 2] * z[..., 3]
    return inter / (area(x) + area(y) - inter)
