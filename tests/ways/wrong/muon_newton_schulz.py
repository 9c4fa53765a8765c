import torch


# --- always five steps
def newton_schulz(update, iterations, eps):
    x = update / (update.norm() + eps)
    for _ in range(5):
        g = x @ x.T
        x = 3.4445 * x + (-4.7750 * g + 2.0315 * g @ g) @ x
    return x


# --- eps fixed
def newton_schulz(update, iterations, eps):
    x = update / (update.norm() + 1e-7)
    for _ in range(iterations):
        g = x @ x.T
        x = 3.4445 * x + (-4.7750 * g + 2.0315 * g @ g) @ x
    return x


# --- left transposed
def newton_schulz(update, iterations, eps):
    x = update / (update.norm() + eps)
    if x.shape[0] > x.shape[1]:
        x = x.T
    for _ in range(iterations):
        g = x @ x.T
        x = 3.4445 * x + (-4.7750 * g + 2.0315 * g @ g) @ x
    return x if update.shape[0] <= update.shape[1] else x.contiguous().view(update.shape)


# --- in bfloat16
def newton_schulz(update, iterations, eps):
    x = update.bfloat16()
    x = x / (x.norm() + eps)
    for _ in range(iterations):
        g = x @ x.T
        x = 3.4445 * x + (-4.7750 * g + 2.0315 * g @ g) @ x
    return x.to(update.dtype)


# --- scaled by the shape
def newton_schulz(update, iterations, eps):
    x = update / (update.norm() + eps)
    for _ in range(iterations):
        g = x @ x.T
        x = 3.4445 * x + (-4.7750 * g + 2.0315 * g @ g) @ x
    return x * max(1, x.shape[0] / x.shape[1]) ** 0.5
