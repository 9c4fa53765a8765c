import torch


# --- unbound
def diou_loss(a, b):
    ax1, ay1, ax2, ay2 = a.unbind(-1)
    bx1, by1, bx2, by2 = b.unbind(-1)
    iw = (torch.min(ax2, bx2) - torch.max(ax1, bx1)).clamp(min=0)
    ih = (torch.min(ay2, by2) - torch.max(ay1, by1)).clamp(min=0)
    inter = iw * ih
    union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - inter
    rho2 = ((ax1 + ax2 - bx1 - bx2) ** 2 + (ay1 + ay2 - by1 - by2) ** 2) / 4
    cw, ch = torch.max(ax2, bx2) - torch.min(ax1, bx1), torch.max(ay2, by2) - torch.min(ay1, by1)
    return 1 - inter / union + rho2 / (cw**2 + ch**2)


# --- an epsilon as libraries have it
def diou_loss(a, b):
    wh = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0)
    inter = wh[:, 0] * wh[:, 1]
    area = lambda x: (x[:, 2] - x[:, 0]) * (x[:, 3] - x[:, 1])
    iou = inter / (area(a) + area(b) - inter + 1e-7)
    d = (a[:, :2] + a[:, 2:]) / 2 - (b[:, :2] + b[:, 2:]) / 2
    c = torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])
    return 1 - iou + d.pow(2).sum(-1) / (c.pow(2).sum(-1) + 1e-7)


# --- centres and sizes
def diou_loss(a, b):
    def split(x):
        size = x[:, 2:] - x[:, :2]
        return x[:, :2] + size / 2, size

    (ca, sa), (cb, sb) = split(a), split(b)
    gap = (ca - cb).abs()
    inner = torch.minimum(torch.minimum(sa, sb), torch.relu((sa + sb) / 2 - gap))
    outer = torch.maximum(torch.maximum(sa, sb), (sa + sb) / 2 + gap)
    inter = inner.prod(1)
    return 1 - inter / (sa.prod(1) + sb.prod(1) - inter) + (gap**2).sum(1) / (outer**2).sum(1)
