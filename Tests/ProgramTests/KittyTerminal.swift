import Foundation
import TestSupport
import Testing

/// A fake terminal that replies as kitty does, and its output.
extension Pty {
  private static let identity =
    "\u{1B}P>|kitty(0.41.1)\u{1B}\\\u{1B}[6;20;10t\u{1B}[4;480;800t\u{1B}[?62;22c"
  private static let support = "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;22c"

  /// Arguments for runs that play long, without a card of a lesson first.
  static let longRuns =
    ["--reduced-motion", "--surface", "hyperbola", "--start", "3,0.34", "--steps", "4000"]
    + ["gd", "usam", "sam", "momentum"].flatMap { ["--optimizer", $0] }

  /// Starts the full screen on a terminal with kitty's protocol, and waits for the first picture.
  static func launchInKitty(
    _ arguments: [String] = ["--reduced-motion"], rows: Int = 24, columns: Int = 80
  ) throws -> Pty {
    let program = try launchRavine(
      arguments, rows: rows, columns: columns, environment: ["COLORTERM": "truecolor"])
    try program.replyAsKitty()
    return program
  }

  /// Replies to the queries of the full screen, and waits for the first picture.
  func replyAsKitty() throws {
    send(Self.identity)
    try expect("\u{1B}_Gi=31,s=1")
    send(Self.support)
    try expectExactPicture()
    try expectRest()
  }

  /// Waits until the last picture after an offset has all pixels of its cells.
  ///
  /// On a busy machine, an image of fewer pixels comes first.
  func expectExactPicture(from start: Int = 0) throws {
    try #require(read(within: 20) { Self.showsExactPicture($0[start...]) })
  }

  private static func showsExactPicture(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    let placements = text.matches(of: /_Ga=p,i=(70\d\d),p=1,c=(\d+),r=(\d+)/)
    guard let last = placements.last, let columns = Int(last.2), let rows = Int(last.3),
      let header = text.matches(of: /_Ga=t,f=100,i=(70\d\d),q=2,m=\d;([^\u{1B}]{32})/)
        .last(where: { $0.1 == last.1 }).flatMap({ Data(base64Encoded: String($0.2)) })
    else { return false }
    let numbers = stride(from: 16, to: 24, by: 4).map { start in
      header[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return numbers == [10 * columns, 20 * rows]
  }

  /// Waits until nothing has arrived for a moment.
  func expectRest() throws {
    try #require((0..<100).contains { _ in read(for: 0.4).isEmpty }, "the program sends forever")
  }

  /// Waits for an output that contains a text, from an offset on.
  func expect(_ text: String, from start: Int = 0) throws {
    try #require(read(within: 20) { offset(of: text, in: $0, from: start) != nil }, "\(text)")
  }

  /// The number of occurrences of a text in the output from an offset on.
  func count(_ text: String, from start: Int = 0) -> Int {
    var (count, start) = (0, start)
    while let found = offset(of: text, in: output, from: start) {
      (count, start) = (count + 1, found + 1)
    }
    return count
  }

  /// Returns whether the output contains a text.
  func contains(_ text: String) -> Bool { count(text) > 0 }
}

/// Returns the offset of a text in bytes from an offset on; nil if the bytes do not contain it.
private func offset(of text: String, in bytes: [UInt8], from start: Int) -> Int? {
  let pattern = Array(text.utf8)
  return bytes.withUnsafeBufferPointer { bytes -> Int? in
    var index = start
    while index + pattern.count <= bytes.count {
      if bytes[index] == pattern[0], bytes[index...].starts(with: pattern) { return index }
      index += 1
    }
    return nil
  }
}
