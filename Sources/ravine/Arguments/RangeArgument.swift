import ArgumentParser
import Engine

/// A number, or a range of N numbers, `LO:HI:N`, with `:log` for logarithmic spacing.
enum RangeArgument: ExpressibleByArgument {
  case single(Double)
  case range(Double, Double, count: Int, log: Bool)
  /// A text with a colon that is not a range.
  case invalidRange(String)

  init?(argument: String) {
    var parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 1 {
      guard let value = Double(argument), value.isFinite else { return nil }
      self = .single(value)
      return
    }
    let isLog = parts.count == 4 && parts[3] == "log"
    if isLog { parts.removeLast() }
    guard parts.count == 3, let low = Double(parts[0]), let high = Double(parts[1]),
      low.isFinite, high.isFinite, low < high, !isLog || low > 0,
      let count = Int(parts[2])
    else {
      self = .invalidRange(argument)
      return
    }
    self = .range(low, high, count: count, log: isLog)
  }

  /// Returns the number; nil for a range, if ranges are allowed.
  ///
  /// - Throws: `CommandError` for a range, if ranges are not allowed.
  func singleValue(_ name: String, _ allowsRanges: Bool) throws(CommandError) -> Double? {
    switch self {
    case .single(let value): return value
    case .range, .invalidRange:
      guard allowsRanges else {
        throw CommandError(
          .usage, "--\(name) must be one number here; only “ravine sweep” takes ranges")
      }
      return nil
    }
  }

  /// Returns the axis of a map with these values of a parameter.
  ///
  /// - Parameters:
  ///   - option: The option for messages, such as `--eta`.
  ///   - parameter: The parameter that varies.
  /// - Returns: The axis; nil for a single number.
  /// - Throws: `CommandError` if the range is invalid, or the number of values is out of
  ///   `Limits.mapSide`.
  func axis(_ option: String, _ parameter: Axis.Parameter) throws(CommandError) -> Axis? {
    switch self {
    case .single: return nil
    case .range(let low, let high, let count, let log):
      try validateMapSide(count)
      return Axis(parameter, low, high, count: count, log: log)
    case .invalidRange(let text):
      throw CommandError(
        .usage,
        "\(option) must be LO:HI:N[:log] with LO < HI, and LO > 0 for log, not \(text.prefix(60))")
    }
  }
}

/// Validates the number of cells along a side of a map.
///
/// - Throws: `CommandError` if `count` is out of `Limits.mapSide`.
private func validateMapSide(_ count: Int) throws(CommandError) {
  let sides = Limits.mapSide
  guard !sides.contains(count) else { return }
  throw CommandError(
    .usage,
    "an axis of a map must have \(sides.lowerBound) to \(sides.upperBound) cells, not \(count)")
}

/// A named range on the command line: `name=LO:HI:N[:log]`.
struct NamedRangeArgument: ExpressibleByArgument {
  let name: String
  let range: RangeArgument

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let range = RangeArgument(argument: parts[1]) else { return nil }
    name = parts[0]
    if case .single = range { self.range = .invalidRange(parts[1]) } else { self.range = range }
  }
}

/// A shard of a map on the command line: `I/N` for the I-th of N shards.
struct Shard: ExpressibleByArgument {
  let index, count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.index = index
    self.count = count
  }

  /// Validates that the index counts from 1.
  func validate() throws {
    guard count < 1 || !(1...count).contains(index) else { return }
    throw ValidationError(
      "--shard must be I/N with 1 ≤ I ≤ N, not \(index)/\(count); shards count from 1.")
  }
}

/// The size of a grid on the command line, columns by rows: `64x32`.
struct GridSize: ExpressibleByArgument {
  let columns, rows: Int

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
    self.columns = columns
    self.rows = rows
  }

  /// Validates the number of columns and rows.
  ///
  /// - Throws: `CommandError` if either is out of `Limits.mapSide`.
  func validate() throws(CommandError) {
    for count in [columns, rows] { try validateMapSide(count) }
  }
}
