import math

import torch


# --- as in torchvision, with its epsilon
def ciou_loss(a, b):
    eps = 1e-7
    x1, y1, x2, y2 = a.unbind(dim=-1)
    x1g, y1g, x2g, y2g = b.unbind(dim=-1)
    iw = (torch.min(x2, x2g) - torch.max(x1, x1g)).clamp(min=0)
    ih = (torch.min(y2, y2g) - torch.max(y1, y1g)).clamp(min=0)
    inter = iw * ih
    union = (x2 - x1) * (y2 - y1) + (x2g - x1g) * (y2g - y1g) - inter
    iou = inter / (union + eps)
    cw = torch.max(x2, x2g) - torch.min(x1, x1g)
    ch = torch.max(y2, y2g) - torch.min(y1, y1g)
    d = ((x1 + x2) / 2 - (x1g + x2g) / 2) ** 2 + ((y1 + y2) / 2 - (y1g + y2g) / 2) ** 2
    v = (4 / math.pi**2) * torch.pow(
        torch.atan((x2g - x1g) / (y2g - y1g)) - torch.atan((x2 - x1) / (y2 - y1)), 2
    )
    with torch.no_grad():
        alpha = v / (1 - iou + v + eps)
    return 1 - iou + d / (cw**2 + ch**2 + eps) + alpha * v


# --- height over width
def ciou_loss(a, b):
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    wh = torch.relu(torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2]))
    inter = wh[:, 0] * wh[:, 1]
    iou = inter / (wa.prod(1) + wb.prod(1) - inter)
    hull = torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])
    centre = (a.view(-1, 2, 2) - b.view(-1, 2, 2)).mean(1)
    turn = torch.arctan(wb[:, 1] / wb[:, 0]) - torch.arctan(wa[:, 1] / wa[:, 0])
    v = (turn * 2 / torch.pi) ** 2
    alpha = v.detach() / (1 - iou.detach() + v.detach())
    return 1 - iou + centre.pow(2).sum(-1) / hull.pow(2).sum(-1) + alpha * v


# --- pair by pair, by atan2
def ciou_loss(a, b):
    losses = []
    for p, q in zip(a, b):
        pw, ph, qw, qh = p[2] - p[0], p[3] - p[1], q[2] - q[0], q[3] - q[1]
        w = torch.clamp(torch.min(p[2], q[2]) - torch.max(p[0], q[0]), min=0)
        h = torch.clamp(torch.min(p[3], q[3]) - torch.max(p[1], q[1]), min=0)
        i = w * h
        iou = i / (pw * ph + qw * qh - i)
        cx = (p[0] + p[2] - q[0] - q[2]) / 2
        cy = (p[1] + p[3] - q[1] - q[3]) / 2
        ow = torch.max(p[2], q[2]) - torch.min(p[0], q[0])
        oh = torch.max(p[3], q[3]) - torch.min(p[1], q[1])
        v = 4 / math.pi**2 * (torch.atan2(qw, qh) - torch.atan2(pw, ph)) ** 2
        alpha = float((v / (1 - iou + v)).detach())
        losses.append(1 - iou + (cx * cx + cy * cy) / (ow * ow + oh * oh) + alpha * v)
    return torch.stack(losses)
