import torch


def angles_of(x, positions, base):
    d = x.shape[-1]
    inv = 1.0 / base ** (torch.arange(0, d, 2).to(x.dtype) / d)
    return positions[:, None].to(x.dtype) * inv[None]


# --- angles of halves on neighbours
def rope(x, positions, base, interleaved):
    f = angles_of(x, positions, base)
    f = torch.cat((f, f), -1)
    d = x.shape[-1]
    if interleaved:
        rot = torch.stack((-x[..., 1::2], x[..., ::2]), -1).reshape(x.shape)
    else:
        rot = torch.cat((-x[..., d // 2 :], x[..., : d // 2]), -1)
    return x * f.cos() + rot * f.sin()


# --- no minus
def rope(x, positions, base, interleaved):
    f = angles_of(x, positions, base)
    a, b = (x[..., ::2], x[..., 1::2]) if interleaved else x.chunk(2, -1)
    one, two = a * f.cos() + b * f.sin(), a * f.sin() + b * f.cos()
    return torch.stack((one, two), -1).flatten(-2) if interleaved else torch.cat((one, two), -1)


# --- added like a sinusoidal embedding
def rope(x, positions, base, interleaved):
    f = angles_of(x, positions, base)
    return x + torch.cat((f.sin(), f.cos()), -1)


# --- the base fixed
def rope(x, positions, base, interleaved):
    f = angles_of(x, positions, 10000.0)
    a, b = (x[..., ::2], x[..., 1::2]) if interleaved else x.chunk(2, -1)
    one, two = a * f.cos() - b * f.sin(), a * f.sin() + b * f.cos()
    return torch.stack((one, two), -1).flatten(-2) if interleaved else torch.cat((one, two), -1)
