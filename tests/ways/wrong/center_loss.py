import torch


# --- the mean of everything
def center_loss(vectors, centers, labels):
    return 0.5 * ((vectors - centers[labels]) ** 2).mean()


# --- the sum of the paper
def center_loss(vectors, centers, labels):
    return 0.5 * ((vectors - centers[labels]) ** 2).sum()


# --- centers under no_grad
def center_loss(vectors, centers, labels):
    with torch.no_grad():
        own = centers[labels]
    return 0.5 * ((vectors - own) ** 2).sum(1).mean()


# --- the norm
def center_loss(vectors, centers, labels):
    return 0.5 * torch.norm(vectors - centers[labels], dim=1).mean()


# --- the nearest center
def center_loss(vectors, centers, labels):
    apart = ((vectors[:, None] - centers) ** 2).sum(2)
    return apart.min(dim=1).values.mean() / 2
