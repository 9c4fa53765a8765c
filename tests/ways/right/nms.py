import torch


# --- flags of what is suppressed
def nms(boxes, scores, threshold):
    x1, y1, x2, y2 = boxes.unbind(1)
    areas = (x2 - x1) * (y2 - y1)
    _, order = torch.sort(scores, descending=True)
    gone = torch.zeros(len(boxes), dtype=torch.bool)
    keep = []
    for i in order:
        if gone[i]:
            continue
        keep.append(int(i))
        w = (torch.min(x2[i], x2) - torch.max(x1[i], x1)).clamp(min=0)
        h = (torch.min(y2[i], y2) - torch.max(y1[i], y1)).clamp(min=0)
        inter = w * h
        gone |= inter / (areas[i] + areas - inter) > threshold
    return torch.tensor(keep, dtype=torch.long)


# --- the matrix of all pairs first
def nms(boxes, scores, threshold):
    order = scores.argsort(descending=True)
    b = boxes[order]
    lt = torch.max(b[:, None, :2], b[:, :2])
    rb = torch.min(b[:, None, 2:], b[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[..., 0] * wh[..., 1]
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    iou = inter / (area[:, None] + area - inter + 1e-9)
    keep = torch.ones(len(b), dtype=torch.bool)
    for i in range(len(b)):
        if keep[i]:
            keep[i + 1 :] &= ~(iou[i, i + 1 :] > threshold)
    return order[keep]


# --- plain Python over pairs
def nms(boxes, scores, threshold):
    def iou(p, q):
        w = max(0.0, min(p[2], q[2]) - max(p[0], q[0]))
        h = max(0.0, min(p[3], q[3]) - max(p[1], q[1]))
        both = w * h
        return both / ((p[2] - p[0]) * (p[3] - p[1]) + (q[2] - q[0]) * (q[3] - q[1]) - both)

    b = boxes.tolist()
    keep = []
    for n in sorted(range(len(b)), key=lambda n: scores[n].item(), reverse=True):
        if all(iou(b[n], b[m]) <= threshold for m in keep):
            keep.append(n)
    return torch.tensor(keep)


# --- the best that is left by argmax
def nms(boxes, scores, threshold):
    left = scores.clone()
    keep = []
    while not torch.isinf(left).all():
        i = left.argmax()
        keep.append(i.item())
        left[i] = -float("inf")
        wh = torch.relu(
            torch.minimum(boxes[i, 2:], boxes[:, 2:]) - torch.maximum(boxes[i, :2], boxes[:, :2])
        )
        inter = wh.prod(-1)
        size = (boxes[:, 2:] - boxes[:, :2]).prod(-1)
        left = left.masked_fill(inter > threshold * (size[i] + size - inter), -float("inf"))
    return torch.tensor(keep)
