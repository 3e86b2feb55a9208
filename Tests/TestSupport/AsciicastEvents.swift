import Foundation

/// An event of an asciicast recording.
public struct AsciicastEvent: Sendable {
  /// The time since the start, in seconds.
  public let time: Double
  /// The type: `o` for output, `r` for a resize.
  public let kind: String
  /// The output, or the new size as `COLUMNSxROWS`.
  public let data: String
}

/// Parses the event lines of a recording, without its header.
///
/// - Throws: `TerminalTestError` if a line is not an event.
public func asciicastEvents(_ lines: String) throws -> [AsciicastEvent] {
  try lines.split(separator: "\n").map { line in
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
    guard let value, value.count == 3, let time = value[0] as? Double,
      let kind = value[1] as? String, let data = value[2] as? String
    else { throw TerminalTestError(description: "not an asciicast event: \(line)") }
    return AsciicastEvent(time: time, kind: kind, data: data)
  }
}
