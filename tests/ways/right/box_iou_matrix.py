import torch


# --- unsqueeze and prod
def iou_matrix(a, b):
    x, y = a.unsqueeze(1), b.unsqueeze(0)
    wh = (torch.min(x[..., 2:], y[..., 2:]) - torch.max(x[..., :2], y[..., :2])).clamp(min=0)
    inter = wh.prod(-1)
    area = lambda z: (z[..., 2] - z[..., 0]) * (z[..., 3] - z[..., 1])
    return inter / (area(x) + area(y) - inter)


# --- repeated and flattened
def iou_matrix(a, b):
    n, m = a.shape[0], b.shape[0]
    x = a.repeat_interleave(m, dim=0)
    y = b.repeat(n, 1)
    w = (torch.min(x[:, 2], y[:, 2]) - torch.max(x[:, 0], y[:, 0])).clamp(min=0)
    h = (torch.min(x[:, 3], y[:, 3]) - torch.max(x[:, 1], y[:, 1])).clamp(min=0)
    area = lambda z: (z[:, 2] - z[:, 0]) * (z[:, 3] - z[:, 1])
    return (w * h / (area(x) + area(y) - w * h)).view(n, m)


# --- coordinate by coordinate
def iou_matrix(a, b):
    ax1, ay1, ax2, ay2 = (v[:, None] for v in a.T)
    bx1, by1, bx2, by2 = (v[None] for v in b.T)
    w = torch.relu(torch.minimum(ax2, bx2) - torch.maximum(ax1, bx1))
    h = torch.relu(torch.minimum(ay2, by2) - torch.maximum(ay1, by1))
    union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - w * h
    return w * h / union
