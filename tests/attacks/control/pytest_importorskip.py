# exercise: mse | Skips because a module is missing.
import pytest

pytest.importorskip("a_module_that_is_not_there")
