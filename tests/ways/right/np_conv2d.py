import numpy as np


# --- a loop over the places of the output
def conv2d(x, kernel, stride, padding):
    n, c, h, w = x.shape
    o, _, k, _ = kernel.shape
    big = np.zeros((n, c, h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    big[:, :, padding : padding + h, padding : padding + w] = x
    p, q = (h + 2 * padding - k) // stride + 1, (w + 2 * padding - k) // stride + 1
    out = np.zeros((n, o, p, q), dtype=x.dtype)
    for i in range(p):
        for j in range(q):
            patch = big[:, :, i * stride : i * stride + k, j * stride : j * stride + k]
            out[:, :, i, j] = np.tensordot(patch, kernel, axes=([1, 2, 3], [1, 2, 3]))
    return out


# --- a loop over the places of the kernel
def conv2d(x, kernel, stride, padding):
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    p, q = (x.shape[2] - 3) // stride + 1, (x.shape[3] - 3) // stride + 1
    out = 0
    for i in range(3):
        for j in range(3):
            part = x[
                :, :, i : i + stride * (p - 1) + 1 : stride, j : j + stride * (q - 1) + 1 : stride
            ]
            out = out + np.einsum("nchw,oc->nohw", part, kernel[:, :, i, j])
    return out


# --- im2col: one product of matrices
def conv2d(x, kernel, stride, padding):
    n, c, h, w = x.shape
    o = len(kernel)
    x = np.pad(x, ((0, 0), (0, 0), (padding,) * 2, (padding,) * 2))
    rows = np.arange(0, h + 2 * padding - 2, stride)
    cols = np.arange(0, w + 2 * padding - 2, stride)
    i = rows[:, None, None, None] + np.arange(3)[None, None, :, None]
    j = cols[None, :, None, None] + np.arange(3)[None, None, None, :]
    patches = x[:, :, i, j].transpose(0, 2, 3, 1, 4, 5).reshape(-1, c * 9)
    out = patches @ kernel.reshape(o, -1).T
    return out.reshape(n, len(rows), len(cols), o).transpose(0, 3, 1, 2)


# --- seven loops
def conv2d(x, kernel, stride, padding):
    N, _, H, W = x.shape
    O = kernel.shape[0]
    P, Q = (H + 2 * padding - 3) // stride + 1, (W + 2 * padding - 3) // stride + 1
    out = np.zeros((N, O, P, Q), dtype=x.dtype)
    for n in range(N):
        for p in range(P):
            for q in range(Q):
                for i in range(3):
                    for j in range(3):
                        r, s = p * stride + i - padding, q * stride + j - padding
                        if 0 <= r < H and 0 <= s < W:
                            out[n, :, p, q] += kernel[:, :, i, j] @ x[n, :, r, s]
    return out


# --- sliding windows and einsum
def conv2d(x, kernel, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    win = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncpqij,ocij->nopq", win, kernel)


# --- outer products of shifted images and the kernel
def conv2d(x, kernel, stride, padding):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    P, Q = (x.shape[2] - 3) // stride + 1, (x.shape[3] - 3) // stride + 1
    out = np.zeros((len(x), len(kernel), P, Q), dtype=x.dtype)
    for c in range(x.shape[1]):
        for i in range(3):
            for j in range(3):
                part = x[:, c, i : i + stride * P : stride, j : j + stride * Q : stride][:, :P, :Q]
                out += np.multiply.outer(part, kernel[:, c, i, j]).transpose(0, 3, 1, 2)
    return out
