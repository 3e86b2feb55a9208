import Engine
import LessonFormat
import Lessons
import TestSupport
import Testing

@Suite struct `Every claim of the gallery` {
  @Test(arguments: Lesson.all)
  func `fails if it is changed by ten times its tolerance`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    for claim in scenario.claims {
      let recordings = try lesson.recordings(of: claim)
      for mutant in claim.mutants {
        let verdict = mutant.verdict(in: recordings, of: scenario.id)
        #expect(!verdict.holds, "\(verdict.claim): \(verdict.measured)")
      }
    }
  }
}

extension Claim {
  /// False variants of the claim: shifted values, reversed bounds and other states.
  fileprivate var mutants: [Claim] {
    switch assertion {
    case .value(let expression, let test):
      test.mutants.map { with(.value(expression, $0)) }
    case .step(let test):
      test.mutants.map { with(.step($0)) }
    case .state(let word):
      State.names.filter { $0 != word && !(word.hasSuffix("-cycle") && $0 == "cycling") }
        .map { with(.state(word: $0)) }
    }
  }

  private func with(_ assertion: Assertion) -> Claim {
    var claim = self
    claim.assertion = assertion
    return claim
  }
}

extension Claim.Test {
  fileprivate var mutants: [Claim.Test] {
    switch self {
    case .equals(let value, let within):
      // An exact claim is shifted by 1.
      [-1.0, 1].map { .equals(value + $0 * (within > 0 ? 10 * within : 1), within: within) }
    case .below(let bound): [.above(bound)]
    case .above(let bound): [.below(bound)]
    }
  }
}

@Suite struct `A claim` {
  /// Returns the verdict on a claim in a bowl, where GD with η = 0.11 diverges and SAM 2-cycles.
  private func verdict(_ claim: String) throws -> Claim.Verdict {
    let yaml = bowlLesson.replacing("claims:\n", with: "claims:\n  - \(claim)\n")
      .replacing("gd, eta: 0.05", with: "gd, eta: 0.11")
    return try #require(parseScenario(yaml: yaml, file: "bowl.yaml").check().first)
  }

  @Test(arguments: [
    ("{run: sam, at: end, value: abs(y), equals: 0.1, within: 1e-6}", true),
    ("{run: sam, at: end, value: abs(y), equals: 0.1, within: 0}", false),
    ("{run: sam, at: 0, value: y, equals: 1, within: 0}", true),
    ("{run: sam, at: end, value: log(-1), equals: 1, within: 1e9}", false),
    ("{run: sam, at: end, value: log(-1), below: 1}", false),
    ("{run: sam, at: end, value: log(-1), above: 1}", false),
    ("{at: end, value: gd.norm / sam.norm, above: 1e8}", true),
    ("{run: gd, at: end, state: diverged}", true),
    ("{run: gd, at: 0, state: diverged}", false),
    ("{run: sam, at: end, state: cycling}", true),
    ("{run: sam, at: end, state: 2-cycle}", true),
    ("{run: sam, at: end, state: 3-cycle}", false),
    ("{run: sam, over: [200, end], largest: abs(y), below: 0.11}", true),
    ("{run: sam, over: [200, end], largest: abs(y), below: 0.09}", false),
    ("{run: sam, over: [0, end], largest: y, equals: 1, within: 0}", true),
    ("{run: sam, over: [0, 0], smallest: y, equals: 1, within: 0}", true),
    ("{run: sam, over: [299, 300], mean: y, equals: 0, within: 1e-6}", true),
    ("{run: sam, over: [0, 9], mean: log(y), below: 1e9}", false),
    ("{run: sam, first: step >= 17, value: step, equals: 17, within: 0}", true),
    ("{first: sam.step >= 17 and step < 20, value: step, equals: 17, within: 0}", true),
    ("{run: sam, first: norm > 1e3, value: step, above: 0}", false),
    ("{run: sam, first: diverged, value: step, above: 0}", false),
    ("{run: sam, first: log(-1), value: step, above: -1}", false),
  ])
  func `holds or fails as expected`(_ claim: String, _ holds: Bool) throws {
    let verdict = try verdict(claim)
    #expect(verdict.holds == holds, "\(verdict)")
    #expect(verdict.holds || verdict.measured != .nothing || verdict.note != nil)
  }

  @Test func `on a diverged run measures its last row, with a note`() throws {
    let verdict = try verdict("{run: gd, at: end, value: norm, above: 1e8}")
    #expect(verdict.holds)
    #expect(verdict.note == "gd diverged at step 102; this is its last row")
  }

  @Test(arguments: [
    (
      "{run: sam, at: 300, value: sharpness, equals: 4.195, within: 0.05}",
      "sam: sharpness at step 300 = 4.195 ± 0.05"
    ),
    ("{at: end, value: sam.y / gd.y, below: 2}", "sam.y / gd.y at the end < 2"),
    (
      "{run: gd, first: norm > 1e3, value: step, equals: 47, within: 3}",
      "gd: step when first norm > 1e3 = 47 ± 3"
    ),
    (
      "{run: gd, over: [5, end], largest: loss, above: 1e-9}",
      "gd: largest loss over steps 5–300 > 1e-09"
    ),
    ("{run: gd, at: 7, state: settled}", "gd: settled at step 7"),
    ("{run: gd, first: diverged, value: loss, above: 0}", "gd: loss when first diverged > 0"),
    (
      "{with: {rho: 1, b: 5}, seeds: [1, 3], run: sam, at: end, state: 2-cycle}",
      "with sam.rho = 1, with b = 5, for seeds 1–3: sam: 2-cycle at the end"
    ),
  ])
  func `has a readable description`(_ claim: String, _ sentence: String) throws {
    #expect(try verdict(claim).claim == sentence)
  }
}

@Suite struct `A claim with other settings` {
  private func verdicts(_ claims: String) throws -> [Claim.Verdict] {
    let yaml =
      bowlLesson
      .replacing("rho: 0.1}", with: "rho: 0.1}\n  - {optimizer: sgd, eta: 0.05, noise: 0.1}")
      .replacing("  - {run: sam, at: end", with: claims + "\n  - {run: sam, at: end")
    return try parseScenario(yaml: yaml, file: "bowl.yaml").check()
  }

  @Test func `is measured with these settings, which do not affect other claims`() throws {
    let verdicts = try verdicts(
      """
        - {with: {rho: 1}, run: sam, at: end, value: abs(y), equals: 1, within: 1e-6}
        - {with: {b: 10}, run: sam, at: 0, value: sharpness, equals: 10, within: 0}
        - {with: {run: gd, eta: 0.11}, run: gd, at: end, state: diverged}
      """)
    #expect(verdicts.count == 5)
    #expect(verdicts.filter { !$0.holds }.map(\.claim) == [])
  }

  @Test func `over seeds holds for all seeds, and reports the smallest margin`() throws {
    let verdicts = try verdicts(
      """
        - {seeds: [1, 5], run: sgd, at: 300, value: abs(x), below: 0.4}
        - {seeds: [1, 1], run: sgd, at: 300, value: x, below: 0.4}
        - {seeds: [2, 2], run: sgd, at: 300, value: x, below: 0.4}
        - {seeds: [1, 5], run: sgd, at: 300, value: x, above: 0}
      """)
    #expect(verdicts.prefix(3).filter { !$0.holds }.isEmpty)
    #expect(verdicts[1].measured != verdicts[2].measured)
    #expect(!verdicts[3].holds)
    #expect((verdicts[0].margin ?? 1) <= (verdicts[1].margin ?? 0))
  }

  @Test func `that depends on the last bit fails with jitter`() throws {
    let yaml = bowlLesson.replacing(
      "within: 1e-6",
      with: "within: 1e-6}\n  - {run: sam, at: 0, value: x, equals: 2, within: 1e-12")
    let scenario = try parseScenario(yaml: yaml, file: "bowl.yaml")
    #expect(try scenario.check().map(\.holds) == [true, true, true])
    #expect(try scenario.check(jitter: 1e-9).map(\.holds) == [true, false, true])
  }

  @Test(arguments: [
    (Claim.Test.equals(4, within: 2), 5.0, 0.5), (.equals(4, within: 2), 4, 1),
    (.equals(4, within: 2), 8, -1), (.equals(4, within: 0), 4, 1), (.below(4), 1, 0.75),
    (.below(4), 5, -0.2), (.above(4), 8, 0.5), (.above(0), 3, 1), (.above(0), 0, 0),
  ])
  func `has a margin`(_ test: Claim.Test, _ value: Double, _ margin: Double) {
    #expect(test.margin(value) == margin)
  }
}

@Suite struct `A schedule` {
  @Test func `orders the cards by step, and skips events that never happen`() throws {
    let cards = """
      cards:
        - {when: sam.norm > 1e3, say: never}
        - {when: step >= 9, say: nine}
        - {at: 4, say: four}
        - {at: 4, say: four again}
        - {at: end, say: end}

      """
    let base = bowlLesson
    let yaml = try #require(
      base.firstRange(of: "cards:").flatMap { from in
        base.firstRange(of: "claims:").map { to in
          base[..<from.lowerBound] + cards + base[to.lowerBound...]
        }
      })
    let scenario = try parseScenario(yaml: String(yaml), file: "bowl.yaml")
    let schedule = scenario.schedule(in: try scenario.recordings())
    #expect(schedule.entries.map(\.card) == [2, 3, 1, 4])
    #expect(schedule.entries.map(\.step) == [4, 4, 9, 300])
    #expect(schedule.card(at: 3) == nil)
    #expect(schedule.card(at: 4)?.card == 3)
    #expect(schedule.card(at: 299)?.card == 1)
    #expect(schedule.card(at: 5000)?.card == 4)
    #expect(schedule.next(after: nil)?.card == 2)
    #expect(schedule.next(after: 3)?.card == 1)
    #expect(schedule.next(after: 4) == nil)
    #expect(schedule.previous(before: 1)?.card == 3)
    #expect(schedule.previous(before: 2) == nil)
    #expect(scenario.schedule(in: [:]).entries.isEmpty)
  }

  @Test func `starts an act at each card that changes settings`() throws {
    let cards = """
      cards:
        - {at: 10, say: first}
        - {when: sam.x < 1, say: "{sam.sharpness}"}
        - {at: 200, say: too late}
        - {at: 100, say: changed, set: {run: gd, eta: 0.11}}
        - {when: gd diverged, say: diverged}
        - {at: 5, say: at once}
        - {at: end, say: "ρ = 1", set: {rho: 1, b: 10}}

      """
    let base = bowlLesson
    let from = try #require(base.firstRange(of: "cards:")?.lowerBound)
    let to = try #require(base.firstRange(of: "claims:")?.lowerBound)
    let scenario = try parseScenario(yaml: base[..<from] + cards + base[to...], file: "bowl.yaml")
    let acts = scenario.acts
    #expect(acts.map(\.cards) == [0..<3, 3..<6, 6..<7])
    #expect(acts[1].scenario.runs[0].optimizer.knobs["eta"] == 0.11)
    #expect(acts[2].scenario.runs[0].optimizer.knobs["eta"] == 0.11)
    #expect(acts[2].scenario.runs[1].optimizer.knobs["rho"] == 1)
    #expect(acts[2].scenario.surface == .named("quadratic", knobs: ["b": 10]))
    let schedule = scenario.schedule(in: try scenario.recordings())
    #expect(schedule.entries.map(\.card) == [0, 1, 3, 5, 4, 6])
    #expect(schedule.entries.map(\.act) == [0, 0, 1, 1, 1, 2])
    #expect(schedule.entries.map(\.step) == [10, 13, 100, 100, 102, 300])
  }

  @Test(arguments: Lesson.all)
  func `finds the same moments as a linear search`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    let recordings = try lesson.recordings()[0]
    for card in scenario.cards {
      switch card.moment {
      case .holds(let expression):
        let expected = (0...scenario.steps).first { step in
          let value = recordings.value(of: expression, at: step)
          return value != 0 && !value.isNaN
        }
        #expect(card.moment.step(in: recordings) == expected)
      case .state(let run, let word):
        let changes = try #require(recordings[run]).stateChanges()
        #expect(
          card.moment.step(in: recordings) == changes.first { $0.state.matches(word) }?.step)
      case .step, .end: continue
      }
    }
    for (name, recording) in recordings {
      let changes = recording.stateChanges()
      let later = Array(changes.drop { $0.step <= 100 })
      let at100 = (step: 100, state: recording.state(at: 100))
      // All words that the run has, and two that it has not.
      for word in Set(changes.map(\.state.name) + ["2-cycle", "11-cycle"]) {
        let moment = Moment.state(run: name, word: word)
        #expect(moment.step(in: recordings) == changes.first { $0.state.matches(word) }?.step)
        let expected = ([at100] + later).first { $0.state.matches(word) }?.step
        #expect(moment.step(in: recordings, from: 100) == expected, "\(name) \(word)")
      }
    }
  }

  @Test(arguments: Quantity.all.map(\.id))
  func `evaluates a quantity to the value in the row`(_ id: String) throws {
    let scenario = try Lesson.named("quad-split").scenario()
    let recordings = try scenario.recordings()
    let quantity = try #require(Quantity.named(id))
    for (name, recording) in recordings {
      let expression = try Expression("\(name).\(id)") { _ in true }
      for step in [0, 1, 7, 124, 125, 126, 300] {
        let value = recordings.value(of: expression, at: step)
        let expected = recording.value(of: quantity, at: step)
        #expect(value == expected || (value.isNaN && expected.isNaN))
      }
    }
  }
}
