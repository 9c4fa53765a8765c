# exercise: mse | Asks the compiler for a very deep expression.
code = "x = " + "-" * 200_000 + "1"
exec(code)
