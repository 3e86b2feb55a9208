/// A run as it is typed; what is nil it has in common with the others.
public struct RunArgument: Sendable, Hashable {
  public var optimizer: OptimizerChoice
  public var name: String?
  public var start: Point<Double>?
  public var seed: UInt64?
  public var noise: Noise?

  public init(_ id: String) { optimizer = OptimizerChoice(id) }

  /// The run of an optimizer with settings such as `rho=0.1,eta=0.05*1/t,start=(1,2)`.
  ///
  /// A schedule stands behind the value of its knob, or alone for the knob's initial value; what has
  /// a comma in it stands in parentheses.
  /// Beside knobs there are `name`, `start`, `seed` and `noise`; nil if one is given twice.
  init?(_ id: String, _ settings: String) {
    self.init(id)
    for setting in Self.topLevelParts(of: settings) {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, set(String(parts[0]), to: String(parts[1])) else { return nil }
    }
  }

  /// Whether the setting could be made.
  private mutating func set(_ word: String, to value: String) -> Bool {
    let isEnclosed = value.hasPrefix("(") && value.hasSuffix(")")
    let bare = isEnclosed ? String(value.dropFirst().dropLast()) : value
    switch word {
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
    default: return setKnob(word, to: value)
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

  /// What stands between commas, but for those in parentheses.
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

extension RunArgument: CustomStringConvertible {
  /// As it is read.
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
    return optimizer.id + (settings.isEmpty ? "" : ":" + settings.joined(separator: ","))
  }
}

extension NamedRun {
  /// The runs that were typed, with this seed and noise where they have none of their own.
  ///
  /// A run without a name has that of its optimizer; the second of a name is called `sam2`.
  public static func makeRuns(
    _ entrants: [RunArgument], seed: UInt64 = 0, noise: Noise = .none
  ) -> [NamedRun] {
    var names: Set<String> = []
    return entrants.map { entrant in
      var (name, count) = (entrant.name ?? entrant.optimizer.id, 1)
      while names.contains(name) {
        count += 1
        name = "\(entrant.name ?? entrant.optimizer.id)\(count)"
      }
      names.insert(name)
      return NamedRun(
        name: name, optimizer: entrant.optimizer, start: entrant.start,
        seed: entrant.seed ?? seed, noise: entrant.noise ?? noise)
    }
  }

  /// Whether a run can be called so: a letter, then letters, digits and `_`.
  public static func isValidName(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter,
      text.count <= Limits.nameCharacters
    else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
