import Drawing
import Engine
import Lessons

extension NamedRun {
  /// Whether the name is the id of the optimizer, or the id with a number.
  fileprivate var hasDefaultName: Bool {
    guard let id = optimizer.source.catalogID, name.hasPrefix(id) else { return false }
    return name.dropFirst(id.count).allSatisfy(\.isNumber)
  }
}

extension AppState {
  /// The styles of all runs.
  var runStyles: [RunStyle] { RunStyle.assign(experiment.namedRuns, display.glyphs) }

  /// Returns the iterate of a run at the playhead, or its last iterate.
  func point(of run: Int) -> Point<Double> {
    recordings[run].trajectory.points[step(of: run)]
  }

  /// Returns a text in the glyphs of this display.
  func displayable(_ text: String) -> String { display.adapted(text) }

  /// Returns the first of several wordings that fits into a width, or else the last.
  func displayable(_ wordings: [String], fitting columns: Int) -> String {
    let texts = wordings.map { displayable($0) }
    return texts.first { displayWidth(of: $0) <= columns } ?? texts.last ?? ""
  }

  /// Returns the name of a run on the screen: the name given by the lesson, or its optimizer's name.
  ///
  /// Runs of one optimizer without names of their own are named after what differs: “SAM ρ 0.3”.
  func title(of run: Int) -> String {
    let namedRun = experiment.namedRuns[run]
    guard let id = namedRun.optimizer.source.catalogID, namedRun.hasDefaultName else {
      return namedRun.name
    }
    let name = recordings[run].optimizer.info.name
    let others = experiment.namedRuns.indices.filter {
      $0 != run && experiment.namedRuns[$0].optimizer.source.catalogID == id
        && experiment.namedRuns[$0].hasDefaultName
    }
    guard !others.isEmpty else { return name }
    let knobs = recordings[run].optimizer.info.knobs.filter { knob in
      others.contains { recordings[$0].knobs[knob] != recordings[run].knobs[knob] }
    }
    let differences = knobs.map { "\($0.symbol) \(recordings[run].knobs[$0].shortestText)" }
    return differences.isEmpty ? namedRun.name : "\(name) \(differences.joined(separator: " "))"
  }

  /// Returns the titles of all runs in at most some columns; different titles stay different if
  /// possible.
  ///
  /// Long titles lose their end, or else their middle or their beginning, whichever tells the runs
  /// apart.
  func shortTitles(width: Int) -> [String] {
    let titles = experiment.namedRuns.indices.map { displayable(title(of: $0)) }
    let different = Set(titles).count
    let cuts: [(String) -> String] = [
      // In a few columns, dots would take the place of letters.
      { width < 5 ? beginning(of: $0, within: width) : truncated($0, to: width) },
      { middleTruncated($0, to: width) }, { startTruncated($0, to: width) },
    ]
    let all = cuts.map { titles.map($0) }
    return all.first { Set($0).count == different } ?? all.max { Set($0).count < Set($1).count }
      ?? titles
  }
}
