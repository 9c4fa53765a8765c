# exercise: mse | Asks pytest to skip the whole module, at import.
import pytest

pytest.skip("nothing to see", allow_module_level=True)
