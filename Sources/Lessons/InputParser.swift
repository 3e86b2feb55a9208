public import Engine

/// Parsers of user input, shared by the command line and the full screen.
public enum InputParser {
  /// Parses a finite number.
  public static func number(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// Parses `name=value`.
  public static func assignment(_ text: String) -> (name: String, value: Double)? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let value = number(String(parts[1])) else {
      return nil
    }
    return (String(parts[0]), value)
  }

  /// Parses `x,y`.
  public static func point(_ text: String) -> Point<Double>? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      number(String($0))
    }
    guard parts.count == 2, let x = parts[0], let y = parts[1] else { return nil }
    return Point(x, y)
  }

  /// Parses `x0:x1,y0:y1` with x0 < x1 and y0 < y1, both of finite length.
  public static func frame(_ text: String) -> Region? {
    let ranges = text.split(separator: ",", omittingEmptySubsequences: false).map {
      part -> ClosedRange<Double>? in
      let ends = part.split(separator: ":", omittingEmptySubsequences: false).map {
        number(String($0))
      }
      guard ends.count == 2, let low = ends[0], let high = ends[1], low < high,
        (high - low).isFinite
      else { return nil }
      return low...high
    }
    guard ranges.count == 2, let x = ranges[0], let y = ranges[1] else { return nil }
    return Region(x: x, y: y)
  }
}
