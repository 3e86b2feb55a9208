import Testing

/// One thing wrong in a good file, and the answer to it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let part: String
  let by: String
  /// Line, column and message; “*” stands for what the formula parser says.
  let answer: String

  init(_ part: String, _ by: String, _ answer: String) {
    self.part = part
    self.by = by
    self.answer = answer
  }

  var testDescription: String { "\(part) → \(by)".replacing("\n", with: "⏎") }
  var yaml: String { Self.good.replacing(part, with: by, maxReplacements: 1) }

  static let good = """
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

  static let all = [
    Mistake(
      "{sam.sharpness}", "{sam.x, {sam.y}",
      "11:23: a “{” without its “}”; write {{ for a brace"),
    Mistake(
      "{at: 0, say", "{at: 0, reveal: true, say",
      "11:13: no question comes before this card"),
    Mistake(
      "answer: gd}", "answer: gd, reveal: yes}",
      "12:77: reveal is true or false, not “yes”"),
    Mistake(
      "optimizer: sam", "optimizer: smm",
      "9:17: there is no optimizer “smm”; did you mean “sam”?"),
    Mistake(
      "optimizer: sam", "optimiser: sam",
      "9:6: a run has no “optimiser”; did you mean “optimizer”?"),
    Mistake(
      "name: quadratic", "name: quadratik",
      "3:17: there is no surface “quadratik”; did you mean “quadratic”?"),
    Mistake(
      "{name: quadratic, b: 20}", "quadratik",
      "3:10: there is no surface “quadratik”; did you mean “quadratic”?"),
    Mistake(
      "{name: quadratic, b: 20}", "x^2 +* y^2",
      "3:15: *"),
    Mistake(
      "{name: quadratic, b: 20}", "\"x^2 + z*y^2\"",
      "3:17: *"),
    Mistake(
      "b: 20}", "c: 20}",
      "3:28: surface quadratic has no knob “c”; did you mean “a”?"),
    Mistake(
      "b: 20}", "b: 1e9}",
      "3:31: b of surface quadratic is 1000000000.0; it takes -10000.0 to 10000.0"),
    Mistake(
      "rho: 0.1", "rh: 0.1",
      "9:33: optimizer sam has no knob “rh”; did you mean “rho”?"),
    Mistake(
      "rho: 0.1", "rho: -1",
      "9:38: rho of optimizer sam is -1.0; it takes 0.0 to 100.0"),
    Mistake(
      "rho: 0.1", "rho: small",
      "9:38: rho is a number, not “small”"),
    Mistake(
      "rho: 0.1", "rho: .nan",
      "9:38: rho is a finite number, not “.nan”"),
    Mistake(
      "rho: 0.1", "eta: 0.1",
      "9:22: “eta” is given more than once"),
    Mistake(
      "optimizer: sam", "optimizer: gd",
      "9:32: optimizer gd has no knob “rho”; known are eta, name, start, seed, noise, schedule"),
    Mistake(
      "rho: 0.1", "name: 1st",
      "9:39: a run’s name is up to 16 letters, digits and “_”, a letter first, not “1st”"),
    Mistake(
      "[2, 1]", "[2]",
      "4:8: the start is a pair of numbers such as [1, 2], not a list of 1"),
    Mistake(
      "[2, 1]", "[2, 1/0]",
      "4:12: the start’s y is a finite number, not “1/0”"),
    Mistake(
      "[2, 1]", "{x: 2}",
      "4:8: the start is a pair of numbers such as [1, 2], not a mapping"),
    Mistake(
      "steps: 300", "steps: 0",
      "5:8: steps is 0; it takes 1 to 10000000"),
    Mistake(
      "steps: 300", "steps: 10000001",
      "5:8: steps is 10000001; it takes 1 to 10000000"),
    Mistake(
      "steps: 300", "steps: 2.5",
      "5:8: steps is a whole number, not “2.5”"),
    Mistake(
      "steps: 300\n", "",
      "1:1: a scenario needs “steps”"),
    Mistake(
      "x: [-2, 2]", "x: [2, -2]",
      "6:11: the view’s x goes from the smaller to the larger number"),
    Mistake(
      "id: bowl", "id: My Bowl",
      "1:5: an id is small letters and digits joined by “-”, at most 64, not “My Bowl”"),
    Mistake(
      "id: bowl", "id: \"bowl\\e[31m\"",
      "1:5: an id is small letters and digits joined by “-”, at most 64, not “bowl�[31m”"),
    Mistake(
      "title: A bowl", "title: \"\"",
      "2:8: the title is empty"),
    Mistake(
      "title:", "titel:",
      "2:1: a scenario has no “titel”; did you mean “title”?"),
    Mistake(
      "at: 0,", "at: 301,",
      "11:10: the step is 301; it takes 0 to 300"),
    Mistake(
      "at: 0,", "at: soon,",
      "11:10: the step is a number, not “soon”"),
    Mistake(
      "at: 0,", "at: 0, when: step > 3,",
      "11:13: a card has “at” already; give one of at, when"),
    Mistake(
      "{sam.sharpness}", "{sam.sharpnes}",
      "11:24: there is no quantity “sharpnes”; did you mean “sharpness”?"),
    Mistake(
      "{sam.sharpness}", "{sharpness}",
      "11:24: “sharpness” of which run? Say gd.sharpness or sam.sharpness"),
    Mistake(
      "{sam.sharpness}", "{usam.sharpness}",
      "11:24: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "{sam.sharpness}", "{sam.sharpness",
      "11:23: a “{” without its “}”; write {{ for a brace"),
    Mistake(
      "gd settled", "gd setled",
      "12:15: there is no state “setled”; did you mean “settled”?"),
    Mistake(
      "gd settled", "usam settled",
      "12:12: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "gd settled", "gd.loss <",
      "12:21: *"),
    Mistake(
      "answer: gd", "answer: usam",
      "12:65: the answer is one of the choices, not “usam”; did you mean “sam”?"),
    Mistake(
      "choices: [gd, sam]", "choices: [gd]",
      "12:46: a question has 2 to 9 choices, not 1"),
    Mistake(
      "ask: Which?", "say: This.",
      "12:36: “choices” goes with “ask”, not with “say”"),
    Mistake(
      "abs(y)", "abs(z)", "14:36: there is no quantity “z”; did you mean “x”?"),
    Mistake(
      "abs(y)", "asb(y)", "14:32: *"),
    Mistake(
      "run: sam", "run: usam",
      "14:11: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "value: abs(y)", "state: setled",
      "14:40: “equals” goes with “value”, not with “state”"),
    Mistake(
      "value: abs(y)", "largest: abs(y)",
      "14:25: “largest” goes with “over”, not with “at”"),
    Mistake(
      "value: abs(y), ", "",
      "14:5: a claim needs one of value, state, largest, smallest, mean"),
    Mistake(
      ", within: 1e-6", "",
      "14:5: a claim needs “within”"),
    Mistake(
      "within: 1e-6", "within: -1",
      "14:61: within is not negative"),
    Mistake(
      "[0, end]", "[200, 100]",
      "15:21: over goes from the smaller to the larger step"),
    Mistake(
      "largest: loss", "value: loss",
      "15:31: “over” goes with one of largest, smallest, mean, not with “value”"),
    Mistake(
      "run: gd, over", "over",
      "15:31: “loss” of which run? Say gd.loss or sam.loss"),
    Mistake(
      "cards:\n", "cards: none\nkarten:\n",
      "11:1: a scenario has no “karten”; known are id, title, lesson, source, surface, start, steps, view, runs, cards, claims"
    ),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: -1", "9:50: the noise is not negative"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {normal: 1, scale: 2}",
      "9:62: “scale” goes with “pareto”, not with “normal”"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {pareto: 0}", "9:59: the tail is more than 0"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {label: 1}",
      "9:51: this surface has no label for label noise to move"),
    Mistake(
      "rho: 0.1", "rho: 0.1, schedule: {rh: 1/t}",
      "9:54: optimizer sam has no knob “rh”; did you mean “rho”?"),
    Mistake(
      "rho: 0.1", "rho: 0.1, schedule: {rho: 2/t}",
      "9:59: a schedule is 1/t, 1/sqrt(t), 1-1/t or 2lnT/T, with :20 behind to stretch it 20-fold, not “2/t”"
    ),
    Mistake(
      "ask: Which?", "set: {eta: 0.1, roh: 1}, ask: Which?",
      "12:40: nothing here has a knob “roh”; did you mean “rho”?"),
    Mistake(
      "ask: Which?", "set: {run: gd, rho: 1}, ask: Which?",
      "12:39: nothing here has a knob “rho”; known are eta, run"),
    Mistake(
      "ask: Which?", "set: {run: usam, rho: 1}, ask: Which?",
      "12:35: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "ask: Which?", "set: {rho: -1}, ask: Which?",
      "12:35: rho of optimizer sam is -1.0; it takes 0.0 to 100.0"),
    Mistake(
      "ask: Which?", "set: {run: sam}, ask: Which?",
      "12:29: a change of settings names a knob, such as {rho: 0.3}"),
    Mistake(
      "within: 1e-6", "within: 1e-6, seeds: [5, 1]",
      "14:74: seeds go from the smaller to the larger, at most 100 of them"),
    Mistake(
      "start: [2, 1]", "start: [2, 1",
      "5:6: this is not YAML: while parsing a flow sequence did not find expected ',' or ']'"),
    Mistake(
      "start: [2, 1]", "start: &here [2, 1]",
      "4:8: anchors (&name) are not part of the format; a “&” in text is followed by a space"),
    Mistake(
      "start: [2, 1]", "start: *here",
      "4:8: this is not YAML: found undefined alias"),
    Mistake(
      "title: A bowl", "title: A bowl\n---\nid: two",
      "3:1: this is not YAML: expected a single document in the stream but found another document"),
    Mistake(
      "title: A bowl", "title: A\u{0}bowl",
      "2:9: this is not YAML: control characters are not allowed"),
    Mistake(
      "steps: 300", "steps: 300\n? [a]\n: 1\n? [a]\n: 2",
      "6:3: a key is a word, not a list or a mapping"),
    Mistake(
      "steps: 300", "steps: 300\n[a]: 1\n{b}: 1\n[[a]]: 1\n[a]: 2\n{b}: 2\n[[a]]: 2",
      "8:1: a key is a word, not a list or a mapping"),
    Mistake(
      "  - {optimizer: sam, eta: 0.05, rho: 0.1}",
      (1...9).map { "  - {optimizer: sam, name: s\($0)}" }.joined(separator: "\n"),
      "17:5: at most 9 runs, not 10"),
  ]
}
