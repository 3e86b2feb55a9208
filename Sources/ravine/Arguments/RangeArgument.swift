import ArgumentParser
import Engine

/// A number, or a range of them: `LO:HI:N`, with `:log` for equal ratios.
enum RangeArgument: ExpressibleByArgument {
  case single(Double)
  case range(Double, Double, count: Int, log: Bool)

  init?(argument: String) {
    var parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 1, let value = Double(argument), value.isFinite {
      self = .single(value)
      return
    }
    let isLog = parts.count == 4 && parts[3] == "log"
    if isLog { parts.removeLast() }
    guard parts.count == 3, let low = Double(parts[0]), let high = Double(parts[1]),
      low.isFinite, high.isFinite, low < high, !isLog || low > 0,
      let count = Int(parts[2])
    else { return nil }
    self = .range(low, high, count: count, log: isLog)
  }

  /// The one number; a range is wrong unless ranges are allowed, and then none.
  func singleValue(_ name: String, _ allowsRanges: Bool) throws(CommandError) -> Double? {
    switch self {
    case .single(let value): return value
    case .range:
      guard allowsRanges else {
        throw CommandError(.usage, "--\(name) takes one number here; ranges are for “ravine sweep”")
      }
      return nil
    }
  }

  /// The side of a map over which a quantity takes these values; nil if they are one.
  ///
  /// - Throws: `CommandError` if they are too many, or none.
  func axis(_ quantity: Axis.Parameter) throws(CommandError) -> Axis? {
    guard case .range(let low, let high, let count, let log) = self else { return nil }
    try validateMapSide(count)
    return Axis(quantity, low, high, count: count, log: log)
  }
}

/// - Throws: `CommandError` if a map cannot have so many cells along a side.
private func validateMapSide(_ count: Int) throws(CommandError) {
  let sides = Limits.mapSide
  guard !sides.contains(count) else { return }
  throw CommandError(
    .usage,
    "a side of a map takes \(sides.lowerBound) to \(sides.upperBound) cells, not \(count)")
}

/// `name=LO:HI:N[:log]` on the command line.
struct NamedRangeArgument: ExpressibleByArgument {
  let name: String
  let range: RangeArgument

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let span = RangeArgument(argument: parts[1]), case .range = span else {
      return nil
    }
    name = parts[0]
    self.range = span
  }
}

/// `I/N` on the command line: the I-th of N shares.
struct Shard: ExpressibleByArgument {
  let index, count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count > 0,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }
}

/// `NXxNY` on the command line.
struct GridSize: ExpressibleByArgument {
  let columns, rows: Int

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
    self.columns = columns
    self.rows = rows
  }

  /// - Throws: `CommandError` if a map cannot be so large.
  func validate() throws(CommandError) {
    for count in [columns, rows] { try validateMapSide(count) }
  }
}
