import Engine
import Foundation
import LessonFormat
import Lessons
import Testing

@Suite struct `Every card of the gallery` {
  @Test(arguments: Lesson.all)
  func `appears when the lesson plays unchanged`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    let schedule = scenario.schedule(in: try lesson.recordings()[0])
    #expect((3...8).contains(scenario.cards.count))
    #expect(schedule.entries.map(\.card) == Array(scenario.cards.indices))
  }

  @Test(arguments: Lesson.all)
  func `fits three lines of 78 columns`(_ lesson: Lesson) throws {
    for text in try lesson.cardTexts() {
      #expect(lines(of: text, columns: 78) <= 3, "\(text)")
    }
  }

  @Test(arguments: Lesson.all)
  func `shows only finite numbers`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    let acts = try lesson.recordings()
    for entry in scenario.schedule(in: acts[0]).entries {
      let recordings = acts[entry.act]
      for case .value(let expression) in scenario.cards[entry.card].text.pieces {
        #expect(recordings.value(of: expression, at: entry.step).isFinite, "\(expression.text)")
      }
    }
  }

  @Test(arguments: Lesson.all)
  func `contains only numbers that are settings or claims`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    let known = scenario.knownNumbers
    for card in scenario.cards {
      for number in card.literalNumbers {
        #expect(known.contains { abs(abs($0) - number) <= 1e-9 * number }, "\(number)")
      }
    }
  }

  @Test(arguments: Lesson.all)
  func `with a question is answered by a later card`(_ lesson: Lesson) throws {
    let scenario = try lesson.scenario()
    let answered = scenario.cards.indices.compactMap(scenario.question)
    #expect(answered == scenario.cards.indices.filter { scenario.cards[$0].isQuestion })
  }

  @Test(arguments: Lesson.all)
  func `leaves at least one question that pauses`(_ lesson: Lesson) throws {
    let questions = try lesson.scenario().cards.filter {
      if case .question = $0.content { $0.pauses } else { false }
    }
    #expect(!questions.isEmpty)
  }
}

extension Lesson {
  /// Returns the texts of all cards, with four digits for each value.
  func cardTexts() throws -> [String] {
    let scenario = try scenario()
    let acts = try recordings()
    return scenario.schedule(in: acts[0]).entries.map { entry in
      let recordings = acts[entry.act]
      return scenario.cards[entry.card].text.filled {
        let value = recordings.value(of: $0, at: entry.step)
        return value == value.rounded() && abs(value) < 1e6
          ? String(format: "%.0f", value) : String(format: "%.4g", value)
      }
    }
  }
}

/// Returns the number of lines of greedily wrapped text.
func lines(of text: String, columns: Int) -> Int {
  var (lines, used) = (1, 0)
  for word in text.split(separator: " ") {
    let width = word.count + (used == 0 ? 0 : 1)
    if used + width <= columns {
      used += width
    } else {
      (lines, used) = (lines + 1, word.count)
    }
  }
  return lines
}

extension Scenario {
  /// The numbers of the problem: its parameters, its training samples and its default settings.
  private var problemNumbers: [Double] {
    guard surface.source.problem != nil, let entry = try? Catalog.problem(surface.source.text),
      let problem = try? Catalog.surface(surface).projection?.problem
    else { return [] }
    return [Double(problem.dimension), Double(problem.sampleCount)]
      + entry.info.settings.map(\.defaultValue)
  }

  /// The numbers of the settings and claims.
  fileprivate var knownNumbers: [Double] {
    var known = [start.x, start.y, Double(steps)]
    for run in runs {
      known += run.optimizer.knobs.values
      if let start = run.start { known += [start.x, start.y] }
      for schedule in run.optimizer.schedules.values {
        switch schedule {
        case .inverse(let over): known.append(over)
        case .from(let step): known.append(step)
        default: break
        }
      }
      switch run.noise {
      case .none: break
      case .normal(let x, let y): known += [x, y]
      case .pareto(let tail, let x, let y): known += [tail, x, y]
      case .label(let sigma): known.append(sigma)
      }
    }
    known += surface.knobs.values + problemNumbers
    known += (cards.flatMap(\.changes) + claims.flatMap(\.changes)).compactMap(\.value)
    for claim in claims {
      switch claim.sampling {
      case .at(.step(let step)): known.append(Double(step))
      case .over(let range, _): known += [Double(range.lowerBound), Double(range.upperBound)]
      default: break
      }
      switch claim.assertion {
      case .value(_, .equals(let value, _)), .step(.equals(let value, _)),
        .value(_, .below(let value)), .step(.below(let value)),
        .value(_, .above(let value)), .step(.above(let value)):
        known.append(value)
      case .state: break
      }
    }
    return known
  }
}

extension Card {
  /// The literal numbers in the text and choices, except single digits, as in 2/η or “2-cycle”.
  fileprivate var literalNumbers: [Double] {
    var texts = text.pieces.compactMap { piece in
      if case .text(let text) = piece { text } else { nil }
    }
    if case .question(_, let choices, _) = content { texts += choices }
    return texts.flatMap { text in
      text.matches(of: /[0-9]+(\.[0-9]+)?(e-?[0-9]+)?/).map { String($0.output.0) }
    }
    .filter { $0.count > 1 }
    .compactMap(Double.init)
  }
}
