import torch


# --- complex numbers
def rope(x, positions, base, interleaved):
    d = x.shape[-1]
    freqs = base ** (-torch.arange(0, d, 2, dtype=torch.float64) / d)
    angles = torch.outer(positions.double(), freqs)
    turn = torch.polar(torch.ones_like(angles), angles)
    turn = turn.to(torch.complex64 if x.dtype == torch.float32 else torch.complex128)
    pairs = x.unflatten(-1, (-1, 2)) if interleaved else torch.stack(x.chunk(2, -1), -1)
    out = torch.view_as_real(torch.view_as_complex(pairs.contiguous()) * turn)
    return out.flatten(-2) if interleaved else torch.cat(out.unbind(-1), -1)


# --- rotate_half, as in transformers
def rope(x, positions, base, interleaved):
    d = x.shape[-1]
    inv = 1.0 / base ** (torch.arange(0, d, 2).to(x.dtype) / d)
    f = positions[:, None].to(x.dtype) * inv[None]
    if interleaved:
        f = f.repeat_interleave(2, -1)
        rot = torch.stack((-x[..., 1::2], x[..., ::2]), -1).reshape(x.shape)
    else:
        f = torch.cat((f, f), -1)
        rot = torch.cat((-x[..., d // 2 :], x[..., : d // 2]), -1)
    return x * f.cos() + rot * f.sin()


# --- halves only, the neighbours sorted first
def rope(x, positions, base, interleaved):
    d = x.shape[-1]
    order = torch.arange(d)
    if interleaved:
        order = torch.cat((order[::2], order[1::2]))
    first, second = x[..., order].split(d // 2, -1)
    theta = torch.tensor([base ** (-2 * i / d) for i in range(d // 2)], dtype=x.dtype)
    m = torch.einsum("t,i->ti", positions.to(x.dtype), theta)
    out = torch.cat((first * m.cos() - second * m.sin(), second * m.cos() + first * m.sin()), -1)
    return out[..., order.argsort()]
