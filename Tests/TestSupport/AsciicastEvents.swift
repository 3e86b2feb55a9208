import Foundation

/// A line of a recording after its head.
public struct AsciicastEvent: Sendable {
  public let time: Double
  public let kind: String
  public let data: String
}

/// The events that some lines of a recording hold.
public func asciicastEvents(_ lines: String) throws -> [AsciicastEvent] {
  try lines.split(separator: "\n").map { line in
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
    guard let value, value.count == 3, let time = value[0] as? Double,
      let kind = value[1] as? String, let data = value[2] as? String
    else { throw TerminalTestError(description: "this is no event: \(line)") }
    return AsciicastEvent(time: time, kind: kind, data: data)
  }
}
