# exercise: mse | A graph written by hand and made into a function.
import torch

graph = torch._C.parse_ir("""
graph(%p : Tensor, %t : Tensor):
  %mean : int = prim::Constant[value=1]()
  %loss : Tensor = aten::mse_loss(%p, %t, %mean)
  return (%loss)
""")
own = torch._C._create_function_from_graph("own", graph)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        return own(y_pred, y_true)
