public import Engine

/// A run as a user types it; a nil member takes the value common to all runs.
public struct RunArgument: Sendable, Hashable {
  /// The optimizer with its hyperparameters.
  public var optimizer: OptimizerChoice
  /// The name of the run.
  public var name: String?
  /// The start of the run.
  public var start: Point<Double>?
  /// The seed of the run.
  public var seed: UInt64?
  /// The noise of the run.
  public var noise: Noise?

  /// A run of an optimizer without settings.
  public init(_ source: OptimizerChoice.Source) { optimizer = OptimizerChoice(source) }

  /// Parses settings such as `rho=0.1,eta=0.05*1/t,start=(1,2)`.
  ///
  /// A schedule follows the value after `*`; without a value the default applies. A value with a
  /// comma is enclosed in parentheses. Besides hyperparameters the settings are `name`, `start`,
  /// `seed` and `noise`. Nil for invalid or repeated settings.
  init?(_ source: OptimizerChoice.Source, _ settings: String?) {
    self.init(source)
    guard let settings else { return }
    for setting in Self.topLevelParts(of: settings) {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, set(String(parts[0]), to: String(parts[1])) else { return nil }
    }
  }

  /// Applies a setting; false if invalid or repeated.
  private mutating func set(_ key: String, to value: String) -> Bool {
    let isEnclosed = value.hasPrefix("(") && value.hasSuffix(")")
    let bare = isEnclosed ? String(value.dropFirst().dropLast()) : value
    switch key {
    case "name" where name == nil:
      name = bare
      return NamedRun.isValidName(bare.replacing("-", with: "_"))
    case "start" where start == nil:
      start = InputParser.point(bare)
      return start != nil
    case "seed" where seed == nil:
      seed = UInt64(bare)
      return seed != nil
    case "noise" where noise == nil:
      noise = Noise(bare)
      return noise != nil
    case "name", "start", "seed", "noise", "": return false
    default: return setKnob(key, to: value)
    }
  }

  private mutating func setKnob(_ knob: String, to text: String) -> Bool {
    guard optimizer.knobs[knob] == nil, optimizer.schedules[knob] == nil else { return false }
    let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let schedule = KnobSchedule(String(parts[1])) else { return false }
      optimizer.schedules[knob] = schedule
      if parts[0].isEmpty { return true }
    }
    optimizer.knobs[knob] = InputParser.number(String(parts[0]))
    return optimizer.knobs[knob] != nil
  }

  /// Returns the texts of several optimizers with their settings.
  ///
  /// A part without `=` before its first colon is no setting and begins the next optimizer.
  fileprivate static func optimizerTexts(_ text: String) -> [String] {
    topLevelParts(of: text).reduce(into: []) { texts, part in
      let isSetting = part.prefix { $0 != ":" }.contains("=")
      if isSetting, let last = texts.indices.last {
        texts[last] += "," + part
      } else {
        texts.append(part)
      }
    }
  }

  /// The parts between commas outside parentheses.
  private static func topLevelParts(of text: String) -> [String] {
    var (parts, depth) = ([""], 0)
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}

extension InputParser {
  /// Parses `sam:rho=0.1,eta=0.05`, or several optimizers: `gd,usam:rho=0.1,sam:rho=0.1`.
  ///
  /// The text before the colon may also be an update rule, such as `w - eta*grad(w)`.
  public static func optimizers(_ text: String) -> [RunArgument]? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let source = OptimizerChoice.Source(String(parts[0]))
    if source.catalogID == nil {
      return RunArgument(source, parts.count == 2 ? String(parts[1]) : nil).map { [$0] }
    }
    var arguments: [RunArgument] = []
    for text in RunArgument.optimizerTexts(text) {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard !parts[0].isEmpty, !parts[0].contains("="),
        let argument = RunArgument(
          .catalog(String(parts[0])), parts.count == 2 ? String(parts[1]) : nil)
      else { return nil }
      arguments.append(argument)
    }
    return arguments
  }
}

extension RunArgument: CustomStringConvertible {
  /// The text from which `InputParser.optimizers` parses the same run.
  public var description: String {
    let schedules = optimizer.schedules.filter { $0.value != .constant }
    var settings = Set(optimizer.knobs.keys).union(schedules.keys).sorted().map { knob in
      "\(knob)=" + (optimizer.knobs[knob].map { "\($0)" } ?? "")
        + (schedules[knob].map { "*\($0)" } ?? "")
    }
    if let name { settings.append("name=\(name)") }
    if let start { settings.append("start=(\(start.x),\(start.y))") }
    if let seed { settings.append("seed=\(seed)") }
    if let noise { settings.append("noise=(\(noise))") }
    return optimizer.source.text + (settings.isEmpty ? "" : ":" + settings.joined(separator: ","))
  }
}

extension NamedRun {
  /// The runs of the arguments, with this default seed and noise.
  ///
  /// A run without a name takes that of the optimizer; repeated names are numbered: `sam`, `sam2`.
  public static func makeRuns(
    _ arguments: [RunArgument], seed: UInt64 = 0, noise: Noise = .none
  ) -> [NamedRun] {
    var names: Set<String> = []
    return arguments.map { argument in
      let base = argument.name ?? argument.optimizer.source.validRunName
      var (name, count) = (base, 1)
      while names.contains(name) {
        count += 1
        name = "\(base)\(count)"
      }
      names.insert(name)
      return NamedRun(
        name: name, optimizer: argument.optimizer, start: argument.start,
        seed: argument.seed ?? seed, noise: argument.noise ?? noise)
    }
  }

  /// Whether the text is a valid run name: a letter, then letters, digits and `_`.
  public static func isValidName(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter,
      text.count <= Limits.nameCharacters
    else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}

extension OptimizerChoice.Source {
  /// The name of a run without a name of its own, valid for every optimizer.
  public var validRunName: String {
    let name = runName
    return catalogID != nil || NamedRun.isValidName(name) ? name : "rule"
  }
}
