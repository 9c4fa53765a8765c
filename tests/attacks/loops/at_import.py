# exercise: mse | Computes for ever while the file is loaded.
while True:
    pass
