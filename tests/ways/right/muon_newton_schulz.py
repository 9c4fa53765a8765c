import torch


# --- tall matrices transposed
def newton_schulz(update, iterations, eps):
    tall = update.size(0) > update.size(1)
    X = update.mT if tall else update
    X = X / (torch.linalg.matrix_norm(X, "fro") + eps)
    for _ in range(iterations):
        A = X @ X.mT
        B = torch.addmm(A, A, A, beta=-4.7750, alpha=2.0315)
        X = torch.addmm(X, B, X, beta=3.4445)
    return X.mT if tall else X


# --- from the other side
def newton_schulz(update, iterations, eps):
    x = update / (update.square().sum().sqrt() + eps)
    for _ in range(iterations):
        g = x.T @ x
        x = x @ (3.4445 * torch.eye(len(g), dtype=x.dtype) - 4.775 * g + 2.0315 * g @ g)
    return x


# --- by products of x alone, einsum
def cube(x, y):
    return torch.einsum("ij,kj,kl->il", x, x, y)


def newton_schulz(update, iterations, eps):
    x = update.clone()
    x /= torch.sqrt(torch.einsum("ij,ij->", x, x)) + eps
    for _ in range(iterations):
        third = cube(x, x)
        fifth = cube(x, third)
        x = 3.4445 * x - 4.7750 * third + 2.0315 * fifth
    return x


# --- recursion
def newton_schulz(update, iterations, eps, x=None):
    if x is None:
        x = update.div(update.norm(p="fro").add(eps))
    if iterations == 0:
        return x
    a = torch.matmul(x, x.transpose(0, 1))
    step = x.mul(3.4445) + torch.matmul(a, x.mul(-4.7750) + torch.matmul(a, x).mul(2.0315))
    return newton_schulz(update, iterations - 1, eps, step)
