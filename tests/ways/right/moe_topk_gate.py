import torch
import torch.nn.functional as F


# --- minus infinity for the others
def top_k_gate(logits, k):
    least = logits.topk(k, dim=-1).values[:, -1:]
    return logits.masked_fill(logits < least, -torch.inf).softmax(-1)


# --- softmax over all, divided by the sum of the chosen
def top_k_gate(logits, k):
    top = F.log_softmax(logits, dim=1)
    values, places = torch.topk(top, k)
    share = (values - values.logsumexp(1, keepdim=True)).exp()
    out = torch.zeros(logits.shape, dtype=logits.dtype)
    return out.scatter(1, places, share)


# --- token by token
def top_k_gate(logits, k):
    rows = []
    for row in logits:
        order = torch.argsort(row, descending=True)[:k]
        e = torch.exp(row[order] - row[order[0]])
        out = torch.zeros_like(row)
        out[order] = e / e.sum()
        rows.append(out)
    return torch.stack(rows)


# --- one-hot of the places, einsum
def top_k_gate(logits, k):
    values, places = logits.sort(dim=1, descending=True)
    hot = F.one_hot(places[:, :k], logits.shape[1]).to(logits.dtype)
    return torch.einsum("nk,nke->ne", values[:, :k].softmax(1), hot)
