import torch
import torch.nn.functional as F


# --- the teacher learns too
def feature_distillation(student, teacher, projection):
    a, b = F.normalize(student @ projection.T, dim=1), F.normalize(teacher, dim=1)
    return (a - b).square().sum(1).mean()


# --- every sample with every other
def feature_distillation(student, teacher, projection):
    a, b = F.normalize(student @ projection.T, dim=1), F.normalize(teacher.detach(), dim=1)
    return (a.unsqueeze(1) - b.unsqueeze(0)).square().sum(2).mean()


# --- the sum of absolute entries for the length
def feature_distillation(student, teacher, projection):
    a, b = (
        F.normalize(student @ projection.T, p=1, dim=1),
        F.normalize(teacher.detach(), p=1, dim=1),
    )
    return (a - b).square().sum(1).mean()


# --- a softmax in place of the length
def feature_distillation(student, teacher, projection):
    a, b = (student @ projection.T).softmax(1), teacher.detach().softmax(1)
    return (a - b).square().sum(1).mean()


# --- the student cut off
def feature_distillation(student, teacher, projection):
    a, b = F.normalize(student.detach() @ projection.T, dim=1), F.normalize(teacher.detach(), dim=1)
    return (a - b).square().sum(1).mean()
