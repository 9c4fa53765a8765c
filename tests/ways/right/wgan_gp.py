import torch
import torch.nn.functional as F


# --- the slope by hand
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout
    x = mix[:, None] * real + (1 - mix)[:, None] * fake
    h = torch.tanh(F.linear(x, weight))
    g = ((1 - h * h) * readout) @ weight
    gp = ((g.norm(2, dim=1) - 1) ** 2).mean()
    d = lambda v: (torch.tanh(F.linear(v, weight)) * readout).sum(1)
    return (d(fake) - d(real)).mean() + penalty * gp


# --- as in most repositories
def wgan_gp_loss(critic, real, fake, mix, penalty):
    eps = mix.view(-1, 1).expand_as(real)
    interpolates = torch.autograd.Variable(eps * real + (1 - eps) * fake, requires_grad=True)
    out = critic(interpolates)
    grads = torch.autograd.grad(
        outputs=out,
        inputs=interpolates,
        grad_outputs=torch.ones_like(out),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    grads = grads.view(grads.size(0), -1)
    gp = ((grads.norm(2, dim=1) - 1) ** 2).mean() * penalty
    return -critic(real).mean() + critic(fake).mean() + gp


# --- sample by sample
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout

    def score(x):
        return torch.dot(readout, torch.tanh(torch.mv(weight, x)))

    total = 0
    for x, z, u in zip(real, fake, mix):
        at = torch.lerp(z, x, u).requires_grad_(True)
        slope = torch.autograd.grad(score(at), at, create_graph=True)[0]
        length = torch.sqrt((slope**2).sum() + 1e-16)
        total = total + score(z) - score(x) + penalty * (length**2 - 2 * length + 1)
    return total / real.shape[0]


# --- by einsum
def wgan_gp_loss(critic, real, fake, mix, penalty):
    weight, readout = critic.layer, critic.readout

    def hidden(x):
        return torch.einsum("nd,hd->nh", x, weight).tanh()

    middle = torch.einsum("n,nd->nd", mix, real) + torch.einsum("n,nd->nd", 1 - mix, fake)
    inner = 1 - hidden(middle).square()
    slope = torch.einsum("nh,h,hd->nd", inner, readout, weight)
    length = torch.linalg.vector_norm(slope, dim=-1)
    apart = torch.einsum("nh,h->n", hidden(fake) - hidden(real), readout)
    return torch.mean(apart + penalty * (length - 1).pow(2))
