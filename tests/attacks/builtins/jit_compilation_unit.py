# exercise: kl | A compilation unit from source text.
import torch

unit = torch.jit.CompilationUnit("""
def own(p: Tensor, t: Tensor):
    return torch.kl_div(p, t, 0).sum() / p.size(0)
""")


class MyKLDivLoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return unit.own(y_pred.log_softmax(1), y_true.softmax(1))
