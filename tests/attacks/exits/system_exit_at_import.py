# exercise: mse | Raises SystemExit while the file is loaded.
raise SystemExit(0)
