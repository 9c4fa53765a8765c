import math

import torch


def _parts(a, b):
    wa, wb = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    wh = (torch.min(a[:, 2:], b[:, 2:]) - torch.max(a[:, :2], b[:, :2])).clamp(min=0)
    inter = wh.prod(1)
    iou = inter / (wa.prod(1) + wb.prod(1) - inter)
    hull = torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])
    centre = (a[:, :2] + a[:, 2:] - b[:, :2] - b[:, 2:]) / 2
    far = centre.pow(2).sum(1) / hull.pow(2).sum(1)
    turn = torch.atan(wb[:, 0] / wb[:, 1]) - torch.atan(wa[:, 0] / wa[:, 1])
    return iou, far, turn, wa


# --- nothing detached
def ciou_loss(a, b):
    iou, far, turn, _ = _parts(a, b)
    v = 4 / math.pi**2 * turn**2
    return 1 - iou + far + v * v / (1 - iou + v)


# --- v without its weight's iou
def ciou_loss(a, b):
    iou, far, turn, _ = _parts(a, b)
    v = 4 / math.pi**2 * turn**2
    return 1 - iou + far + v * (v / (1 + v)).detach()


# --- the gradient of v as the authors write it
def ciou_loss(a, b):
    iou, far, turn, wa = _parts(a, b)
    v = 4 / math.pi**2 * turn**2
    w2 = (wa**2).sum(1).detach()
    v = v.detach() + (v - v.detach()) * w2
    return 1 - iou + far + v * (v / (1 - iou + v)).detach()


# --- the angle not squared
def ciou_loss(a, b):
    iou, far, turn, _ = _parts(a, b)
    v = 4 / math.pi**2 * turn.abs()
    return 1 - iou + far + v * (v / (1 - iou + v)).detach()


# --- all parts detached but the overlap
def ciou_loss(a, b):
    iou, far, turn, _ = _parts(a, b)
    with torch.no_grad():
        v = 4 / math.pi**2 * turn**2
        alpha = v / (1 - iou + v)
        rest = far + alpha * v
    return 1 - iou + rest


# --- the score, not the loss
def ciou_loss(a, b):
    iou, far, turn, _ = _parts(a, b)
    v = 4 / math.pi**2 * turn**2
    return iou - far - v * (v / (1 - iou + v)).detach()
