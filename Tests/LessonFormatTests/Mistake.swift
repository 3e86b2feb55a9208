import TestSupport
import Testing

/// A mistake in a valid lesson file, and its error message.
struct Mistake: CustomTestStringConvertible, Sendable {
  let part: String
  let replacement: String
  /// The line, column and message; “*” stands for any message of the formula parser.
  let error: String

  init(_ part: String, _ replacement: String, _ error: String) {
    self.part = part
    self.replacement = replacement
    self.error = error
  }

  var testDescription: String { "\(part) → \(replacement)".replacing("\n", with: "⏎") }
  var yaml: String { Self.validYAML.replacing(part, with: replacement, maxReplacements: 1) }

  static let validYAML = bowlLesson

  static let all = [
    Mistake(
      "{sam.sharpness}", "{sam.x, {sam.y}",
      "11:23: unmatched “{”; write {{ for a literal brace"),
    Mistake(
      "{at: 0, say", "{at: 0, reveal: true, say",
      "11:13: “reveal” needs a card with “ask” before this card"),
    Mistake(
      "answer: gd}", "answer: gd, reveal: yes}",
      "12:77: reveal must be true or false, not “yes”"),
    Mistake(
      "optimizer: sam", "optimizer: smm",
      "9:17: there is no optimizer “smm”; did you mean “sam”?"),
    Mistake(
      "optimizer: sam", "optimiser: sam",
      "9:6: a run has no key “optimiser”; did you mean “optimizer”?"),
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
      "3:28: surface quadratic has no parameter “c”; did you mean “a”?"),
    Mistake(
      "b: 20}", "b: 1e9}",
      "3:31: b of surface quadratic must be from -10000.0 to 10000.0, not 1000000000.0"),
    Mistake(
      "rho: 0.1", "rh: 0.1",
      "9:33: optimizer sam has no hyperparameter “rh”; did you mean “rho”?"),
    Mistake(
      "rho: 0.1", "rho: -1",
      "9:38: rho of optimizer sam must be from 0.0 to 100.0, not -1.0"),
    Mistake(
      "rho: 0.1", "rho: small",
      "9:38: rho must be a number, not “small”"),
    Mistake(
      "rho: 0.1", "rho: .nan",
      "9:38: rho must be a finite number, not “.nan”"),
    Mistake(
      "rho: 0.1", "eta: 0.1",
      "9:22: the key “eta” is repeated"),
    Mistake(
      "optimizer: sam", "optimizer: gd",
      "9:32: optimizer gd has no hyperparameter “rho”; try one of eta, name, start, seed, noise, schedule"
    ),
    Mistake(
      "rho: 0.1", "name: 1st",
      "9:39: a run’s name must be at most 16 letters, digits and “_”, starting with a letter, not “1st”"
    ),
    Mistake(
      "[2, 1]", "[2]",
      "4:8: the start must be a pair of numbers such as [1, 2], not a list of length 1"),
    Mistake(
      "[2, 1]", "[2, 1/0]",
      "4:12: the start’s y must be a finite number, not “1/0”"),
    Mistake(
      "[2, 1]", "{x: 2}",
      "4:8: the start must be a pair of numbers such as [1, 2], not a mapping"),
    Mistake(
      "steps: 300", "steps: 0",
      "5:8: steps must be from 1 to 10000000, not 0"),
    Mistake(
      "steps: 300", "steps: 10000001",
      "5:8: steps must be from 1 to 10000000, not 10000001"),
    Mistake(
      "steps: 300", "steps: 2.5",
      "5:8: steps must be a whole number, not “2.5”"),
    Mistake(
      "steps: 300\n", "",
      "1:1: a lesson needs the key “steps”"),
    Mistake(
      "x: [-2, 2]", "x: [2, -2]",
      "6:11: the view’s x must be a range [low, high] with low < high"),
    Mistake(
      "id: bowl", "id: My Bowl",
      "1:5: an id must be lowercase letters and digits joined by “-”, at most 64 characters, not “My Bowl”"
    ),
    Mistake(
      "id: bowl", "id: \"bowl\\e[31m\"",
      "1:5: an id must be lowercase letters and digits joined by “-”, at most 64 characters, not “bowl�[31m”"
    ),
    Mistake(
      "title: A bowl", "title: \"\"",
      "2:8: the title is empty"),
    Mistake(
      "title:", "titel:",
      "2:1: a lesson has no key “titel”; did you mean “title”?"),
    Mistake(
      "at: 0,", "at: 301,",
      "11:10: the step must be from 0 to 300, not 301"),
    Mistake(
      "at: 0,", "at: soon,",
      "11:10: the step must be a number, not “soon”"),
    Mistake(
      "at: 0,", "at: 0, when: step > 3,",
      "11:13: a card takes only one of at, when; remove “at” or “when”"),
    Mistake(
      "{sam.sharpness}", "{sam.sharpnes}",
      "11:24: there is no quantity “sharpnes”; did you mean “sharpness”?"),
    Mistake(
      "{sam.sharpness}", "{sharpness}",
      "11:24: “sharpness” needs a run: write gd.sharpness or sam.sharpness"),
    Mistake(
      "{sam.sharpness}", "{usam.sharpness}",
      "11:24: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "{sam.sharpness}", "{sam.sharpness",
      "11:23: unmatched “{”; write {{ for a literal brace"),
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
      "12:65: the answer must be one of the choices, not “usam”; did you mean “sam”?"),
    Mistake(
      "choices: [gd, sam]", "choices: [gd]",
      "12:46: a question must have 2 to 9 choices, not 1"),
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
      "14:5: a claim needs the key “within”"),
    Mistake(
      "within: 1e-6", "within: -1",
      "14:61: within must be ≥ 0"),
    Mistake(
      "[0, end]", "[200, 100]",
      "15:21: over must be [first, last] with first ≤ last"),
    Mistake(
      "largest: loss", "value: loss",
      "15:31: “over” goes with one of largest, smallest, mean, not with “value”"),
    Mistake(
      "run: gd, over", "over",
      "15:31: “loss” needs a run: write gd.loss or sam.loss"),
    Mistake(
      "cards:\n", "karten: []\ncards:\n",
      "10:1: a lesson has no key “karten”; try one of id, title, lesson, source, surface, path, problem, plane, center, start, steps, view, plot, rules, runs, cards, claims"
    ),
    Mistake(
      "cards:\n", "plot: speed\ncards:\n",
      "10:7: the plot must be one of loss, gradient, sharpness, distance, angle, amplitude, test, accuracy, not “speed”"
    ),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: -1", "9:50: the noise must be ≥ 0"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {normal: 1, scale: 2}",
      "9:62: “scale” goes with “pareto”, not with “normal”"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {pareto: 0}", "9:59: the tail must be > 0"),
    Mistake(
      "rho: 0.1", "rho: 0.1, noise: {label: 1}",
      "9:51: this surface has no labels for label noise; use normal or pareto noise"),
    Mistake(
      "rho: 0.1", "rho: 0.1, schedule: {rh: 1/t}",
      "9:54: optimizer sam has no hyperparameter “rh”; did you mean “rho”?"),
    Mistake(
      "rho: 0.1", "rho: 0.1, schedule: {rho: 2/t}",
      "9:59: a schedule must be 1/t, 1/sqrt(t), 1-1/t, 2lnT/T or from:STEP, where a suffix such as 1/t:20 scales t by 1/20, not “2/t”"
    ),
    Mistake(
      "ask: Which?", "set: {eta: 0.1, roh: 1}, ask: Which?",
      "12:40: there is no parameter “roh”; did you mean “rho”?"),
    Mistake(
      "ask: Which?", "set: {run: gd, rho: 1}, ask: Which?",
      "12:39: run gd has no hyperparameter “rho”; try one of eta, run, optimizer"),
    Mistake(
      "ask: Which?", "set: {run: usam, rho: 1}, ask: Which?",
      "12:35: there is no run “usam”; did you mean “sam”?"),
    Mistake(
      "ask: Which?", "set: {rho: -1}, ask: Which?",
      "12:35: rho of optimizer sam must be from 0.0 to 100.0, not -1.0"),
    Mistake(
      "ask: Which?", "set: {run: sam}, ask: Which?",
      "12:29: a parameter change needs a parameter, such as {rho: 0.3}"),
    Mistake(
      "within: 1e-6", "within: 1e-6, seeds: [5, 1]",
      "14:74: seeds must be [first, last] with first ≤ last, at most 100 seeds"),
    Mistake(
      "start: [2, 1]", "start: [2, 1",
      "4:8: “[” is not closed; “]” or a comma is missing"),
    Mistake(
      "start: [2, 1]", "start: &here [2, 1]",
      "4:8: anchors (&name) are not supported; in text, put a space after “&”"),
    Mistake(
      "start: [2, 1]", "start: *here",
      "4:8: text that starts with “*” needs quotes: write “start: \"*here\"”"),
    Mistake(
      "title: A bowl", "title: A bowl\n---\nid: two",
      "3:1: “---” starts a second document; put each document in a file of its own"),
    Mistake(
      "title: A bowl", "title: A\u{0}bowl",
      "2:9: the character U+0000 is not allowed in YAML; remove the character"),
    Mistake(
      "steps: 300", "steps: 300\n? [a]\n: 1\n? [a]\n: 2",
      "6:3: a key must be a word, not a list or a mapping"),
    Mistake(
      "steps: 300", "steps: 300\n[a]: 1\n{b}: 1\n[[a]]: 1\n[a]: 2\n{b}: 2\n[[a]]: 2",
      "8:1: a key must be a word, not a list or a mapping"),
    Mistake(
      "  - {optimizer: sam, eta: 0.05, rho: 0.1}",
      (1...9).map { "  - {optimizer: sam, name: s\($0)}" }.joined(separator: "\n"),
      "17:5: at most 9 runs, not 10"),
  ]
}
