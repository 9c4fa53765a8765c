# exercise: mse | A graph made by hand from the JIT's own objects, run as a function.
import torch

graph = torch._C.Graph()
p, t = graph.addInput(), graph.addInput()
p.inferTypeFrom(torch.zeros(2, 2))
t.inferTypeFrom(torch.zeros(2, 2))
node = graph.create("aten::mul", [p, t])
graph.appendNode(node)
graph.registerOutput(node.output())
made = torch._C._create_function_from_graph("own", graph)


class MyMSELoss(torch.nn.Module):
    def forward(self, y_pred, y_true):
        made(y_pred, y_true)
        return ((y_pred - y_true) ** 2).mean()
