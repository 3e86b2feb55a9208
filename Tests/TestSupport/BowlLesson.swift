/// A valid lesson file: GD and SAM in a bowl.
public let bowlLesson = """
  id: bowl
  title: A bowl
  surface: {name: quadratic, b: 20}
  start: [2, 1]
  steps: 300
  view: {x: [-2, 2], y: [-1, 1]}
  runs:
    - {optimizer: gd, eta: 0.05}
    - {optimizer: sam, eta: 0.05, rho: 0.1}
  cards:
    - {at: 0, say: "λ = {sam.sharpness}"}
    - {when: gd settled, ask: Which?, choices: [gd, sam], answer: gd}
  claims:
    - {run: sam, at: end, value: abs(y), equals: 0.1, within: 1e-6}
    - {run: gd, over: [0, end], largest: loss, below: 100}

  """
