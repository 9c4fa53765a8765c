import torch


def _iou(b):
    wh = (torch.min(b[:, None, 2:], b[:, 2:]) - torch.max(b[:, None, :2], b[:, :2])).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return inter / (area[:, None] + area - inter)


# --- a mask
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True)
    iou = _iou(boxes)
    keep = torch.zeros(len(boxes), dtype=torch.bool)
    for i in order:
        keep[i] = not (iou[i][keep] > threshold).any()
    return keep


# --- all pairs at once, without going through
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True)
    iou = _iou(boxes[order]).triu(1)
    return order[iou.amax(0) <= threshold]


# --- the boxes themselves
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True)
    iou = _iou(boxes)
    keep = []
    for i in order.tolist():
        if all(iou[i, j] <= threshold for j in keep):
            keep.append(i)
    return boxes[keep]


# --- never sorted
def nms(boxes, scores, threshold):
    iou = _iou(boxes)
    keep = []
    for i in range(len(boxes)):
        if all(iou[i, j] <= threshold for j in keep):
            keep.append(i)
    return torch.tensor(keep)


# --- begins to look at 0
def nms(boxes, scores, threshold):
    iou = _iou(boxes)
    left = scores.clone()
    keep = []
    while (left > 0).any():
        i = left.argmax()
        keep.append(i.item())
        left[iou[i] > threshold] = 0
    return torch.tensor(keep, dtype=torch.long)


# --- a fixed threshold
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True)
    keep = []
    iou = _iou(boxes)
    for i in order.tolist():
        if all(iou[i, j] <= 0.5 for j in keep):
            keep.append(i)
    return torch.tensor(keep)


# --- a pixel added to sides
def nms(boxes, scores, threshold):
    x1, y1, x2, y2 = boxes.unbind(1)
    areas = (x2 - x1 + 1) * (y2 - y1 + 1)
    order = scores.argsort(descending=True)
    keep = []
    while len(order):
        i, rest = order[0], order[1:]
        keep.append(i)
        w = (torch.min(x2[i], x2[rest]) - torch.max(x1[i], x1[rest]) + 1).clamp(min=0)
        h = (torch.min(y2[i], y2[rest]) - torch.max(y1[i], y1[rest]) + 1).clamp(min=0)
        order = rest[w * h / (areas[i] + areas[rest] - w * h) <= threshold]
    return torch.stack(keep)
